import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deskWith, errorOf, query, someAddress, stack, tryToSignIn } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { eventsOf, newPerson, PASSWORD, type Someone } from '../support/desk/staff';
import { codeOf, roomInStep } from '../support/totp/one-time-code';
import { enrol, forgetStep } from '../support/totp/totp';

const actionsOf = async (id: string) => (await eventsOf(id)).map(({ action }) => action);

describe('a second factor', () => {
  let person: Someone;
  let secret: string;
  let codes: string[];
  beforeEach(async () => {
    person = await newPerson();
    ({ secret, codes } = await enrol(await person.signIn()));
    await forgetStep(person.account.id);
  });
  const signIn = (code: string, options: { address?: string } = {}) =>
    tryToSignIn(person.email, PASSWORD, { code, ...options });

  it('is asked for once the password is right, and not before', async () => {
    expect(await tryToSignIn(person.email, 'not the pass phrase')).toMatchObject({ error: 'CredentialsSignin' });
    const asked = await signIn('');
    expect(asked).toMatchObject({ status: 401, error: 'CodeNeeded' });
    expect(asked.setCookies.some((line) => line.includes('session-token='))).toBe(false);
    expect((await signIn(codeOf(secret))).status).toBe(200);
    // A refusal is recorded behind its answer, so it may stand after the sign-in that followed.
    const signedIn = (await eventsOf(person.account.id)).filter(({ action }) => action === 'session.signed-in');
    expect(signedIn.at(-1)).toMatchObject({ detail: { secondFactor: 'totp' } });
  });

  it('takes a step before and after, and no further', async () => {
    expect((await signIn(codeOf(secret, -3))).error).toBe('WrongCode');
    expect((await signIn(codeOf(secret, 3))).error).toBe('WrongCode');
    for (const step of [-1, 1]) {
      await forgetStep(person.account.id);
      // The next step's code is the current one by then.
      if (step < 0) await roomInStep();
      expect((await signIn(codeOf(secret, step))).status).toBe(200);
    }
  });

  it('takes a code once, though it comes from many at once', async () => {
    const code = codeOf(secret);
    const attempts = await Promise.all(
      Array.from({ length: 6 }, () => tryToSignIn(person.email, PASSWORD, { code, address: someAddress() })),
    );
    expect(attempts.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await signIn(code)).error).toBe('WrongCode');
    // Nor is one of an earlier step taken afterwards.
    expect((await signIn(codeOf(secret, -1))).error).toBe('WrongCode');
  });

  it('can be replaced by each recovery code, once', async () => {
    expect(codes).toHaveLength(10);
    const [first = '', second = ''] = codes;
    const attempts = await Promise.all(
      Array.from({ length: 4 }, () => tryToSignIn(person.email, PASSWORD, { code: first, address: someAddress() })),
    );
    expect(attempts.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await signIn(first)).error).toBe('WrongCode');
    expect((await signIn(second.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
    const [kept] = await query('SELECT string_agg(code_hash, $2) AS hashes FROM recovery_codes WHERE account_id = $1', [
      person.account.id,
      ' ',
    ]);
    for (const code of codes) expect(kept?.hashes).not.toContain(code);
    expect(await actionsOf(person.account.id)).toContain('account.second-factor');
  });

  it('has its wrong codes counted like wrong passwords', async () => {
    const address = someAddress();
    for (let failure = 1; failure <= 5; failure += 1) {
      // Asking for the code in between takes back itself alone.
      expect((await signIn('', { address })).error).toBe('CodeNeeded');
      expect((await signIn('000000', { address })).error).toBe('WrongCode');
    }
    expect((await signIn(codeOf(secret), { address })).error).toBe('Locked');
    // A refusal is recorded after its answer.
    const refused = async () =>
      (await eventsOf(person.account.id)).filter(({ detail }) => detail.reason === 'wrong-code');
    await expect.poll(async () => (await refused()).length).toBe(5);
    await expect.poll(() => actionsOf(person.account.id)).toContain('session.locked-out');
    const [events, codesRefused] = [await eventsOf(person.account.id), await refused()];
    expect(events.filter(({ action }) => action === 'session.locked-out')).toHaveLength(1);
    expect(JSON.stringify(codesRefused)).not.toContain(person.email);
  });

  it('is kept sealed, and for its account alone', async () => {
    const [row] = await query('SELECT totp_secret FROM accounts WHERE id = $1', [person.account.id]);
    expect(row?.totp_secret).toMatch(/^v1\.[0-9a-f]{12}\./);
    expect(row?.totp_secret).not.toContain(secret);
    const other = await newPerson();
    await query('UPDATE accounts SET totp_secret = $2 WHERE id = $1', [other.account.id, row?.totp_secret]);
    expect((await tryToSignIn(other.email, PASSWORD, { code: codeOf(secret) })).error).toBe('Unavailable');
  });

  it('set up anew ends the other sessions and the old codes', async () => {
    const [code = ''] = codes;
    const there = await tryToSignIn(person.email, PASSWORD, { code });
    expect(there.status).toBe(200);
    const desk = deskWith((await tryToSignIn(person.email, PASSWORD, { code: codeOf(secret) })).cookie);
    const again = await enrol(desk);
    expect((await deskWith(there.cookie).get('/api/sessions')).status).toBe(401);
    expect((await desk.get('/api/sessions')).status).toBe(200);
    expect((await signIn(codes[1] ?? '')).error).toBe('WrongCode');
    expect((await signIn(again.codes[1] ?? '')).status).toBe(200);
  });
});

it('is not enrolled by somebody else’s secret, nor by a wrong code', async () => {
  const [one, two] = [await (await newPerson()).signIn(), await (await newPerson()).signIn()];
  const begun = await one.send('POST', '/api/second-factor');
  const { secret, enrolment } = (await begun.json()) as { secret: string; enrolment: string };
  const stolen = await two.send('POST', '/api/second-factor/confirm', { enrolment, code: codeOf(secret) });
  expect(await errorOf(stolen)).toMatchObject({ status: 422, fields: { enrolment: { code: 'expired' } } });
  const wrong = await one.send('POST', '/api/second-factor/confirm', { enrolment, code: codeOf(secret, 5) });
  expect((await errorOf(wrong)).fields).toHaveProperty('code');
});

describe('where a role needs one', () => {
  let strict: Replica;
  beforeAll(async () => {
    strict = await startReplica(stack, { env: { REQUIRE_TOTP: 'admin,compliance' } });
  });
  afterAll(() => strict.stop());

  it('a session without it may do nothing but enrol', async () => {
    const person = await newPerson('compliance');
    const desk = await person.signIn({ appUrl: strict.appUrl });
    for (const path of ['/api/customers', '/api/sessions', '/api/accounts']) {
      expect(await errorOf(await desk.get(path))).toMatchObject({ status: 403, code: 'second_factor_required' });
    }
    const codes = await desk.send('POST', '/api/second-factor/recovery-codes');
    expect(await errorOf(codes)).toMatchObject({ code: 'second_factor_required' });
    for (const page of ['/customers', '/sessions', '/accounts']) {
      expect((await desk.get(page)).headers.get('location')).toMatch(/\/second-factor$/);
    }
    await enrol(desk);
    expect((await desk.get('/api/customers?perPage=10')).status).toBe(200);
    expect((await desk.get('/customers')).status).toBe(200);
  });

  it('others go on without', async () => {
    const desk = await (await newPerson('support')).signIn({ appUrl: strict.appUrl });
    expect((await desk.get('/api/customers?perPage=10')).status).toBe(200);
  });
});
