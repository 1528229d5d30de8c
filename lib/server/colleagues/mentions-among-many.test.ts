import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from '../db/client';
import { listMentions } from './mentions';

/** The list of a person whom many notes mention reads the notes that it shows, and not all of the desk. */

const NOTES = 60_000;
const MENTIONS = 2_000;
const SHOWN = 100;
const AUTHOR = '00000000-0000-4000-8000-000000000007';
const READER = '00000000-0000-4000-8000-000000000008';

let databases: OwnDatabases;
let database: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  databases = await ownDatabases();
  database = openDatabase(databases.url, { max: 1 });
  await databases.asOwner(`INSERT INTO accounts (id, email, name, role)
    VALUES ('${AUTHOR}', 'mia@desk.example', 'Mia Stone', 'support'), ('${READER}', 'jo@desk.example', 'Jo Doe', 'support')`);
  // Without its checks of each row the table is filled in a third of the time.
  await databases.asOwner(`SET session_replication_role = replica;
    INSERT INTO customer_notes (id, customer, author, text)
    SELECT gen_random_uuid(), gen_random_uuid()::text, '${AUTHOR}', 'Asked for a newer passport; the customer calls back.'
    FROM generate_series(1, ${NOTES})`);
  // Every tenth mention has not been seen; those that were seen are a few days old.
  await databases.asOwner(
    `INSERT INTO note_mentions (note_id, account_id, at, seen_at)
    SELECT id, '${READER}', now() - n * interval '5 minutes', CASE WHEN n % 10 <> 0 THEN now() END
    FROM (SELECT id, row_number() OVER () AS n FROM (SELECT id FROM customer_notes ORDER BY md5(id::text) LIMIT $1) AS few) AS chosen`,
    [MENTIONS],
  );
  for (const table of ['customer_notes', 'note_mentions']) await databases.asOwner(`ANALYZE ${table}`);
}, 60_000);
afterAll(async () => {
  await database.close();
}, 60_000);

it('reads as many notes as it shows', async () => {
  const { db } = database;
  await db.execute(sql`BEGIN`);
  try {
    const mentions = await listMentions(db, READER);
    const { rows } = await db.execute(sql`SELECT seq_tup_read::integer AS read, idx_tup_fetch::integer AS fetched
      FROM pg_stat_xact_user_tables WHERE relname = 'customer_notes'`);
    const readsSchema = z.array(z.object({ read: z.number(), fetched: z.number() }));
    const [reads] = readsSchema.parse(rows);
    expect(reads?.read).toBe(0);
    // The planner looks for the first id and the last one.
    expect(reads?.fetched).toBeLessThanOrEqual(SHOWN + 2);
    expect(mentions).toHaveLength(SHOWN);
    expect(mentions.every(({ seen }) => !seen)).toBe(true);
    expect(mentions.map(({ at }) => at)).toEqual(
      mentions
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
  } finally {
    await db.execute(sql`ROLLBACK`);
  }
});
