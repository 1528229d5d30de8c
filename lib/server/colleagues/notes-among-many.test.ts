import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from '../db/client';
import { pruneNotes } from './notes';

/** The comparison of notes with a large directory looks each customer up once, and reads no table from its beginning. */

const CUSTOMERS = 200_000;
const NOTES = 10_000;
const PART = 1_000;
const AUTHOR = '00000000-0000-4000-8000-000000000007';
const uuidOf = (n: string) => `'00000000-0000-4000-8000-' || lpad((${n})::text, 12, '0')`;

let databases: OwnDatabases;
let database: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  databases = await ownDatabases();
  database = openDatabase(databases.url, { max: 1 });
  const indexes = await databases.asOwner(`SELECT indexname AS name FROM pg_indexes
    WHERE tablename = 'directory_customers' AND indexname NOT IN ('directory_customers_pkey', 'directory_uuid_in_lower_case')`);
  for (const { name } of indexes) await databases.asOwner(`DROP INDEX ${name}`);
  await databases.asOwner(`INSERT INTO accounts (id, email, name, role)
    VALUES ('${AUTHOR}', 'mia@desk.example', 'Mia Stone', 'support')`);
  await databases.asOwner(
    `INSERT INTO directory_customers (uuid, documents, expired_documents, document_keys, document_mask, expired_mask,
      face_failed, sort_name, search, read_at, seen_walk)
    SELECT ${uuidOf('n')}, '[]', '{}', '{}', 0, 0, false, repeat('x', 100), repeat('y', 200), now(), 1
    FROM generate_series(1, $1::int) AS n`,
    [CUSTOMERS],
  );
  await databases.asOwner(
    `INSERT INTO customer_identifiers (uuid, email) SELECT uuid, 'a@b.example' FROM directory_customers`,
  );
  // Every hundredth note is about a customer whom the directory does not hold.
  await databases.asOwner(
    `INSERT INTO customer_notes (id, customer, author, text)
    SELECT gen_random_uuid(), ${uuidOf(`CASE WHEN n % 100 = 0 THEN ${CUSTOMERS} + n ELSE n * 19 END`)}, '${AUTHOR}', 'A note'
    FROM generate_series(1, $1::int) AS n`,
    [NOTES],
  );
  for (const table of ['directory_customers', 'customer_identifiers', 'customer_notes'])
    await databases.asOwner(`ANALYZE ${table}`);
}, 60_000);
afterAll(async () => {
  await database.close();
}, 60_000);

const readsSchema = z.array(z.object({ table: z.string(), read: z.coerce.number(), lookUps: z.coerce.number() }));

/** What this connection has read of the shown contacts and of the directory, also in a transaction of a moment ago. */
async function reads(db: typeof database.db) {
  const { rows } = await db.execute(sql`SELECT relname AS table, seq_tup_read AS read, idx_scan AS "lookUps"
    FROM pg_stat_xact_user_tables WHERE relname IN ('directory_customers', 'customer_identifiers') ORDER BY relname`);
  return readsSchema.parse(rows);
}

it.each(['force_custom_plan', 'force_generic_plan'])(
  'marks and removes notes with %s',
  async (mode) => {
    const { db } = database;
    // One connection, so that all of it is one transaction, which counts what its statements read.
    await db.execute(sql`BEGIN`);
    try {
      await db.execute(sql`SELECT set_config('plan_cache_mode', ${mode}, true)`);
      const [, before] = await reads(db);
      await pruneNotes(db, true, PART);
      const marked = await db.execute(sql`UPDATE customer_notes SET missing_since = now() - interval '31 days'
      WHERE missing_since IS NOT NULL`);
      expect(marked.rowCount).toBe(NOTES / 100);
      await pruneNotes(db, true, PART);
      expect((await db.execute(sql`SELECT FROM customer_notes`)).rowCount).toBe(NOTES - NOTES / 100);
      const [shown, held] = await reads(db);
      expect([shown, held]).toMatchObject([
        { table: 'customer_identifiers', read: 0 },
        { table: 'directory_customers', read: 0 },
      ]);
      // Each note in both comparisons: in two writings where the directory does not hold the customer.
      expect((held?.lookUps ?? 0) - (before?.lookUps ?? 0)).toBe(2 * (NOTES + NOTES / 100));
    } finally {
      await db.execute(sql`ROLLBACK`);
    }
  },
  60_000,
);
