import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, errorOf, sandbox, signInAs, stack } from '../support/desk/desk';
import { type Caller, check, correct, eventsOfCustomer, newCaller, RIGHT, WRONG } from '../support/desk/guarded';
import { type Replica, startReplica } from '../support/desk/replica';

/** The caller check, at two replicas that share a database: `one` only offers it, `strict` requires it. */

let one: Replica;
let strict: Replica;
let agent: Desk;
let admin: Desk;
const at = (replica: Replica, desk: Desk) => replica.seen(desk);
beforeAll(async () => {
  await sandbox.reset();
  one = await startReplica(stack, { env: { NEXTAUTH_URL: stack.appUrl } });
  strict = await startReplica(stack, { env: { NEXTAUTH_URL: stack.appUrl, CALLER_CHECK: 'required' } });
  agent = await signInAs('support');
  admin = await signInAs('admin');
});
afterAll(async () => {
  await one.stop();
  await strict.stop();
});
let caller: Caller;
beforeEach(async () => {
  caller = await newCaller();
  await sandbox.clearFaults();
  await sandbox.clearLog();
});

const NEW = { email: 'new@corrected.example' };
let count = 0;
const email = () => {
  count += 1;
  return { email: `caller.check.${count}@corrected.example` };
};
const results = async (who = caller) =>
  (await eventsOfCustomer(who)).flatMap(({ action, detail }) =>
    action === 'customer.caller-checked' && 'result' in detail ? [detail.result] : [],
  );

describe('a caller check', () => {
  it('says match or no match, nothing else, and leaves the kinds of items alone in the trail', async () => {
    const passed = await check(at(one, agent), caller, {
      ...RIGHT,
      nationality: 'Britain?',
      oldPhone: caller.phoneNumber,
    });
    expect(await passed.json()).toEqual({
      passed: false,
      items: { birthDate: 'match', documentEnd: 'match', nationality: 'no-match', oldPhone: 'match' },
    });
    const again = await check(at(one, agent), caller, RIGHT);
    expect([again.status, await again.json()]).toEqual([
      200,
      { passed: true, items: { birthDate: 'match', documentEnd: 'match' } },
    ]);
    const events = await eventsOfCustomer(caller);
    expect(events.map(({ phase, detail }) => [phase, detail])).toEqual([
      ['intent', { items: ['birthDate', 'documentEnd', 'nationality', 'oldPhone'] }],
      ['outcome', { result: 'wrong' }],
      ['intent', { items: ['birthDate', 'documentEnd'] }],
      ['outcome', { result: 'passed' }],
    ]);
    const said = JSON.stringify(events) + one.appLog();
    for (const value of ['Britain', caller.phoneNumber]) expect(said).not.toContain(value);
    // Not as a part of a time or an id.
    for (const digits of ['1990', '4567']) expect(said).not.toMatch(new RegExp(`(?<![0-9a-f])${digits}(?![0-9a-f])`));
    // Of Sentinel's record, never of the directory's memory.
    expect(await sandbox.calls()).toContain('statusWithoutImages');
  });

  it.each([
    [{}, 'too_few_items', null],
    [{ birthDate: '1990-03-07' }, 'too_few_items', null],
    [{ birthDate: 'soon', documentEnd: '4567' }, undefined, 'birthDate'],
    [{ ...RIGHT, documentEnd: '12' }, undefined, 'documentEnd'],
    [{ ...RIGHT, code: '123456' }, undefined, 'code'],
  ])('refuses %j before Sentinel is asked, and does not count it', async (says, problem, field) => {
    const answer = await check(at(one, agent), caller, says);
    const error = await errorOf(answer);
    expect(error).toMatchObject({ status: 422, code: 'invalid_request' });
    if (problem !== undefined) expect(error).toMatchObject({ problem: { code: problem } });
    if (field !== null) expect(error.fields).toHaveProperty(field);
    expect(await sandbox.calls()).toEqual([]);
    expect(await eventsOfCustomer(caller)).toEqual([]);
  });

  it('gives no points for what the record lacks, and does not count that as wrong', async () => {
    const blank = await newCaller({ dateOfBirth: null, passport: null });
    for (const says of [RIGHT, WRONG, RIGHT, WRONG]) {
      expect(await (await check(at(one, agent), blank, says)).json()).toEqual({
        passed: false,
        items: { birthDate: 'unchecked', documentEnd: 'unchecked' },
      });
    }
    expect(await results(blank)).toEqual(Array(4).fill('unchecked'));
  });

  it('closes after three wrong ones, of 20 at once over two replicas, and says until when', async () => {
    const tries = Array.from({ length: 20 }, (_, index) =>
      check(at(index % 2 ? one : strict, index % 3 ? agent : admin), caller, WRONG),
    );
    const answers = await Promise.all(tries);
    const told = answers.filter(({ status }) => status === 200);
    expect(told).toHaveLength(3);
    const refused = await Promise.all(answers.filter(({ status }) => status !== 200).map(errorOf));
    // One that has waited too long for its turn is refused as busy, and judged by nobody.
    for (const { code } of refused) expect(['caller_check_closed', 'busy']).toContain(code);
    expect(await results()).toEqual(Array(3).fill('wrong'));
    // A right one is refused as well, whoever makes it.
    const answer = await check(at(strict, admin), caller, RIGHT);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(3_000);
    expect(await errorOf(answer)).toMatchObject({
      status: 429,
      code: 'caller_check_closed',
      problem: { code: 'closed_until', until: expect.any(String) },
    });
    const closings = (await eventsOfCustomer(caller)).filter(({ action }) => action === 'customer.caller-check-closed');
    expect(closings).toHaveLength(1);
    // Another customer's check is open.
    expect((await check(at(one, agent), await newCaller(), RIGHT)).status).toBe(200);
  });

  it('is not counted when Sentinel did not answer', async () => {
    await sandbox.fault({ mode: 'reset', path: 'statusWithoutImages', when: 'before-headers', times: 8 });
    for (let round = 0; round < 4; round += 1) expect((await check(at(one, agent), caller, WRONG)).status).toBe(503);
    await sandbox.clearFaults();
    expect((await check(at(one, agent), caller, RIGHT)).status).toBe(200);
  });
});

describe('a correction', () => {
  it('needs a passed check of this person and this customer, where the check is required', async () => {
    const refused = await correct(at(strict, agent), caller, NEW);
    expect(await errorOf(refused)).toMatchObject({ status: 403, code: 'caller_check_required' });
    expect(await sandbox.calls()).toEqual([]);
    // At the other replica; and neither a wrong one counts, nor one of somebody else.
    await check(at(one, agent), caller, WRONG);
    await check(at(one, admin), caller, RIGHT);
    expect((await correct(at(strict, agent), caller, NEW)).status).toBe(403);
    await check(at(one, agent), caller, RIGHT);
    const other = await newCaller();
    expect((await correct(at(strict, agent), other, email())).status).toBe(403);
    expect((await correct(at(strict, agent), caller, NEW)).status).toBe(200);
  });

  it('is as quick as ever where the check is offered, and its event says whether it was passed', async () => {
    expect((await correct(at(one, agent), caller, email())).status).toBe(200);
    const other = await newCaller();
    await check(at(one, agent), other, RIGHT);
    expect((await correct(at(one, agent), other, email())).status).toBe(200);
    const said = async (who: Caller) =>
      (await eventsOfCustomer(who)).find(({ action, phase }) => action.endsWith('corrected') && phase === 'intent')
        ?.detail.callerCheck;
    expect([await said(caller), await said(other)]).toEqual(['not-passed', 'passed']);
  });
});
