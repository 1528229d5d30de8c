import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, errorOf, query, signInAs, stack, tryToSignIn } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { ageProof, changeSessions, eventsOf, newPerson, PASSWORD, type Someone } from '../support/desk/staff';
import { addPasskey, beginSignIn, SITE, signInBy, signInWith, tryToAdd } from '../support/passkeys/passkeys';
import { type SoftAuthenticator, softAuthenticator } from '../support/passkeys/soft-authenticator';
import { codeOf } from '../support/totp/one-time-code';
import { enrol, forgetStep } from '../support/totp/totp';

/** Passkeys, with an authenticator in memory that can lie. The browser's own part: `journeys/passkeys.spec.ts`. */

const mayOpen = async (desk: Desk) => (await desk.get('/api/sessions')).status;

/** The newest event of this action. A refused password is recorded after its answer, so the newest of all may be that. */
async function lastOf(person: Someone, action: string): Promise<Record<string, unknown> | undefined> {
  return (await eventsOf(person.account.id)).findLast((event) => event.action === action)?.detail;
}

async function refusals(): Promise<unknown[]> {
  const rows = await query(
    "SELECT detail FROM audit_events WHERE action = 'session.refused' ORDER BY seq DESC LIMIT 1",
  );
  return rows.map(({ detail }) => (JSON.parse(String(detail)) as { reason: unknown }).reason);
}

async function prove(desk: Desk, key: SoftAuthenticator, purpose: 'proof' | 'sign-in' = 'proof'): Promise<Response> {
  const options = (await (await desk.send('POST', `/api/passkeys/${purpose}`)).json()) as { challenge: string };
  return await desk.send('POST', '/api/session/prove/passkey', key.sign(options));
}

