import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from '../db/client';
import { changeNote, listNotes, pruneNotes, writeNote } from './notes';

/**
 * Which notes go by themselves, and what two writers at once may not lose. What people may do with notes:
 * `e2e/http/notes.test.ts`.
 */

const AUTHOR = '00000000-0000-4000-8000-000000000007';
const MENTIONED = '00000000-0000-4000-8000-000000000008';
let databases: OwnDatabases;
let database: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  databases = await ownDatabases();
  database = openDatabase(databases.url);
  await databases.asOwner(`INSERT INTO accounts (id, email, name, role) VALUES
    ('${AUTHOR}', 'mia@desk.example', 'Mia Stone', 'support'), ('${MENTIONED}', 'ben@desk.example', 'Ben Ray', 'support')`);
}, 60_000);
afterAll(async () => {
  await database.close();
}, 60_000);

/** A customer of the directory, in the vendor's writing, with a note that mentions a colleague. */
async function notedCustomer(uuid: string, inDirectory: boolean): Promise<void> {
  if (inDirectory) {
    await databases.asOwner(`INSERT INTO directory_customers (uuid, documents, expired_documents, document_keys,
        document_mask, expired_mask, face_failed, sort_name, search, read_at, seen_walk)
      VALUES ('${uuid}', '[]', '{}', '{}', 0, 0, false, '', '', now(), 1)`);
  }
  await database.db.transaction((tx) =>
    writeNote(tx, AUTHOR, uuid, { id: randomUUID(), text: 'A note', mentions: [MENTIONED] }),
  );
}
const notesOf = async (uuid: string) => (await listNotes(database.db, uuid)).length;
const unseen = async () =>
  (await databases.asOwner(`SELECT mentions FROM accounts WHERE id = '${MENTIONED}'`))[0]?.mentions;
const longAgo = (column: string, days: number) =>
  databases.asOwner(`UPDATE customer_notes SET ${column} = now() - interval '${days} days'`);

it('notes of customers who are gone go after a month, and stay while nobody knows or the customer is back', async () => {
  const [held, shouted, gone] = [randomUUID(), randomUUID().toUpperCase(), randomUUID()];
  await notedCustomer(held, true);
  await notedCustomer(shouted, true);
  await notedCustomer(gone, false);
  expect(await unseen()).toBe(3);
  await pruneNotes(database.db, false);
  await longAgo('written_at', 40);
  await pruneNotes(database.db, true, 1);
  expect(await Promise.all([held, shouted, gone].map(notesOf))).toEqual([1, 1, 1]);

  // For a day the desk was pointed at another client: every customer was missing.
  await longAgo('missing_since', 1);
  await pruneNotes(database.db, true);
  expect(await Promise.all([held, shouted, gone].map(notesOf))).toEqual([1, 1, 1]);

  await databases.asOwner(
    `UPDATE customer_notes SET missing_since = now() - interval '31 days' WHERE customer = '${gone}'`,
  );
  await pruneNotes(database.db, true);
  expect(await Promise.all([held, shouted, gone].map(notesOf))).toEqual([1, 1, 0]);
  // The number of mentions follows.
  expect(await unseen()).toBe(2);
});

it('notes of a customer stay whom Sentinel still lists, although the directory cannot store the row', async () => {
  const [skipped, shown, gone] = [randomUUID().toUpperCase(), randomUUID().toUpperCase(), randomUUID()];
  await databases.asOwner('DELETE FROM customer_notes');
  for (const customer of [skipped, shown, gone]) await notedCustomer(customer, false);
  await databases.asOwner('UPDATE directory_sync SET skipped = jsonb_build_object($1::text, 1)', [skipped]);
  await pruneNotes(database.db, true);
  const marked = await databases.asOwner('SELECT customer FROM customer_notes WHERE missing_since IS NULL');
  expect(marked).toEqual([{ customer: skipped.toLowerCase() }]);

  await databases.asOwner(
    "INSERT INTO customer_identifiers (uuid, email, seen_at) VALUES ($1, 'a@b.example', now() - interval '20 days')",
    [shown],
  );
  await databases.asOwner(
    "UPDATE customer_notes SET missing_since = now() - interval '31 days' WHERE missing_since IS NOT NULL",
  );
  await pruneNotes(database.db, true);
  expect(await Promise.all([skipped, shown, gone].map(notesOf))).toEqual([1, 1, 0]);
  await databases.asOwner("UPDATE directory_sync SET skipped = '{}'");
});

it.each([
  [999, 0],
  [1_000, 1],
])('with %i rows that the directory cannot store, %i notes of customers whom it misses stay', async (rows, left) => {
  const gone = randomUUID();
  await databases.asOwner('DELETE FROM customer_notes');
  await notedCustomer(gone, false);
  await databases.asOwner("UPDATE customer_notes SET missing_since = now() - interval '31 days'");
  await databases.asOwner(
    "UPDATE directory_sync SET skipped = (SELECT jsonb_object_agg('c-' || n, 1) FROM generate_series(1, $1::int) AS n)",
    [rows],
  );
  await pruneNotes(database.db, true);
  expect(await notesOf(gone)).toBe(left);
  await databases.asOwner("UPDATE directory_sync SET skipped = '{}'");
});

