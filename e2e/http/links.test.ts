import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Desk, deskWith, errorOf, query, someAddress, tryToSignIn } from '../support/desk/desk';
import { eventsOf, newPerson, PASSWORD, type Someone } from '../support/desk/staff';

const NEW = 'another pass phrase of some length';
let admin: Desk;
beforeAll(async () => {
  admin = await (await newPerson('admin')).signIn();
});

const use = (token: string, password = NEW, address: string = someAddress()) =>
  deskWith('').send('POST', '/api/set-password', { token, password }, { 'x-forwarded-for': address });

async function linkFor(person: Someone): Promise<{ token: string; purpose: string; expiresAt: string }> {
  const answer = await admin.send('POST', `/api/accounts/${person.account.id}/link`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as { token: string; purpose: string; expiresAt: string };
}
const expectRefused = async (answer: Response) =>
  expect(await errorOf(answer)).toMatchObject({ status: 410, code: 'link_refused' });

describe('a reset link', () => {
  it('sets the password once, ends every session and forgets failures', async () => {
    const person = await newPerson();
    const desk = await person.signIn();
    const address = someAddress();
    for (let failure = 1; failure <= 5; failure += 1) await tryToSignIn(person.email, 'wrong', { address });
    const { token, purpose } = await linkFor(person);
    expect(purpose).toBe('reset');
    expect((await desk.get('/api/sessions')).status).toBe(200);
    expect((await use(token)).status).toBe(200);
    expect((await desk.get('/api/sessions')).status).toBe(401);
    expect((await tryToSignIn(person.email, PASSWORD)).error).toBe('CredentialsSignin');
    expect((await tryToSignIn(person.email, NEW, { address })).status).toBe(200);
    await expectRefused(await use(token));
    const actions = (await eventsOf(person.account.id)).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['account.link-issued', 'account.password-set', 'session.ended']));
  });

  it('works once, though many come at once', async () => {
    const { token } = await linkFor(await newPerson());
    const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => use(token, `${NEW} ${index}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410, 410, 410]);
  });

  it('is worthless once it has expired, a newer one was issued, or the account is disabled', async () => {
    const person = await newPerson();
    const { token: expired } = await linkFor(person);
    await query("UPDATE account_links SET expires_at = now() - interval '1 second' WHERE account_id = $1", [
      person.account.id,
    ]);
    await expectRefused(await use(expired));
    const { token: older } = await linkFor(person);
    const { token: newer } = await linkFor(person);
    await expectRefused(await use(older));
    await admin.send('PATCH', `/api/accounts/${person.account.id}`, { disabled: true });
    await expectRefused(await use(newer));
    const refused = await admin.send('POST', `/api/accounts/${person.account.id}/link`);
    expect(await errorOf(refused)).toMatchObject({ status: 409, code: 'account_refused' });
    await admin.send('PATCH', `/api/accounts/${person.account.id}`, { disabled: false });
    await expectRefused(await use(newer));
  });

  it('stays good while the password is not', async () => {
    const person = await newPerson();
    const { token } = await linkFor(person);
    for (const weak of ['too short', 'passwordpassword', person.email, 'sentinel desk 2026']) {
      expect((await errorOf(await use(token, weak, '192.0.2.9'))).fields).toHaveProperty('password');
    }
    expect((await use(token, NEW, '192.0.2.9')).status).toBe(200);
  });

  it('is kept as a hash, and lasts an hour', async () => {
    const person = await newPerson();
    const { token, expiresAt } = await linkFor(person);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const rows = await query('SELECT * FROM account_links WHERE account_id = $1', [person.account.id]);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(Math.round((Date.parse(expiresAt) - Date.now()) / 60_000)).toBe(60);
  });
});

it('wrong tokens all look alike, and lock their address after five, but never a right one', async () => {
  const address = '192.0.2.77';
  const codes: string[] = [];
  for (let guess = 1; guess <= 6; guess += 1) codes.push((await errorOf(await use(randomUUID(), NEW, address))).code);
  expect(codes).toEqual([...Array(5).fill('link_refused'), 'too_many_attempts']);
  const { token } = await linkFor(await newPerson());
  expect((await use(token, NEW, address)).status).toBe(200);
  expect((await errorOf(await use(token, NEW, address))).code).toBe('too_many_attempts');
});

describe('an account', () => {
  const invite = (body: unknown) => admin.send('POST', '/api/accounts', body);

  it('is created with a link for three days, and without a password', async () => {
    const email = `${randomUUID()}@desk.example`;
    const answer = await invite({ email: ` ${email.toUpperCase()} `, name: 'New Colleague', role: 'support' });
    const { link } = (await answer.json()) as { link: { token: string; purpose: string; expiresAt: string } };
    expect(link.purpose).toBe('invite');
    expect(Math.round((Date.parse(link.expiresAt) - Date.now()) / 3_600_000)).toBe(72);
    expect((await tryToSignIn(email, NEW)).error).toBe('CredentialsSignin');
    expect((await use(link.token)).status).toBe(200);
    expect((await tryToSignIn(email, NEW)).status).toBe(200);
  });

  it.each([
    [{ email: 'no address', name: 'Jo', role: 'support' }, 'email'],
    [{ email: 'jo@desk.example', name: '   ', role: 'support' }, 'name'],
    [{ email: 'jo@desk.example', name: 'Jo', role: 'owner' }, 'role'],
    [{ email: 'admin@desk.example', name: 'Jo', role: 'support' }, 'email'],
    [{ email: 'jo@desk.example', name: 'Jo', role: 'support', password: NEW }, 'password'],
  ])('is refused as %j', async (body, field) => {
    const { status, fields } = await errorOf(await invite(body));
    expect(status).toBe(422);
    expect(Object.keys(fields ?? {})).toEqual([field]);
  });
});
