import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestDatabases, type TestDatabases } from '@/scripts/postgres/test-databases';
import { openDatabase } from '../db/client';
import { findViewer, openSession } from './sessions';

/** When a session counts, at a real Postgres, because the rules are in its statements. */

vi.mock('../env', () => ({ env: () => ({ REQUIRE_TOTP: [] }) }));

let databases: TestDatabases;
let database: ReturnType<typeof openDatabase>;
let accountId = '';
beforeAll(async () => {
  databases = await startTestDatabases();
  database = openDatabase(databases.url);
  const rows = await databases.asOwner(
    "INSERT INTO accounts (kind, email, name, role) VALUES ('local', 'jo@desk.example', 'Jo', 'support') RETURNING id",
  );
  accountId = String(rows[0]?.id);
}, 60_000);
afterAll(async () => {
  await database?.close();
  await databases?.stop();
}, 60_000);

let sessionId = '';
beforeEach(async () => {
  const how = { method: 'password', secondFactor: false, passwordHash: null, userAgent: null, address: null } as const;
  sessionId = (await openSession(database.db, { ...how, accountId })) ?? '';
});
const change = (what: string) => databases.asOwner(`UPDATE sessions SET ${what} WHERE id = '${sessionId}'`);
const counts = async () => (await findViewer(database.db, sessionId)) !== null;
const secondsUnseen = async () => {
  const rows = await databases.asOwner(
    `SELECT extract(epoch FROM now() - last_seen_at)::float8 AS seconds FROM sessions WHERE id = '${sessionId}'`,
  );
  return Number(rows[0]?.seconds);
};

describe('a session', () => {
  it('goes on while it is used: each use renews the 30 minutes', async () => {
    for (let use = 1; use <= 3; use += 1) {
      await change("last_seen_at = last_seen_at - interval '20 minutes'");
      expect(await counts()).toBe(true);
      expect(await secondsUnseen()).toBeLessThan(30);
    }
  });

  it('is written once a minute at most, not with each request', async () => {
    await change("last_seen_at = now() - interval '50 seconds'");
    expect(await counts()).toBe(true);
    expect(await secondsUnseen()).toBeGreaterThan(45);
  });

  it('ends after 30 minutes without a request, and a late request does not revive it', async () => {
    await change("last_seen_at = now() - interval '29 minutes 50 seconds'");
    expect(await counts()).toBe(true);
    await change("last_seen_at = now() - interval '30 minutes 1 second'");
    expect(await counts()).toBe(false);
    expect(await secondsUnseen()).toBeGreaterThan(1_800);
  });

  it('ends after 12 hours, used or not', async () => {
    await change("created_at = now() - interval '11 hours 59 minutes'");
    expect(await counts()).toBe(true);
    await change("created_at = now() - interval '12 hours 1 second'");
    expect(await counts()).toBe(false);
  });

  it('needs a new proof ten minutes after the last one', async () => {
    const proved = async () => (await findViewer(database.db, sessionId))?.provedRecently;
    await change("proved_at = now() - interval '9 minutes 50 seconds'");
    expect(await proved()).toBe(true);
    await change("proved_at = now() - interval '10 minutes 1 second'");
    expect(await proved()).toBe(false);
  });
});
