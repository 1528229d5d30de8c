import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { keyRing } from './keys';
import { openTrail } from './trail';

/** Who may do what to the trail's table, as Postgres sees it. */

let databases: OwnDatabases;
beforeAll(async () => {
  databases = await ownDatabases();
  // The triggers speak up for rows: an empty table has none to keep.
  const trail = openTrail({ url: databases.url, keys: keyRing('the key of these tests, of 32 bytes or more') });
  const actor = { id: randomUUID(), email: 'mina@desk.example', role: 'admin' } as const;
  const someone = { actor, sessionId: randomUUID(), requestId: randomUUID(), address: '192.0.2.7' };
  await trail.record(someone, 'session.signed-out', {});
  await trail.close();
}, 60_000);

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
    // What a rule has said stays said.
    "UPDATE review_findings SET figures = '{}'",
    'DELETE FROM review_findings',
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

describe('a row that the application writes by itself', () => {
  const COLUMNS = `at, actor_id, actor_email, actor_role, session_id, request_id, address, action, customer, phase,
    outcome, detail, key_id`;
  const put = (rows: string) => `INSERT INTO audit_events (seq, prev_hash, hash, ${COLUMNS})
    SELECT given.seq, given.prev_hash, given.hash, ${COLUMNS} FROM audit_events,
    (VALUES ${rows}) AS given (seq, prev_hash, hash) WHERE audit_events.seq = 1`;
  const head = '(SELECT hash FROM audit_events WHERE seq = 1)';
  const other = "sha256('x')";

  it.each([
    ['far away, so that no number is left', put(`(9223372036854775807, ${head}, ${other})`)],
    ['behind a gap', put(`(3, ${head}, ${other})`)],
    ['before the first', put(`(0, ${head}, ${other})`)],
    ['with a negative number', put(`(-1, ${head}, ${other})`)],
    ['that follows no row', put(`(2, ${other}, sha256('y'))`)],
    ['of two, and the second one follows nothing', put(`(2, ${head}, ${other}), (3, sha256('z'), sha256('y'))`)],
    ['of two, with a gap between', put(`(2, ${head}, ${other}), (4, ${other}, sha256('y'))`)],
    ['in the place of the first', `${put(`(1, decode(repeat('00', 32), 'hex'), ${other})`)}`],
    [
      'beside a table of its own that pretends to be the trail',
      `CREATE TEMP TABLE audit_events_copy AS TABLE audit_events; ALTER TABLE audit_events_copy RENAME TO audit_events;
       INSERT INTO public.audit_events (seq, prev_hash, hash, ${COLUMNS})
       SELECT 5, hash, sha256('x'), ${COLUMNS} FROM pg_temp.audit_events`,
    ],
  ])('%s, is refused', async (_, statement) => {
    const client = new pg.Client({ connectionString: databases.url });
    await client.connect();
    await expect(client.query(statement))
      .rejects.toMatchObject({ code: expect.stringMatching(/^23/) })
      .finally(() => client.end());
  });
});
