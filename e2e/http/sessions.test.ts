import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OwnSessions } from '@/lib/contracts/accounts';
import { type Desk, errorOf, query, stack } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { eventsOf, newPerson } from '../support/desk/staff';

let replica: Replica;
beforeAll(async () => {
  replica = await startReplica(stack);
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

it('rows that are long dead go at the next sign-in', async () => {
  const person = await newPerson();
  await person.signIn();
  await query("UPDATE sessions SET created_at = now() - interval '40 days' WHERE account_id = $1", [person.account.id]);
  await person.signIn();
  const rows = await query('SELECT id FROM sessions WHERE account_id = $1', [person.account.id]);
  expect(rows).toHaveLength(1);
});
