import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OwnSessions } from '@/lib/contracts/accounts';
import { type Desk, deskWith, errorOf, signOut, stack, tryToSignIn } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { eventsOf, newPerson, PASSWORD } from '../support/desk/staff';
import { enrol } from '../support/totp/totp';

let replica: Replica;
beforeAll(async () => {
  replica = await startReplica(stack, { env: { SESSIONS_PER_PERSON: '2', SESSION_COOKIE: 'session' } });
});
afterAll(() => replica.stop());

const sessionsOf = async (desk: Desk) => ((await (await desk.get('/api/sessions')).json()) as OwnSessions).sessions;
const expectEnded = async (desk: Desk) => {
  for (const one of [replica.seen(desk), desk]) {
    expect((await one.get('/api/customers?perPage=10')).status).toBe(401);
    expect((await one.get('/customers')).headers.get('location')).toContain('/sign-in');
  }
};

describe('one’s own sessions', () => {
  it('are listed with device and last use, the one that asks marked', async () => {
    const person = await newPerson();
    const [here, there] = [await person.signIn(), await person.signIn()];
    const listed = await sessionsOf(here);
    expect(listed).toHaveLength(2);
    expect(listed.filter(({ current }) => current)).toHaveLength(1);
    expect(listed[0]).toMatchObject({ method: 'password', device: expect.any(String), address: expect.any(String) });
    const other = listed.find(({ current }) => !current);
    expect((await here.send('DELETE', `/api/sessions/${other?.id}`)).status).toBe(200);
    await expectEnded(there);
    expect(await sessionsOf(here)).toHaveLength(1);
    expect((await eventsOf(person.account.id)).at(-1)).toMatchObject({
      action: 'session.ended',
      detail: { reason: 'self', sessions: [other?.id] },
    });
    expect((await here.send('DELETE', `/api/sessions/${other?.id}`)).status).toBe(404);
  });

  it('end all at once, but this one', async () => {
    const person = await newPerson();
    const [here, there, elsewhere] = [await person.signIn(), await person.signIn(), await person.signIn()];
    expect(await (await here.send('DELETE', '/api/sessions/others')).json()).toEqual({ ended: 2 });
    await expectEnded(there);
    await expectEnded(elsewhere);
    expect((await replica.seen(here).get('/api/sessions')).status).toBe(200);
  });

  it('are nobody else’s to end', async () => {
    const [owner, stranger] = [await (await newPerson()).signIn(), await (await newPerson('admin')).signIn()];
    const [session] = await sessionsOf(owner);
    for (const id of [session?.id, randomUUID(), 'no-id']) {
      expect((await stranger.send('DELETE', `/api/sessions/${id}`)).status).toBe(404);
    }
    expect((await owner.get('/api/sessions')).status).toBe(200);
  });
});

it('does nothing for a page that another person has loaded, whatever the call, and writes no event', async () => {
  const [before, after] = [await newPerson('admin'), await newPerson('admin')];
  const desk = await after.signIn();
  const told = await eventsOf(after.account.id);
  const page = { 'x-desk-account': before.account.id };
  const change = JSON.stringify({ email: 'nobody@desk.example', name: 'Nobody', role: 'support' });
  const refused = await desk.send('POST', '/api/accounts', change, { 'content-type': 'application/json', ...page });
  expect(await errorOf(refused)).toMatchObject({ status: 409, code: 'other_person' });
  expect(await eventsOf(after.account.id)).toEqual(told);
  const own = { 'x-desk-account': after.account.id };
  expect((await desk.send('DELETE', '/api/sessions/others', undefined, own)).status).toBe(200);
});

const statusOf = async (desk: Desk) => (await desk.get('/api/sessions')).status;
const sessionCookies = (setCookies: string[]) => setCookies.filter((line) => /session-token=[^;]/.test(line));

describe('a copied cookie', () => {
  it('ends with its owner’s proof, whose further calls go on', async () => {
    const owner = await (await newPerson('admin')).signIn();
    const copy = deskWith(owner.cookie);
    expect(await statusOf(copy)).toBe(200);
    expect((await owner.send('POST', '/api/session/prove', { password: PASSWORD })).status).toBe(200);
    await expectEnded(copy);
    expect([await statusOf(owner), await statusOf(replica.seen(owner))]).toEqual([200, 200]);
    // Nor does the copy get a fresh cookie, or end its owner's session.
    const fresh = await copy.get('/api/auth/session');
    expect(sessionCookies(fresh.headers.getSetCookie())).toEqual([]);
    await signOut(copy);
    expect(await statusOf(owner)).toBe(200);
  });

  it('ends when its owner sets up a second factor', async () => {
    const owner = await (await newPerson()).signIn();
    const copy = deskWith(owner.cookie);
    await enrol(owner);
    await expectEnded(copy);
    expect(await statusOf(owner)).toBe(200);
  });
});

