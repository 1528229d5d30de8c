import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskWith, query, someAddress, stack, tryToSignIn } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { ageProof, newPerson, PASSWORD } from '../support/desk/staff';

/** What strangers can do to the door, replayed: nobody is kept out whom the desk knows, and nobody guesses without end. */

const WRONG = 'wrong wrong wrong';
const floodOf = (email: string, count: number) =>
  Promise.all(Array.from({ length: count }, () => tryToSignIn(email, WRONG)));
/** Failures from so many addresses that every stranger is locked out of this e-mail. */
async function lockEverywhere(email: string): Promise<void> {
  while ((await floodOf(email, 10)).every(({ error }) => error !== 'Locked')) {}
  // For as long as a test takes on a slow machine.
  await query("UPDATE sign_in_failures SET locked_until = now() + interval '1 hour' WHERE locked_until IS NOT NULL");
  expect((await tryToSignIn(email, PASSWORD)).error).toBe('Locked');
}

describe('while strangers try one person’s e-mail from many addresses', () => {
  it('the owner signs in at a browser that knows them, and proves who they are', async () => {
    const person = await newPerson('admin');
    const { cookie, setCookies } = await tryToSignIn(person.email, PASSWORD);
    expect(setCookies.find((line) => line.startsWith('desk-browser='))).toMatch(
      /; HttpOnly; SameSite=Lax; Max-Age=\d+$/,
    );
    await lockEverywhere(person.email);
    await ageProof(person.account.id);
    const desk = deskWith(cookie);
    expect((await desk.send('POST', '/api/session/prove', { password: PASSWORD })).status).toBe(200);
    const known = /desk-browser=[^;]+/.exec(cookie)?.[0] ?? '';
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect((await tryToSignIn(person.email, PASSWORD, { cookie: known })).status).toBe(200);
      await tryToSignIn(person.email, WRONG);
    }
  });

  it('the browser of another person is a stranger’s, and a known one has an end of guesses as well', async () => {
    const [person, other] = [await newPerson(), await newPerson()];
    const [{ cookie: theirs }, { cookie: own }] = [
      await tryToSignIn(other.email, PASSWORD),
      await tryToSignIn(person.email, PASSWORD),
    ];
    await lockEverywhere(person.email);
    expect((await tryToSignIn(person.email, PASSWORD, { cookie: theirs })).error).toBe('Locked');
    const known = /desk-browser=[^;]+/.exec(own)?.[0] ?? '';
    for (let guess = 1; guess <= 5; guess += 1) {
      expect((await tryToSignIn(person.email, WRONG, { cookie: known })).error).toBe('CredentialsSignin');
    }
    expect((await tryToSignIn(person.email, PASSWORD, { cookie: known })).error).toBe('Locked');
  });

  it('a link makes the browser known in which it was used', async () => {
    const [admin, person] = [await (await newPerson('admin')).signIn(), await newPerson()];
    await lockEverywhere(person.email);
    const { token } = (await (await admin.send('POST', `/api/accounts/${person.account.id}/link`)).json()) as {
      token: string;
    };
    const password = 'another pass phrase of some length';
    const used = await deskWith('').send('POST', '/api/set-password', { token, password });
    const cookie = used.headers.getSetCookie().join('; ');
    await lockEverywhere(person.email);
    expect(
      (await tryToSignIn(person.email, password, { cookie: /desk-browser=[^;]+/.exec(cookie)?.[0] ?? '' })).status,
    ).toBe(200);
  });
});

it('more attempts than the desk judges at once keep nobody out whom it knows, and count for nobody whom it sent away', async () => {
  const person = await newPerson();
  const { cookie } = await tryToSignIn(person.email, PASSWORD);
  const takenBack = async () => {
    const [row] = await query(
      "SELECT count(*)::int AS rows FROM sign_in_failures WHERE failures = 0 AND address_hash = ''",
    );
    return Number(row?.rows);
  };
  const before = await takenBack();
  const strangers = Array.from({ length: 60 }, () => tryToSignIn(`${randomUUID()}@desk.example`, WRONG));
  const owner = await tryToSignIn(person.email, PASSWORD, { cookie: /desk-browser=[^;]+/.exec(cookie)?.[0] ?? '' });
  expect(owner).toMatchObject({ status: 200, error: null });
  const sentAway = (await Promise.all(strangers)).filter(({ error }) => error === 'Unavailable').length;
  // Each stranger has a count of their own by e-mail.
  expect((await takenBack()) - before).toBe(sentAway);
});

it('one address is not judged for any number of e-mails, and keeps nobody else out', async () => {
  const address = someAddress();
  const person = await newPerson();
  const said: (string | null)[] = [];
  for (let index = 1; index <= 25; index += 1) {
    said.push((await tryToSignIn(`${randomUUID()}@desk.example`, WRONG, { address })).error);
  }
  expect(said).toEqual([...Array(20).fill('CredentialsSignin'), ...Array(5).fill('Locked')]);
  expect((await tryToSignIn(person.email, PASSWORD, { address })).error).toBe('Locked');
  expect((await tryToSignIn(person.email, PASSWORD)).status).toBe(200);
});

describe('without trusted proxies', () => {
  let replica: Replica;
  beforeAll(async () => {
    replica = await startReplica(stack, { env: { TRUSTED_PROXIES: '0' } });
  });
  afterAll(() => replica.stop());

  it('a forged address neither gives further guesses nor gets into trail and list', async () => {
    const person = await newPerson();
    const { appUrl } = replica;
    const desk = deskWith(
      (await tryToSignIn(person.email, PASSWORD, { appUrl, address: '192.0.2.99' })).cookie,
      appUrl,
    );
    const { sessions } = (await (await desk.get('/api/sessions', { 'x-forwarded-for': '192.0.2.98' })).json()) as {
      sessions: { address: string }[];
    };
    expect(sessions.map((session) => session.address)).toEqual(['127.0.0.1']);
    const events = await query('SELECT DISTINCT address FROM audit_events WHERE actor_id = $1', [person.account.id]);
    expect(events).toEqual([{ address: '127.0.0.1' }]);
    const said: (string | null)[] = [];
    for (let guess = 1; guess <= 6; guess += 1) said.push((await tryToSignIn(person.email, WRONG, { appUrl })).error);
    expect(said).toEqual([...Array(5).fill('CredentialsSignin'), 'Locked']);
  });
});
