import fs from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { VerificationLink } from '@/lib/contracts/directory';
import { disableAccount, setRole } from '@/lib/server/auth/account-changes';
import { type Desk, errorOf, query, sandbox, signInAs, stack } from '../support/desk/desk';
import {
  approve,
  type Caller,
  check,
  correct,
  createLink,
  decline,
  eventsOfCustomer,
  newCaller,
  RIGHT,
  waitingFor,
} from '../support/desk/guarded';
import { WHY } from '../support/desk/purpose';
import { type Replica, startReplica } from '../support/desk/replica';
import { changeSessions, inAccounts, newPerson } from '../support/desk/staff';

/**
 * The takeover guard, at two replicas that share a database: `one` only offers the caller check, `strict` requires it.
 * Both guard.
 */

let one: Replica;
let strict: Replica;
let agent: Desk;
let colleague: Desk;
let admin: Desk;
const at = (replica: Replica, desk: Desk) => replica.seen(desk);
beforeAll(async () => {
  await sandbox.reset();
  const guarded = { TAKEOVER_GUARD: 'enforce', NEXTAUTH_URL: stack.appUrl };
  one = await startReplica(stack, { env: guarded });
  strict = await startReplica(stack, { env: { ...guarded, CALLER_CHECK: 'required' } });
  agent = await signInAs('support');
  colleague = await signInAs('compliance');
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

const phone = () => ({ phoneNumber: `+97155${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}` });
let count = 0;
const email = () => {
  count += 1;
  return { email: `second.person.${count}@corrected.example` };
};
const writes = async () => (await sandbox.calls()).filter((call) => call === 'contact').length;
const links = async () => (await sandbox.log()).filter(({ path }) => path.includes('encrypt')).length;
const stateOf = async (id: string) => (await query('SELECT state, sealed FROM approvals WHERE id = $1', [id]))[0];
describe('a correction', () => {
  it('of the same contact again needs no second person; of the other one it does, whoever made the first', async () => {
    const first = email();
    expect((await correct(at(one, agent), caller, first)).status).toBe(200);
    const second = email();
    expect((await correct(at(one, agent), { ...caller, ...first }, second)).status).toBe(200);
    const answer = await correct(at(strict, admin), { ...caller, ...second }, phone());
    // The check first.
    expect(answer.status).toBe(403);
    expect((await correct(at(one, admin), { ...caller, ...second }, phone())).status).toBe(202);
    expect(await writes()).toBe(2);
  });

  it('that failed for certain does not count; one with an unknown outcome does', async () => {
    await sandbox.fault({ mode: 'echo', path: 'contact', status: 422 });
    expect((await correct(at(one, agent), caller, email())).status).toBe(422);
    await sandbox.clearFaults();
    expect((await correct(at(one, agent), caller, phone())).status).toBe(200);
    const other = await newCaller();
    await sandbox.fault({ mode: 'reset', path: 'contact', when: 'before-headers' });
    const lost = email();
    expect([502, 503]).toContain((await correct(at(one, agent), other, lost)).status);
    await sandbox.clearFaults();
    // Sentinel has it.
    expect((await correct(at(one, agent), { ...other, ...lost }, phone())).status).toBe(202);
  });
});

/** Both contacts at once, by the agent: a request that waits. */
async function ask(who = caller, change: Record<string, unknown> = { ...email(), ...phone() }) {
  const answer = await correct(at(one, agent), who, change);
  const error = await errorOf(answer);
  expect(error).toMatchObject({
    status: 202,
    code: 'approval_required',
    problem: { code: 'waits_until' },
    approval: { id: expect.any(String), until: expect.any(String) },
  });
  const { approval } = error as unknown as { approval: { id: string } };
  return { id: approval.id, change };
}

describe('both contacts', () => {
  it('wait for a second person, who sees what would change, and are written once', async () => {
    await check(at(one, agent), caller, RIGHT);
    const { id, change } = await ask(caller, { ...email(), ...phone(), why: WHY });
    expect(await writes()).toBe(0);
    // The same request once more is the same request.
    const { why: _, ...values } = change as { why: unknown; email: string; phoneNumber: string };
    expect(await errorOf(await correct(at(strict, agent), caller, values))).toMatchObject({ approval: { id } });
    const [waiting] = await waitingFor(at(strict, colleague), caller);
    expect(waiting).toMatchObject({
      ...{ id, kind: 'correction', reason: 'both-contacts', callerCheck: 'passed', purpose: WHY.purpose, own: false },
      changes: [
        { field: 'email', before: caller.email, after: values.email },
        { field: 'phoneNumber', before: caller.phoneNumber, after: values.phoneNumber },
      ],
    });
    const answer = await approve(at(strict, colleague), id);
    expect([answer.status, await answer.json()]).toEqual([200, { state: 'written' }]);
    expect(await sandbox.record(caller.uuid)).toMatchObject(values);
    expect(await writes()).toBe(1);
    expect(await stateOf(id)).toEqual({ state: 'written', sealed: null });
    expect(await waitingFor(at(one, colleague), caller)).toEqual([]);
    const events = await eventsOfCustomer(caller);
    expect(events.map(({ action, phase, outcome }) => [action.slice(9), phase, outcome]).slice(2)).toEqual([
      ['contact-corrected', 'intent', null],
      ['approval-requested', 'outcome', 'success'],
      ['contact-corrected', 'outcome', 'approval_required'],
      ['contact-corrected', 'intent', null],
      ['contact-corrected', 'outcome', 'approval_required'],
      ['approval-granted', 'outcome', 'success'],
      ['contact-corrected', 'intent', null],
      ['contact-corrected', 'outcome', 'success'],
      ['approval-ended', 'outcome', 'success'],
    ]);
    expect(events.at(-3)?.detail).toMatchObject({ approval: id, callerCheck: 'passed', changes: { length: 2 } });
    // Nowhere in clear: not in the table's history, the trail or a log.
    const places = [
      JSON.stringify(events),
      one.appLog(),
      strict.appLog(),
      fs.readFileSync(stack.databaseLogFile, 'utf8'),
    ];
    for (const place of places) for (const value of Object.values(values)) expect(place).not.toContain(value);
  });

  it('are sealed in the database while they wait', async () => {
    const { id, change } = await ask();
    const [row] = await query('SELECT a::text AS text FROM approvals AS a WHERE id = $1', [id]);
    expect(String(row?.text)).toContain('v1.');
    for (const value of [...Object.values(change), caller.email, caller.phoneNumber]) {
      expect(String(row?.text)).not.toContain(String(value));
    }
  });

  it('ask what they are for, where the caller can ask the person', async () => {
    const answer = await correct(at(one, agent), caller, { ...email(), ...phone(), why: 'ask' });
    // Another test may have given a purpose for another customer: it doesn't count here.
    expect(await errorOf(answer)).toMatchObject({ status: 422, code: 'purpose_required' });
    expect((await correct(at(one, agent), caller, { ...email(), ...phone(), why: WHY })).status).toBe(202);
    expect((await correct(at(one, agent), caller, { ...email(), ...phone(), why: 'ask' })).status).toBe(202);
  });

  it('are declined with a word, and then nothing is written', async () => {
    const { id } = await ask();
    expect(await errorOf(await decline(at(one, colleague), id, ' '))).toMatchObject({ status: 422 });
    expect(await (await decline(at(one, colleague), id)).json()).toEqual({ state: 'declined' });
    expect(await stateOf(id)).toEqual({ state: 'declined', sealed: null });
    expect(await errorOf(await approve(at(strict, colleague), id))).toMatchObject({
      ...{ status: 409, code: 'approval_closed', problem: { code: 'decided_already' } },
    });
    expect(await writes()).toBe(0);
    expect((await eventsOfCustomer(caller)).at(-1)).toMatchObject({
      action: 'customer.approval-declined',
      detail: { word: 'not the customer' },
    });
  });

  it('lapse after a day, and then nothing is written', async () => {
    const { id } = await ask();
    await query("UPDATE approvals SET lapses_at = now() - interval '1 second' WHERE id = $1", [id]);
    expect(await errorOf(await approve(at(one, colleague), id))).toMatchObject({ problem: { code: 'request_lapsed' } });
    expect(await waitingFor(at(one, colleague), caller)).toEqual([]);
    expect(await stateOf(id)).toEqual({ state: 'lapsed', sealed: null });
    expect((await eventsOfCustomer(caller)).at(-1)).toMatchObject({
      action: 'customer.approval-ended',
      detail: { as: 'lapsed' },
    });
    expect(await writes()).toBe(0);
  });

  it('are refused when the contact is another one by now, and nothing is overwritten', async () => {
    const { id } = await ask();
    await sandbox.patch(caller.uuid, { phoneNumber: '+971509990001' });
    expect(await errorOf(await approve(at(one, colleague), id))).toMatchObject({
      status: 409,
      code: 'changed_meanwhile',
    });
    expect(await stateOf(id)).toEqual({ state: 'failed', sealed: null });
    expect(await writes()).toBe(0);
  });

  it('wait again when Sentinel certainly wrote nothing, and can be approved once more', async () => {
    const { id } = await ask();
    await sandbox.fault({ mode: 'status', path: 'statusWithoutImages', status: 503, times: 3 });
    expect((await approve(at(one, colleague), id)).status).toBe(503);
    expect((await stateOf(id))?.state).toBe('waiting');
    await sandbox.clearFaults();
    expect((await approve(at(one, colleague), id)).status).toBe(200);
    expect(await writes()).toBe(1);
  });

  it('have an unknown outcome when the answer to the write is lost, and are not written again', async () => {
    const { id } = await ask();
    await sandbox.fault({ mode: 'reset', path: 'contact', when: 'mid-body' });
    expect([502, 503]).toContain((await approve(at(one, colleague), id)).status);
    await sandbox.clearFaults();
    expect(await stateOf(id)).toEqual({ state: 'unknown', sealed: null });
    expect((await approve(at(strict, colleague), id)).status).toBe(409);
    expect(await writes()).toBe(1);
  });

  it('are written once, of two colleagues who approve at one moment at two replicas', async () => {
    const { id } = await ask();
    const answers = await Promise.all([approve(at(one, colleague), id), approve(at(strict, admin), id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await writes()).toBe(1);
  });

  it('are either approved or declined, when both happen at one moment', async () => {
    const { id } = await ask();
    const [yes, no] = await Promise.all([approve(at(one, colleague), id), decline(at(strict, admin), id)]);
    expect([yes.status, no.status].sort()).toEqual([200, 409]);
    expect(await writes()).toBe(yes.status === 200 ? 1 : 0);
  });
});

describe('a second person', () => {
  it('is never the maker, administrators included, and not by another account of theirs', async () => {
    const answer = await correct(at(one, admin), caller, { ...email(), ...phone() });
    const { approval } = (await errorOf(answer)) as unknown as { approval: { id: string } };
    for (const decide of [approve, decline]) {
      expect(await errorOf(await decide(at(one, admin), approval.id))).toMatchObject({
        ...{ status: 403, code: 'forbidden', problem: { code: 'own_request' } },
      });
    }
    expect(await waitingFor(at(one, admin), caller)).toMatchObject([{ own: true }]);
    await expect(
      query("UPDATE approvals SET state = 'approving', sealed = NULL, decided_by = maker_id WHERE id = $1", [
        approval.id,
      ]),
    ).rejects.toThrow(/approvals_second_person/);
    expect((await approve(at(one, colleague), approval.id)).status).toBe(200);
  });

  it('may approve at that moment: neither a lost role nor an ended session does', async () => {
    const { id } = await ask();
    const person = await newPerson('compliance');
    const desk = at(one, await person.signIn());
    expect(await waitingFor(desk, caller)).toHaveLength(1);
    await inAccounts((scope) => setRole(scope, person.account.id, 'support'));
    expect(await errorOf(await approve(desk, id))).toMatchObject({ status: 403, code: 'forbidden' });
    const other = await newPerson('compliance');
    const ended = at(one, await other.signIn());
    await changeSessions(other.account.id, 'ended_at = now()');
    expect((await approve(ended, id)).status).toBe(401);
    expect((await stateOf(id))?.state).toBe('waiting');
    expect(await writes()).toBe(0);
  });

  it('writes nothing after losing their right while the write waits for its turn', async () => {
    const { id } = await ask();
    const person = await newPerson('compliance');
    const desk = at(one, await person.signIn());
    await sandbox.fault({ mode: 'hold', path: 'statusWithoutImages' });
    const approving = approve(desk, id);
    await expect.poll(async () => (await sandbox.calls()).includes('statusWithoutImages')).toBe(true);
    await changeSessions(person.account.id, 'ended_at = now()');
    await sandbox.clearFaults();
    expect((await approving).status).toBe(401);
    expect([await writes(), (await stateOf(id))?.state]).toEqual([0, 'waiting']);
  });

  it('approves nothing for a maker who may no longer do it', async () => {
    const maker = await newPerson('support');
    const answer = await correct(at(one, await maker.signIn()), caller, { ...email(), ...phone() });
    const { approval } = (await errorOf(answer)) as unknown as { approval: { id: string } };
    await inAccounts((scope) => disableAccount(scope, maker.account.id));
    expect(await errorOf(await approve(at(one, colleague), approval.id))).toMatchObject({
      ...{ status: 409, problem: { code: 'maker_may_not' } },
    });
    expect((await decline(at(one, colleague), approval.id)).status).toBe(200);
  });
});

describe('a verification link soon after a correction', () => {
  /** The agent corrects, and asks for a link. */
  async function asked(): Promise<{ id: string; now: Caller }> {
    const change = email();
    expect((await correct(at(one, admin), caller, change)).status).toBe(200);
    const now = { ...caller, ...change };
    const error = await errorOf(await createLink(at(one, agent), now));
    expect(error).toMatchObject({ status: 202, code: 'approval_required' });
    return { id: (error as unknown as { approval: { id: string } }).approval.id, now };
  }

  it('waits for a second person, is created by its maker, and works once', async () => {
    const { id, now } = await asked();
    const [waiting] = await waitingFor(at(one, colleague), caller);
    expect(waiting).toMatchObject({
      ...{ kind: 'link', reason: 'link-after-correction' },
      contact: { email: now.email, phoneNumber: now.phoneNumber },
    });
    expect((await createLink(at(strict, agent), now)).status).toBe(202);
    expect(await (await approve(at(strict, colleague), id)).json()).toEqual({ state: 'approved' });
    expect([await links(), await stateOf(id)]).toEqual([0, { state: 'approved', sealed: null }]);
    // The approval is the maker's alone.
    expect((await createLink(at(one, admin), now)).status).toBe(202);
    const both = await Promise.all([createLink(at(one, agent), now), createLink(at(strict, agent), now)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 202]);
    const created = both.find(({ status }) => status === 200);
    const { link = '' } = ((await created?.json()) ?? {}) as Partial<VerificationLink>;
    expect(link).toMatch(/^https:/);
    expect([await links(), (await stateOf(id))?.state]).toEqual([1, 'written']);
    const [row] = await query("SELECT string_agg(a::text, ' ') AS text FROM approvals AS a");
    expect(String(row?.text)).not.toContain(new URL(link).search);
  });

  it('goes to the contact that the colleague saw, or to none', async () => {
    const { id, now } = await asked();
    expect((await approve(at(one, colleague), id)).status).toBe(200);
    const later = email();
    expect((await correct(at(one, agent), now, later)).status).toBe(200);
    expect((await createLink(at(one, agent), { ...now, ...later })).status).toBe(202);
    expect(await links()).toBe(0);
  });

  it('is declined, and lapses also when it was approved', async () => {
    const { id, now } = await asked();
    expect((await decline(at(one, colleague), id)).status).toBe(200);
    const again = await errorOf(await createLink(at(one, agent), now));
    const next = (again as unknown as { approval: { id: string } }).approval.id;
    expect(next).not.toBe(id);
    await approve(at(one, colleague), next);
    await query("UPDATE approvals SET lapses_at = now() - interval '1 second' WHERE id = $1", [next]);
    expect((await createLink(at(one, agent), now)).status).toBe(202);
    expect(await links()).toBe(0);
  });

  it('needs nobody else without a correction', async () => {
    expect((await createLink(at(one, agent), caller)).status).toBe(200);
  });
});

it('counts what waits for the reader, not their own', async () => {
  const counted = async (desk: Desk) =>
    ((await (await desk.get('/api/approvals/count')).json()) as { waiting: number }).waiting;
  const [others, own] = [await counted(at(one, colleague)), await counted(at(one, admin))];
  await correct(at(one, admin), caller, { ...email(), ...phone() });
  expect([await counted(at(one, colleague)), await counted(at(one, admin))]).toEqual([others + 1, own]);
});

it('kill -9 between approval and write leaves an unknown outcome, and no second write', async () => {
  const victim = await startReplica(stack, { env: { TAKEOVER_GUARD: 'enforce', NEXTAUTH_URL: stack.appUrl } });
  const { id } = await ask();
  // The write has reached Sentinel, and its answer is held back.
  await sandbox.fault({ mode: 'hold', path: 'contact' });
  const approving = approve(at(victim, colleague), id).catch(() => null);
  await expect.poll(async () => (await sandbox.calls()).includes('contact')).toBe(true);
  await victim.kill();
  await approving;
  await sandbox.clearFaults();
  expect(await stateOf(id)).toEqual({ state: 'approving', sealed: null });
  expect((await approve(at(one, admin), id)).status).toBe(409);
  await query("UPDATE approvals SET begun_at = now() - interval '4 minutes' WHERE id = $1", [id]);
  const { decided } = (await (await at(one, colleague).get('/api/approvals')).json()) as {
    decided: { id: string; state: string }[];
  };
  expect(decided.find((request) => request.id === id)).toMatchObject({ state: 'unknown' });
  expect((await approve(at(one, admin), id)).status).toBe(409);
  expect(await writes()).toBe(1);
  // Doubt counts as a correction.
  expect((await createLink(at(one, agent), caller)).status).toBe(202);
});

it('a desk that only warns lets the change through, and its event says so', async () => {
  const warning = await startReplica(stack, { env: { TAKEOVER_GUARD: 'warn', NEXTAUTH_URL: stack.appUrl } });
  try {
    const change = { ...email(), ...phone() };
    expect((await correct(at(warning, agent), caller, change)).status).toBe(200);
    expect((await createLink(at(warning, agent), { ...caller, ...change })).status).toBe(200);
    const warned = (await eventsOfCustomer(caller)).map(({ detail }) => detail.warned).filter(Boolean);
    expect(warned).toEqual(['both-contacts', 'link-after-correction']);
    expect(warning.appLog()).toContain('TAKEOVER_GUARD is warn');
  } finally {
    await warning.stop();
  }
});