it('a sign-in ends the session of the cookie that came with it, and tells whose it was', async () => {
  const [before, after] = [await newPerson(), await newPerson()];
  const old = await before.signIn();
  const [left] = await sessionsOf(old);
  expect((await tryToSignIn(after.email, 'wrong wrong wrong', { cookie: old.cookie })).status).toBe(401);
  expect(await statusOf(old)).toBe(200);
  const { cookie } = await tryToSignIn(after.email, PASSWORD, { cookie: old.cookie });
  await expectEnded(old);
  expect((await eventsOf(before.account.id)).at(-1)).toMatchObject({
    action: 'session.ended',
    detail: { account: before.account.id, sessions: [left?.id], reason: 'replaced' },
  });
  expect(await statusOf(deskWith(/[^;\s]*session-token=[^;]+$/.exec(cookie)?.[0] ?? cookie))).toBe(200);
});

it('one session more than a person may have ends the oldest, which is told so at its sign-in page', async () => {
  const person = await newPerson();
  const desks = [await person.signIn(), await person.signIn()];
  const [oldest, second] = desks;
  if (oldest === undefined || second === undefined) throw new Error('nobody signed in');
  // Sign-ins at once count each other.
  const { appUrl } = replica;
  const newest = await Promise.all([1, 2].map(() => person.signIn({ appUrl })));
  for (const ended of desks) await expectEnded(ended);
  expect(await Promise.all(newest.map(statusOf))).toEqual([200, 200]);
  expect(await (await replica.seen(oldest).get('/sign-in')).text()).toContain('A person may have 2 sessions at a time');
  expect(await (await deskWith('', appUrl).get('/sign-in')).text()).not.toContain('sessions at a time');
  const endings = (await eventsOf(person.account.id)).filter(({ action }) => action === 'session.ended');
  expect(endings).toMatchObject([{ detail: { reason: 'limit' } }, { detail: { reason: 'limit' } }]);
});

it('with SESSION_COOKIE=session no cookie outlives the browser’s window, else the session’s and the browser’s do', async () => {
  const person = await newPerson('admin');
  const longLived = (lines: string[]) => lines.filter((line) => /; *(expires|max-age)=/i.test(line)).length;
  const lasting = await tryToSignIn(person.email, PASSWORD);
  expect(longLived(lasting.setCookies)).toBe(2);
  const { setCookies, cookie } = await tryToSignIn(person.email, PASSWORD, { appUrl: replica.appUrl });
  expect(sessionCookies(setCookies)).toHaveLength(1);
  expect(longLived(setCookies)).toBe(0);
  const proved = await deskWith(cookie, replica.appUrl).send('POST', '/api/session/prove', { password: PASSWORD });
  expect(sessionCookies(proved.headers.getSetCookie())[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
});

describe('an administrator', () => {
  it('sees and ends any, one or all', async () => {
    const [admin, person] = [await (await newPerson('admin')).signIn(), await newPerson()];
    const [one, two, three] = [await person.signIn(), await person.signIn(), await person.signIn()];
    const path = `/api/accounts/${person.account.id}/sessions`;
    const [first] = await sessionsOf(one);
    expect((await admin.send('DELETE', `${path}/${first?.id}`)).status).toBe(200);
    const left = await Promise.all([one, two, three].map(async (desk) => (await desk.get('/api/sessions')).status));
    expect(left.sort()).toEqual([200, 200, 401]);
    expect(await (await admin.send('DELETE', path)).json()).toEqual({ ended: 2 });
    for (const desk of [one, two, three]) await expectEnded(desk);
    expect((await eventsOf(person.account.id)).at(-1)).toMatchObject({ detail: { reason: 'administrator' } });
    expect(await errorOf(await admin.get(`/api/accounts/${randomUUID()}/sessions`))).toMatchObject({ status: 404 });
  });
});
