import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from '../db/public';
import { deferEvent, orDeferred, tellDeferred } from './deferred-events';
import { keyRing } from './keys';
import { openTrail, type Trail } from './trail';
import { verifyTrail } from './verify';
import { TrailUnavailable } from './writer';

const keys = keyRing('the key of these tests, of 32 bytes or more');
const someone = {
  actor: { id: randomUUID(), email: 'mina@desk.example', role: 'admin' },
  sessionId: randomUUID(),
  requestId: null,
  address: '192.0.2.7',
};

let databases: OwnDatabases;
let trail: Trail;
let desk: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  databases = await ownDatabases();
  desk = openDatabase(databases.url);
  trail = openTrail({ url: databases.url, keys });
}, 60_000);
afterAll(async () => {
  await trail?.close();
  await desk?.close();
}, 60_000);

const told = () => databases.asOwner('SELECT action, session_id, detail FROM audit_events ORDER BY seq');

it('tells each deferred event once, the oldest first, with the time of its effect', async () => {
  const sessions = Array.from({ length: 6 }, () => randomUUID());
  for (const sessionId of sessions) {
    await desk.db.transaction((tx) => deferEvent(tx, { ...someone, sessionId }, 'session.signed-out', {}));
  }
  const counts = await Promise.all([1, 2, 3].map(() => tellDeferred(desk.db, trail)));
  expect(counts.reduce((sum, count) => sum + count)).toBe(6);
  const rows = await told();
  expect(rows.map(({ session_id }) => session_id).sort()).toEqual([...sessions].sort());
  for (const { detail } of rows) {
    const { endedAt } = JSON.parse(String(detail)) as { endedAt: string };
    expect(Math.abs(Date.parse(endedAt) - Date.now())).toBeLessThan(60_000);
  }
  expect(await databases.asOwner('SELECT * FROM audit_deferred')).toEqual([]);
  expect((await verifyTrail({ url: databases.url, keys, checkpointFile: '/nowhere' })).verdict).toBe('intact');
});

it('keeps an event that the trail does not take', async () => {
  await desk.db.transaction((tx) => deferEvent(tx, someone, 'session.signed-out', {}));
  const before = (await told()).length;
  await databases.asOwner('REVOKE INSERT ON audit_events FROM PUBLIC, desk_app');
  await expect(tellDeferred(desk.db, trail)).rejects.toThrow(TrailUnavailable);
  expect(await databases.asOwner('SELECT * FROM audit_deferred')).toHaveLength(1);
  await databases.asOwner('GRANT INSERT ON audit_events TO desk_app');
  expect(await tellDeferred(desk.db, trail)).toBe(1);
  expect(await told()).toHaveLength(before + 1);
});

it('refuses what is no deferred event, and keeps it', async () => {
  await databases.asOwner(`INSERT INTO audit_deferred (event) VALUES ('{"action":"customer.opened","detail":{}}')`);
  await expect(tellDeferred(desk.db, trail)).rejects.toThrow();
  expect(await databases.asOwner('DELETE FROM audit_deferred RETURNING id')).toHaveLength(1);
});

it('runs the work again for a trail that takes nothing, and for no other failure', async () => {
  const work = vi.fn(async (record: 'now' | 'later') => {
    if (record === 'now') throw new TrailUnavailable('jammed');
    return record;
  });
  expect(await orDeferred(work)).toBe('later');
  await expect(orDeferred(() => Promise.reject(new Error('other')))).rejects.toThrow('other');
});