describe('a passkey', () => {
  let person: Someone;
  let desk: Desk;
  let key: SoftAuthenticator;
  beforeAll(async () => {
    person = await newPerson();
    const elsewhere = await person.signIn();
    desk = await person.signIn();
    key = await addPasskey(desk);
    expect(await mayOpen(elsewhere)).toBe(401);
  });

  it('is recorded, listed without its key, and named by its owner', async () => {
    const actions = (await eventsOf(person.account.id)).map(({ action }) => action);
    expect(actions.slice(-2)).toEqual(['account.passkey-enrolled', 'session.ended']);
    const { passkeys } = (await (await desk.get('/api/sessions')).json()) as {
      passkeys: { passkeys: { id: string }[] };
    };
    const [{ id = '' } = {}] = passkeys.passkeys;
    expect(passkeys).toEqual({
      offered: true,
      required: false,
      most: 10,
      passkeys: [{ id, name: 'Soft key', synced: false, createdAt: expect.any(String), lastUsedAt: null }],
    });
    expect((await desk.send('PATCH', `/api/passkeys/${id}`, { name: ' Work‮ laptop ' })).status).toBe(200);
    expect(await lastOf(person, 'account.passkey-renamed')).toMatchObject({ name: 'Work laptop' });
    const other = await (await newPerson()).signIn();
    expect((await other.send('PATCH', `/api/passkeys/${id}`, { name: 'Mine now' })).status).toBe(404);
    expect((await other.send('DELETE', `/api/passkeys/${id}`)).status).toBe(404);
  });

  it('signs its owner in without an e-mail or a password', async () => {
    const signedIn = await signInWith(key);
    expect(signedIn.error).toBeNull();
    expect(await mayOpen(signedIn.desk)).toBe(200);
    expect(await lastOf(person, 'session.signed-in')).toMatchObject({
      method: 'passkey',
      secondFactor: 'passkey',
      passkey: expect.any(String),
    });
  });

  it('is asked for after the password, and stands in for a code', async () => {
    expect((await tryToSignIn(person.email, PASSWORD)).error).toBe('PasskeyNeeded');
    const beside = { email: person.email, password: PASSWORD };
    const visit = await beginSignIn();
    const answer = key.sign(visit);
    expect(
      (await signInBy(answer, { cookie: visit.cookie, beside: { ...beside, password: 'wrong wrong wrong' } })).error,
    ).toBe('CredentialsSignin');
    expect((await signInBy(answer, { cookie: visit.cookie, beside })).error).toBeNull();
    expect(await lastOf(person, 'session.signed-in')).toMatchObject({ method: 'password', secondFactor: 'passkey' });
    // Somebody else's passkey beside one's own password.
    const thief = await addPasskey(await (await newPerson()).signIn());
    const again = await beginSignIn();
    expect((await signInBy(thief.sign(again), { cookie: again.cookie, beside })).error).toBe('PasskeyRefused');
  });

  it.each([
    ['of another site', { origin: 'https://desk.evil.example' }, 'passkey-origin'],
    ['framed by another site', { crossOrigin: true }, 'passkey-origin'],
    ['for another RP id', { rpId: 'evil.example' }, 'passkey-answer'],
    ['without a verified person', { userVerified: false }, 'passkey-answer'],
    ['with a made-up signature', { signature: 'MEUCIQDx' }, 'passkey-answer'],
    ['that names another account', { userHandle: 'bm9ib2R5' }, 'passkey-answer'],
  ])('is refused %s, and that is recorded', async (_, lies, reason) => {
    expect((await signInWith(key, lies)).error).toBe('PasskeyRefused');
    expect(await refusals()).toEqual([reason]);
  });

  it('signs a challenge once, in the browser that asked for it, for what it was asked for, within five minutes', async () => {
    const visit = await beginSignIn();
    const answer = key.sign(visit);
    // Another browser's, which uses up nothing.
    expect((await signInBy(answer, { cookie: (await beginSignIn()).cookie })).error).toBe('PasskeyRefused');
    expect((await signInBy(answer)).error).toBe('PasskeyRefused');
    expect((await signInBy(answer, { cookie: visit.cookie })).error).toBeNull();
    expect((await signInBy(answer, { cookie: visit.cookie })).error).toBe('PasskeyRefused');
    expect((await prove(desk, key, 'sign-in')).status).toBe(403);
    const late = await beginSignIn();
    await query("UPDATE passkey_challenges SET expires_at = now() - interval '1 second'");
    expect((await signInBy(key.sign(late), { cookie: late.cookie })).error).toBe('PasskeyRefused');
  });

  it('that is unknown, or no passkey at all, signs nobody in', async () => {
    expect((await signInWith(softAuthenticator(SITE), { userHandle: 'bm9ib2R5' })).error).toBe('PasskeyRefused');
    const { cookie } = await beginSignIn();
    expect((await signInBy(null, { cookie })).error).toBe('PasskeyRefused');
    expect((await signInBy({ id: 7 }, { cookie })).error).toBe('PasskeyRefused');
  });

  it('that was copied is refused once its counter has gone back, and the trail names it', async () => {
    const copy = key.clone();
    expect((await signInWith(key)).error).toBeNull();
    expect((await signInWith(copy)).error).toBe('PasskeyRefused');
    expect(await lastOf(person, 'session.refused')).toMatchObject({ reason: 'passkey-counter' });
    // Nobody makes the desk believe in a copy without the key.
    expect((await signInWith(key, { counter: 1, signature: 'MEUCIQDx' })).error).toBe('PasskeyRefused');
    expect(await refusals()).toEqual(['passkey-answer']);
  });

  it('of a disabled account signs nobody in', async () => {
    await query('UPDATE accounts SET disabled_at = now() WHERE id = $1', [person.account.id]);
    expect((await signInWith(key)).error).toBe('PasskeyRefused');
    expect(await lastOf(person, 'session.refused')).toMatchObject({ reason: 'disabled' });
    await query('UPDATE accounts SET disabled_at = NULL WHERE id = $1', [person.account.id]);
  });
});

it('a network that asks without end is turned away, and a browser that signed in there before is not', async () => {
  const { cookie } = await signInAs('support');
  const ask = (headers: Record<string, string>) =>
    fetch(`${stack.appUrl}/api/passkeys/sign-in`, { method: 'POST', headers });
  const network = createHash('sha256').update('127.0.0.0/24').digest('base64url');
  try {
    await query(
      `INSERT INTO passkey_challenges (challenge_hash, purpose, bound_to, asked_from, expires_at)
       SELECT 'flood ' || n, 'sign-in', '', $1, now() + interval '1 minute' FROM generate_series(1, 100) n`,
      [network],
    );
    expect((await ask({})).status).toBe(429);
    expect((await ask({ cookie })).status).toBe(200);
  } finally {
    await query("DELETE FROM passkey_challenges WHERE challenge_hash LIKE 'flood %'");
  }
});