it('notes that nobody has changed for long go, and a changed one stays', async () => {
  const [old, changed] = [randomUUID(), randomUUID()];
  await databases.asOwner('DELETE FROM customer_notes');
  await notedCustomer(old, false);
  await notedCustomer(changed, false);
  await longAgo('written_at', 401);
  await databases.asOwner(`UPDATE customer_notes SET changed_at = now() WHERE customer = '${changed}'`);
  await pruneNotes(database.db, false);
  expect(await Promise.all([old, changed].map(notesOf))).toEqual([0, 1]);
});

it('notes that are old go also when the comparison with the directory fails', async () => {
  const old = randomUUID();
  await notedCustomer(old, false);
  await longAgo('written_at', 401);
  await databases.asOwner('ALTER TABLE directory_customers RENAME TO away');
  try {
    await expect(pruneNotes(database.db, true)).rejects.toThrow();
  } finally {
    await databases.asOwner('ALTER TABLE away RENAME TO directory_customers');
  }
  expect(await notesOf(old)).toBe(0);
});

it('counts both mentions of a colleague by two notes at once', async () => {
  await databases.asOwner('DELETE FROM customer_notes');
  const other = openDatabase(databases.url);
  const mention = (tx: Parameters<typeof writeNote>[0]) =>
    writeNote(tx, AUTHOR, randomUUID(), { id: randomUUID(), text: 'Look', mentions: [MENTIONED] });
  let second: Promise<unknown> = Promise.resolve();
  try {
    await database.db.transaction(async (tx) => {
      await mention(tx);
      second = other.db.transaction(mention);
      await vi.waitFor(async () => {
        const waiting = await databases.asOwner(
          "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        );
        expect(waiting).toHaveLength(1);
      }, 10_000);
    });
    await second;
  } finally {
    await other.close();
  }
  expect(await unseen()).toBe(2);
});

it('an amended note that is sent again after a lost answer replaces the first text, and a changed note stays', async () => {
  const [customer, id] = [randomUUID(), randomUUID()];
  const send = (text: string, mentions: string[] = []) =>
    database.db.transaction((tx) => writeNote(tx, AUTHOR, customer, { id, text, mentions }));
  await databases.asOwner('DELETE FROM customer_notes');
  await databases.asOwner(`UPDATE accounts SET mentions = 0`);
  expect(await send('Call 050 123 4567')).toMatchObject({ event: 'customer.note-written' });
  // Nobody mentions themselves, so this is the same note again.
  expect(await send('Call 050 123 4567', [AUTHOR])).toMatchObject({ event: null, note: { version: 1 } });
  expect(await send('Call @Ben Ray', [MENTIONED])).toMatchObject({
    event: 'customer.note-changed',
    note: { text: 'Call @Ben Ray', mentions: [MENTIONED], version: 2 },
  });
  expect(await unseen()).toBe(1);
  expect(await send('Call @Ben Ray', [MENTIONED])).toMatchObject({ event: null });
  // The first sending comes late.
  expect(await send('Call 050 123 4567')).toEqual({ problem: { code: 'note_changed' } });
});

it('a change that is sent again after a lost answer is one change, and another change is a conflict', async () => {
  const [customer, id] = [randomUUID(), randomUUID()];
  await database.db.transaction((tx) => writeNote(tx, AUTHOR, customer, { id, text: 'First', mentions: [] }));
  const change = (text: string, mentions: string[], version = 1) =>
    database.db.transaction((tx) => changeNote(tx, AUTHOR, customer, id, { text, mentions, version }));
  expect(await change('Second', [MENTIONED])).toMatchObject({ event: 'customer.note-changed', note: { version: 2 } });
  expect(await change('Second', [MENTIONED])).toMatchObject({ event: null, note: { text: 'Second', version: 2 } });
  // Also where the time for changes has run out meanwhile.
  await longAgo('written_at', 1);
  expect(await change('Second', [MENTIONED])).toMatchObject({ event: null });
  await databases.asOwner('UPDATE customer_notes SET written_at = now()');
  const conflict = { problem: { code: 'note_changed' } };
  expect(await change('Second', [])).toEqual(conflict);
  expect(await change('Third', [MENTIONED])).toEqual(conflict);
  expect(await change('Second', [MENTIONED], 3)).toEqual(conflict);
});

it.each([
  ['a mention alone', 0, { event: 'customer.note-changed' }],
  ['a mention after a quarter of an hour', 1, { problem: { code: 'note_changed' } }],
])('a note that is sent again with %s', async (_, days, outcome) => {
  const [customer, id] = [randomUUID(), randomUUID()];
  const send = (mentions: string[]) =>
    database.db.transaction((tx) => writeNote(tx, AUTHOR, customer, { id, text: 'Look', mentions }));
  await send([]);
  await longAgo('written_at', days);
  expect(await send([MENTIONED])).toMatchObject(outcome);
});
