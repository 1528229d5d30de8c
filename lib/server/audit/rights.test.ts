import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabases, type TestDatabases } from '@/scripts/postgres/test-databases';
import { keyRing } from './keys';
import { openTrail } from './trail';

/** Who may do what to the trail's table, as Postgres sees it. */

let databases: TestDatabases;
beforeAll(async () => {
  databases = await startTestDatabases();
  // The triggers speak up for rows: an empty table has none to keep.
  const trail = openTrail({ url: databases.url, keys: keyRing('the key of these tests, of 32 bytes or more') });
  const actor = { id: randomUUID(), email: 'mina@desk.example', role: 'admin' } as const;
  const someone = { actor, sessionId: randomUUID(), requestId: randomUUID(), address: '192.0.2.7' };
  await trail.record(someone, 'session.signed-out', {});
  await trail.close();
}, 60_000);
afterAll(() => databases?.stop(), 60_000);

describe('the rights of the roles', () => {
  const attempts = [
    "UPDATE audit_events SET actor_email = 'x'",
    'DELETE FROM audit_events',
    'TRUNCATE audit_events',
    'ALTER TABLE audit_events DISABLE TRIGGER ALL',
    'ALTER TABLE audit_events ADD COLUMN x int',
    'DROP TABLE audit_events',
    'DROP TRIGGER audit_events_keep_rows ON audit_events',
    'DROP FUNCTION audit_events_refuse CASCADE',
    "SET session_replication_role = 'replica'",
    'CREATE TABLE public.x (y int)',
  ];
  it.each(attempts)("the application can't: %s", async (statement) => {
    const client = new pg.Client({ connectionString: databases.url });
    await client.connect();
    await expect(client.query(statement))
      .rejects.toMatchObject({ code: '42501' })
      .finally(() => client.end());
  });

  it.each(attempts.slice(0, 3))('the owner is refused, too, while the triggers are on: %s', async (statement) => {
    await expect(databases.asOwner(statement)).rejects.toThrow('append-only');
    await expect(databases.asOwner(`SET session_replication_role = 'replica'; ${statement}`)).rejects.toThrow(
      'append-only',
    );
  });
});