describe('a step-up', () => {
  it('takes a passkey, and no password alone once there is one', async () => {
    const person = await newPerson('admin');
    const desk = await person.signIn();
    const key = await addPasskey(desk);
    await ageProof(person.account.id);
    expect(await errorOf(await desk.send('POST', '/api/passkeys/enrolment'))).toMatchObject({
      code: 'step_up_required',
      proof: { method: 'passkey', code: false, passkey: true },
    });
    expect((await desk.send('POST', '/api/session/prove', { password: PASSWORD })).status).toBe(403);
    expect((await desk.send('POST', '/api/passkeys/enrolment')).status).toBe(403);
    const stranger = await addPasskey(await (await newPerson()).signIn());
    expect(await errorOf(await prove(desk, stranger))).toMatchObject({ status: 403, code: 'proof_refused' });
    expect((await prove(desk, key)).status).toBe(200);
    expect(await lastOf(person, 'session.proved')).toMatchObject({ method: 'passkey' });
  });

  it('takes a code as well from a person with both', async () => {
    const person = await newPerson();
    const desk = await person.signIn();
    const { secret } = await enrol(desk);
    await addPasskey(desk);
    await forgetStep(person.account.id);
    await ageProof(person.account.id);
    const asked = await errorOf(await desk.send('POST', '/api/second-factor'));
    expect(asked.proof).toEqual({ method: 'password', code: true, passkey: true });
    const answer = await desk.send('POST', '/api/session/prove', { password: PASSWORD, code: codeOf(secret) });
    expect(answer.status).toBe(200);
  });
});

describe('enrolment', () => {
  it('refuses what another site, session or time has made, and records it', async () => {
    const person = await newPerson();
    const desk = await person.signIn();
    for (const [lies, reason] of [
      [{ origin: 'https://desk.evil.example' }, 'passkey-origin'],
      [{ userVerified: false }, 'passkey-answer'],
    ] as const) {
      expect((await tryToAdd(desk, softAuthenticator(SITE), lies)).status).toBe(403);
      expect(await lastOf(person, 'account.passkey-refused')).toMatchObject({ reason });
    }
    const options = await (await (await person.signIn()).send('POST', '/api/passkeys/enrolment')).json();
    const body = softAuthenticator(SITE).create(options as never);
    expect(await errorOf(await desk.send('POST', '/api/passkeys', body))).toMatchObject({ code: 'proof_refused' });
    expect(await lastOf(person, 'account.passkey-refused')).toMatchObject({ reason: 'passkey-challenge' });
  });

  it('ends at ten, and takes no passkey of another account', async () => {
    const person = await newPerson();
    const desk = await person.signIn();
    const key = await addPasskey(desk);
    const other = await (await newPerson()).signIn();
    expect(await errorOf(await tryToAdd(other, key))).toMatchObject({ status: 409, code: 'account_refused' });
    for (let made = 1; made < 10; made += 1) await addPasskey(desk);
    expect(await errorOf(await desk.send('POST', '/api/passkeys/enrolment'))).toMatchObject({
      code: 'account_refused',
    });
  });
});

it('people of the identity provider have none', async () => {
  const person = await newPerson();
  const desk = await person.signIn();
  await changeSessions(person.account.id, "method = 'sso'");
  for (const path of ['/api/passkeys/enrolment', '/api/passkeys/proof']) {
    expect(await errorOf(await desk.send('POST', path))).toMatchObject({ status: 403, code: 'forbidden' });
  }
  expect(await (await desk.get('/api/sessions')).json()).toMatchObject({ passkeys: { offered: false } });
});

