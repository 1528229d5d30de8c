import { expect, it } from 'vitest';
import { ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from './client';
import { countOld, removeOld } from './old-records';

/** Which last contacts of customers go. Events of the trail: `audit/removal.test.ts`. */

const many = (count: number) => Array.from({ length: count }, (_, n) => `c-${n}`);

it.each<{
  gone: string[];
  hasDirectory: boolean;
  wasFilled: boolean;
  skipped?: string[];
  told?: [number, number | null];
}>([
  { gone: ['old'], hasDirectory: true, wasFilled: true },
  { gone: [], hasDirectory: true, wasFilled: true, skipped: ['OLD'] },
  { gone: ['old'], hasDirectory: true, wasFilled: true, skipped: many(999) },
  // Further rows that could not be stored are not told apart.
  { gone: [], hasDirectory: true, wasFilled: true, skipped: many(1_000) },
  { gone: [], hasDirectory: true, wasFilled: false },
  // The directory tells how many customers it holds, and Sentinel how many there are. One is there.
  { gone: ['old'], hasDirectory: true, wasFilled: true, told: [1, 1] },
  { gone: [], hasDirectory: true, wasFilled: true, told: [1, 2] },
  { gone: [], hasDirectory: true, wasFilled: true, told: [2, null] },
  // Nobody keeps what it holds in step.
  { gone: ['listed', 'old'], hasDirectory: false, wasFilled: true },
  { gone: ['listed', 'old'], hasDirectory: false, wasFilled: false },
])('$gone go, a directory $hasDirectory, filled $wasFilled, skipped $skipped.length, told $told', async (given) => {
  const { gone, hasDirectory, wasFilled, skipped = [], told = [0, null] } = given;
  const databases = await ownDatabases();
  const { pool, close } = openDatabase(databases.ownerUrl);
  await pool.query(`INSERT INTO directory_customers (uuid, documents, expired_documents, document_keys,
      document_mask, expired_mask, face_failed, sort_name, search, read_at, seen_walk)
    VALUES ('listed', '[]', '{}', '{}', 0, 0, false, '', '', now(), 1)`);
  await pool.query(`INSERT INTO customer_identifiers (uuid, email, seen_at) VALUES
    ('listed', 'a@b.example', now() - interval '401 days'), ('old', 'b@b.example', now() - interval '401 days'),
    ('new', 'c@b.example', now() - interval '399 days')`);
  if (wasFilled) await pool.query('UPDATE directory_sync SET walked_at = now()');
  await pool.query('UPDATE directory_sync SET covered = $1, total = $2', told);
  await pool.query('UPDATE directory_sync SET skipped = $1', [
    JSON.stringify(Object.fromEntries(skipped.map((uuid) => [uuid, 1]))),
  ]);
  const old = { kind: 'contacts', before: new Date(Date.now() - 400 * 86_400_000), hasDirectory } as const;
  expect(await countOld(pool, old)).toBe(gone.length);
  expect(await removeOld(pool, old)).toBe(gone.length);
  const { rows } = await pool.query('SELECT uuid FROM customer_identifiers');
  const left = rows.map(({ uuid }) => uuid);
  expect(['listed', 'old', 'new'].filter((uuid) => !left.includes(uuid))).toEqual(gone);
  await close();
});
