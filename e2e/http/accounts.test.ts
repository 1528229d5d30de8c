import { beforeAll, describe, expect, it } from 'vitest';
import type { AccountEntry } from '@/lib/contracts/accounts';
import { type Desk, errorOf, query, tryToSignIn } from '../support/desk/desk';
import { eventsOf, newPerson, PASSWORD, type Someone } from '../support/desk/staff';
import { codeOf } from '../support/totp/one-time-code';
import { enrol, forgetStep } from '../support/totp/totp';

let admin: Someone;
let desk: Desk;
beforeAll(async () => {
  admin = await newPerson('admin');
  desk = await admin.signIn();
});
const patch = (person: Someone, body: unknown) => desk.send('PATCH', `/api/accounts/${person.account.id}`, body);
const entryOf = async (person: Someone): Promise<AccountEntry | undefined> => {
  const { accounts } = (await (await desk.get('/api/accounts')).json()) as { accounts: AccountEntry[] };
  return accounts.find(({ id }) => id === person.account.id);
};

describe('the list', () => {
  it('says what an administrator decides by, and no secret', async () => {
    const person = await newPerson('compliance');
    await enrol(await person.signIn());
    const entry = await entryOf(person);
    expect(entry).toMatchObject({
      email: person.email,
      kind: 'local',
      role: 'compliance',
      hasPassword: true,
      secondFactor: true,
      sessions: 1,
      disabledAt: null,
      linkUntil: null,
    });
    expect(Date.parse(entry?.lastSeenAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    const text = await (await desk.get('/api/accounts')).text();
    expect(text).not.toMatch(/argon2|v1\.|passwordHash|totpSecret/);
  });
});

describe('changes', () => {
  it('of role and state count from the next request on, by their events', async () => {
    const person = await newPerson('support');
    const theirs = await person.signIn();
    expect((await patch(person, { role: 'admin' })).status).toBe(200);
    expect((await theirs.get('/api/accounts')).status).toBe(200);
    expect((await patch(person, { disabled: true })).status).toBe(200);
    expect((await theirs.get('/api/accounts')).status).toBe(401);
    expect((await tryToSignIn(person.email, PASSWORD)).error).toBe('CredentialsSignin');
    expect((await patch(person, { disabled: false })).status).toBe(200);
    expect((await theirs.get('/api/accounts')).status).toBe(401);
    const actions = (await eventsOf(person.account.id)).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['account.role-changed', 'account.disabled', 'account.enabled']));
    // A refusal is recorded after its answer.
    const refused = async () =>
      (await eventsOf(person.account.id)).find(({ action }) => action === 'session.refused')?.detail;
    const told = { reason: 'disabled', attempted: expect.stringMatching(/^[\w-]{43}$/) };
    await expect.poll(refused).toMatchObject(told);
  });

  it('of one’s own role and state are for somebody else to make', async () => {
    for (const body of [{ role: 'support' }, { disabled: true }]) {
      expect(await errorOf(await patch(admin, body))).toMatchObject({ status: 409, code: 'account_refused' });
    }
    expect((await desk.get('/api/accounts')).status).toBe(200);
  });

  it.each([
    [{}],
    [{ role: 'admin', disabled: false }],
    [{ disabled: 'yes' }],
    [{ passwordHash: 'x' }],
    [{ role: 'owner' }],
  ])('%j is none', async (body) => {
    expect((await patch(admin, body)).status).toBe(422);
  });

  it('that can not be recorded are not made', async () => {
    const person = await newPerson('support');
    await query('ALTER TABLE audit_events RENAME TO mislaid_events');
    const answer = await errorOf(await patch(person, { role: 'admin' }));
    await query('ALTER TABLE mislaid_events RENAME TO audit_events');
    expect(answer).toMatchObject({ status: 503, code: 'audit_unavailable' });
    expect((await entryOf(person))?.role).toBe('support');
  });

  it('leave SSO accounts their role and password, and can shut them out', async () => {
    const [row] = await query(
      "INSERT INTO accounts (kind, email, name, role) VALUES ('sso', 'sso@desk.example', 'Sso', 'support') RETURNING id",
    );
    const path = `/api/accounts/${String(row?.id)}`;
    expect((await desk.send('PATCH', path, { role: 'admin' })).status).toBe(409);
    expect((await desk.send('POST', `${path}/link`)).status).toBe(409);
    expect((await desk.send('DELETE', `${path}/second-factor`)).status).toBe(409);
    expect((await desk.send('PATCH', path, { disabled: true })).status).toBe(200);
  });
});

it('a lost phone: an administrator removes the second factor, which ends the sessions', async () => {
  const person = await newPerson('support');
  const theirs = await person.signIn();
  const { secret } = await enrol(theirs);
  await forgetStep(person.account.id);
  const path = `/api/accounts/${person.account.id}/second-factor`;
  expect((await desk.send('DELETE', path)).status).toBe(200);
  expect((await theirs.get('/api/sessions')).status).toBe(401);
  // The code goes unlooked at: there is no second factor any more.
  expect((await tryToSignIn(person.email, PASSWORD, { code: codeOf(secret) })).status).toBe(200);
  expect((await tryToSignIn(person.email, PASSWORD)).status).toBe(200);
  expect((await desk.send('DELETE', path)).status).toBe(409);
});