describe('without the passkey', () => {
  it('its owner removes it, its other sessions end, and the password is enough again', async () => {
    const person = await newPerson();
    const desk = await person.signIn();
    const key = await addPasskey(desk);
    const elsewhere = (await signInWith(key)).desk;
    const { passkeys } = (await (await desk.get('/api/sessions')).json()) as {
      passkeys: { passkeys: { id: string }[] };
    };
    const id = passkeys.passkeys[0]?.id ?? '';
    await ageProof(person.account.id);
    expect((await desk.send('DELETE', `/api/passkeys/${id}`)).status).toBe(403);
    expect((await prove(desk, key)).status).toBe(200);
    expect((await desk.send('DELETE', `/api/passkeys/${id}`)).status).toBe(200);
    expect(await mayOpen(elsewhere)).toBe(401);
    expect((await signInWith(key)).error).toBe('PasskeyRefused');
    expect((await tryToSignIn(person.email, PASSWORD)).status).toBe(200);
  });

  it('an administrator lets its owner back in by a one-time link, and the old password is no way around', async () => {
    const person = await newPerson('admin');
    const desk = await person.signIn();
    await addPasskey(desk);
    const admin = await signInAs('admin');
    const path = `/api/accounts/${person.account.id}/recovery`;
    expect(await errorOf(await desk.send('POST', path))).toMatchObject({ code: 'account_refused' });
    const answer = await admin.send('POST', path);
    expect(answer.status).toBe(200);
    const { token, purpose } = (await answer.json()) as { token: string; purpose: string };
    expect(purpose).toBe('reset');
    expect(await mayOpen(desk)).toBe(401);
    const actions = (await eventsOf(person.account.id)).map(({ action }) => action);
    expect(actions.slice(-3)).toEqual(['account.passkey-removed', 'session.ended', 'account.link-issued']);
    expect((await tryToSignIn(person.email, PASSWORD)).error).toBe('CredentialsSignin');
    const fresh = 'another pass phrase of some length';
    expect((await admin.send('POST', '/api/set-password', { token, password: fresh })).status).toBe(200);
    expect((await tryToSignIn(person.email, fresh)).status).toBe(200);
    expect(await errorOf(await admin.send('POST', path))).toMatchObject({ code: 'account_refused' });
  });
});

describe('the application’s role', () => {
  it('changes no public key, and no challenge', async () => {
    const [rights] = await query(`
      SELECT has_column_privilege('desk_app', 'passkeys', 'public_key', 'UPDATE') AS key,
        has_column_privilege('desk_app', 'passkeys', 'account_id', 'UPDATE') AS owner,
        has_column_privilege('desk_app', 'passkeys', 'counter', 'UPDATE') AS counter,
        has_table_privilege('desk_app', 'passkey_challenges', 'UPDATE') AS challenge`);
    expect(rights).toEqual({ key: false, owner: false, counter: true, challenge: false });
  });
});

describe('REQUIRE_PASSKEY', () => {
  let strict: Replica;
  beforeAll(async () => {
    strict = await startReplica(stack, { env: { REQUIRE_PASSKEY: 'admin' } });
  });
  afterAll(() => strict.stop());

  it('lets a person of that role do nothing before they have one, and keep one then', async () => {
    const person = await newPerson('admin');
    const desk = await person.signIn({ appUrl: strict.appUrl });
    expect(await errorOf(await desk.get('/api/customers'))).toMatchObject({ code: 'second_factor_required' });
    expect((await desk.get('/customers')).headers.get('location')).toMatch(/\/second-factor$/);
    const { secret } = await enrol(desk);
    expect(await errorOf(await desk.get('/api/accounts'))).toMatchObject({ code: 'second_factor_required' });
    const key = await addPasskey(desk);
    expect((await desk.get('/api/accounts')).status).toBe(200);
    const { passkeys } = (await (await desk.get('/api/sessions')).json()) as {
      passkeys: { passkeys: { id: string }[] };
    };
    const removal = await desk.send('DELETE', `/api/passkeys/${passkeys.passkeys[0]?.id}`);
    expect(await errorOf(removal)).toMatchObject({ status: 409, code: 'account_refused' });
    // A code is not enough any more.
    await forgetStep(person.account.id);
    const typed = { appUrl: strict.appUrl, code: codeOf(secret) };
    expect((await tryToSignIn(person.email, PASSWORD, typed)).error).toBe('PasskeyNeeded');
    // The challenge of one replica is answered at another.
    const visit = await beginSignIn(strict.appUrl);
    const answer = key.sign(visit);
    expect((await signInBy(answer, { cookie: visit.cookie })).error).toBeNull();
    // A replay is recorded. This replica has its own count of what strangers may record.
    const replay = { cookie: visit.cookie, appUrl: strict.appUrl };
    expect((await signInBy(answer, replay)).error).toBe('PasskeyRefused');
    expect(await refusals()).toEqual(['passkey-challenge']);
  });

  it('leaves others alone', async () => {
    const desk = await (await newPerson('support')).signIn({ appUrl: strict.appUrl });
    expect(await mayOpen(desk)).toBe(200);
  });
});
