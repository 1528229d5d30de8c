import 'server-only';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import type { CustomerRow } from '../../contracts/customer';
import { DOCUMENTS, KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { openDatabase } from '../db/client';
import type { SentinelRow } from '../sentinel/customer';
import { entryOfCustomer, entryOfRow } from './entry';
import { deriveKeys } from './keys';
import { namesByKey, namesStatement } from './known';
import { keepToOneClient } from './one-client';
import { toStatus } from './status';
import { holdsNews, readShown, removeGone, writePage, writeSeen } from './store';
import { beginEpoch, beginWalk, endWalk, readState, saveError, saveWalkError } from './sync-state';

/** What is written against a real Postgres: one odd row costs no more than itself. */

const KEYS = deriveKeys('a key of these tests, 32 bytes or more');
const READ = new Date('2026-11-23T10:00:00Z');

let databases: OwnDatabases;
let pool: pg.Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  databases = await ownDatabases();
  const database = openDatabase(databases.url, { max: 2, statementTimeout: 20_000 });
  [pool, close] = [database.pool, database.close];
}, 60_000);
afterAll(async () => {
  await close();
}, 60_000);

describe('writing', () => {
  const row = (changes: Partial<SentinelRow> = {}): SentinelRow => ({
    ...{ uuid: 'w-1', status: 6, name: 'Written', surname: 'Once', nationality: 'ARE', gender: 'female' },
    ...{ email: 'before@example.com', phoneNumber: '+971501234567', updatedAt: '2026-05-01T00:00:00.000Z' },
    documents: [{ type: KNOWN_DOCUMENTS[0] ?? 'passport', dateOfExpiry: '2030-01-01', idMatch: true }],
    expiredDocuments: ['residencePermit'],
    documentNumbers: ['W1'],
    ...changes,
  });
  const at = (seconds: number) => new Date(READ.getTime() + seconds * 1_000);
  const write = (one: SentinelRow, when: Date) => writeSeen(pool, [entryOfRow(KEYS, one)], when, false);
  const stored = async () => (await databases.asOwner("SELECT * FROM directory_customers WHERE uuid = 'w-1'"))[0];

  it('keeps what the list calls expired when a detail comes, which does not say', async () => {
    await write(row(), at(30));
    const { expiredDocuments: _1, documentNumbers: _2, ...person } = row({ surname: 'Detailed' });
    const detail = { ...person, dateOfBirth: null, isLive: null, isLiveScore: null, createdAt: null, documents: [] };
    await writeSeen(pool, [entryOfCustomer(KEYS, detail)], at(31), true);
    expect(await stored()).toMatchObject({
      surname: 'Detailed',
      expired_documents: ['residencePermit'],
      expired_mask: 8,
    });
  });

  it('keeps the rest of a page of which Postgres refuses a row, counts the row, and goes on with the walk', async () => {
    const epoch = await beginEpoch(pool);
    const lane = { page: 2, frontier: 100, total: 1, end: null, first: [], done: false };
    await beginWalk(pool, epoch, { lanes: [lane], total: 1, marker: null });
    const good = entryOfRow(KEYS, row({ surname: 'Beside' }));
    const odd = { ...entryOfRow(KEYS, row({ uuid: 'w-odd' })), updatedAt: '0000-05-12T00:00:00Z' };
    const progress = { index: 0, state: { ...lane, page: 3 }, proven: true, newMarks: false };
    const page = { skipped: ['#a1'], readAt: at(62), epoch, total: 7 };
    await writePage(pool, [odd, good], { ...page, lane: progress });
    expect(await stored()).toMatchObject({ surname: 'Beside' });
    const sync = async () => (await databases.asOwner('SELECT lanes, skipped, walk FROM directory_sync'))[0];
    const { walk } = (await sync()) ?? {};
    expect(await sync()).toMatchObject({ lanes: [{ page: 3 }], skipped: { 'w-odd': walk, '#a1': walk } });
    expect(await readState(pool)).toMatchObject({ skipped: 2 });
    await writePage(pool, [entryOfRow(KEYS, row({ uuid: 'w-odd' }))], { ...page, skipped: [] });
    expect(await readState(pool)).toMatchObject({ skipped: 1 });
    await writeSeen(pool, [{ ...odd, uuid: 'w-odd-2' }, entryOfRow(KEYS, row({ surname: 'Seen' }))], at(63), false);
    expect(await stored()).toMatchObject({ surname: 'Seen' });
    await beginWalk(pool, epoch, { lanes: [lane], total: 1, marker: null });
    await endWalk(pool, epoch, true);
    expect(await readState(pool)).toMatchObject({ skipped: 0 });
  });

  it('shows the failure of a full walk until a walk ends, whatever pages are written meanwhile', async () => {
    const epoch = await beginEpoch(pool);
    await saveError(pool, 'sentinel_timeout');
    await saveWalkError(pool, 'sentinel_malformed');
    await writePage(pool, [], { skipped: [], readAt: at(64), epoch, total: null });
    expect(toStatus(await readState(pool)).error).toMatchObject({ code: 'sentinel_malformed' });
    await endWalk(pool, epoch, true);
    expect(toStatus(await readState(pool)).error).toBeNull();
  });

  it('writes a row again when a field differs, a walk began or a quarter of an hour went by, and else not even a lock', async () => {
    const one = row({ uuid: 'w-2' });
    let second = 100;
    const writes = async (changed: SentinelRow, after = 1) => {
      const version = async () =>
        (await databases.asOwner("SELECT ctid, xmax FROM directory_customers WHERE uuid = 'w-2'"))[0];
      const before = await version();
      second += after;
      await write(changed, at(second));
      return JSON.stringify(await version()) !== JSON.stringify(before);
    };
    expect([await writes(one), await writes(one)]).toEqual([true, false]);
    for (const change of [
      { surname: 'Twice' },
      { email: 'after@example.com' },
      { expiredDocuments: [] },
      { documentNumbers: ['W2'] },
      { documents: one.documents.map((document) => ({ ...document, idMatch: false })) },
      { unreadable: [{ field: 'status' as const, given: 'six' }] },
    ]) {
      const changed = { ...one, ...change };
      expect([change, await writes(changed), await writes(changed)]).toEqual([change, true, false]);
      expect(await writes(one)).toBe(true);
    }
    // A list that leaves out the status takes it away from nobody.
    expect(await writes({ ...one, status: null })).toBe(false);
    expect([await writes(one, 898), await writes(one, 1), await writes(one)]).toEqual([false, true, false]);
    const epoch = await beginEpoch(pool);
    await beginWalk(pool, epoch, { lanes: [], total: 1, marker: null });
    expect([await writes(one), await writes(one)]).toEqual([true, false]);
    await endWalk(pool, epoch, true);
  });

  it('keeps what the list told when a detail answer is poorer or unreadable, and finds the customer as before', async () => {
    await write(row({ unreadable: [{ field: 'emiratesId', given: 'E 123' }] }), at(65));
    const before = await stored();
    const nothing = { name: null, surname: null, email: null, phoneNumber: null, status: null, nationality: null };
    const detail = {
      ...{ uuid: 'w-1', ...nothing, gender: null, updatedAt: null, createdAt: null, dateOfBirth: null },
      ...{ isLive: null, isLiveScore: null, documents: [], unreadable: [{ field: 'email' as const, given: '{}' }] },
    };
    const entry = entryOfCustomer(KEYS, detail, await readShown(pool, 'w-1'));
    await writeSeen(pool, [entry], at(66), true);
    expect(await stored()).toEqual(before);
    await writeSeen(pool, [entry], at(65 + 900), true);
    expect(await stored()).toEqual({ ...before, read_at: at(65 + 900) });
    expect(before?.unreadable).toEqual([{ field: 'emiratesId', given: '' }]);
  });

  const later = (seconds: number) => at(1_000 + seconds);
  it('never lets an older answer overwrite a newer correction', async () => {
    await write(row(), later(0));
    await write(row({ email: 'corrected@example.com' }), later(10));
    await write(row({ email: 'stale@example.com' }), later(5));
    expect(await stored()).toMatchObject({ email: 'corrected@example.com' });
    const entry = entryOfRow(KEYS, row({ email: 'stale@example.com' }));
    const epoch = await beginEpoch(pool);
    await writePage(pool, [entry], { skipped: [], readAt: later(6), epoch, total: null });
    expect(await stored()).toMatchObject({ email: 'corrected@example.com' });
    await writePage(pool, [entry], { skipped: [], readAt: later(11), epoch, total: null });
    expect(await stored()).toMatchObject({ email: 'stale@example.com' });
  });

  it('keeps the fields that an answer leaves out, and forgets those that it states as missing', async () => {
    await write(row(), later(20));
    await write(row({ status: null, nationality: null, gender: null, updatedAt: null, name: null }), later(21));
    expect(await stored()).toMatchObject({ status: 6, nationality: 'ARE', gender: 'female', name: null });
    expect(await stored()).toMatchObject({ updated_given: '2026-05-01T00:00:00.000Z', updated_at: expect.any(Date) });
  });

  it('tells a row that says something new from one that does not', async () => {
    await write(row(), later(40));
    const news = (changes: Partial<SentinelRow>) => holdsNews(pool, [entryOfRow(KEYS, row(changes))]);
    expect(await news({})).toBe(false);
    expect(await news({ email: 'news@example.com' })).toBe(true);
    expect(await news({ expiredDocuments: [] })).toBe(true);
    expect(await news({ uuid: 'w-new' })).toBe(true);
  });

  it('writes a page of a walk with its progress, once for each customer, and refuses an earlier syncer', async () => {
    const epoch = await beginEpoch(pool);
    const lane = { page: 2, frontier: 100, total: 1, end: null, first: ['w-1 x'], done: false };
    await beginWalk(pool, epoch, { lanes: [lane], total: 1, marker: null });
    const entries = [entryOfRow(KEYS, row()), entryOfRow(KEYS, row({ surname: 'Twice' }))];
    const progress = { index: 0, state: { ...lane, page: 3 }, proven: false, newMarks: true };
    await writePage(pool, entries, { skipped: [], readAt: later(50), epoch, total: 7, lane: progress });
    expect(await stored()).toMatchObject({ surname: 'Twice' });
    const [sync] = await databases.asOwner('SELECT total, proven, lanes, lane_marks, covered FROM directory_sync');
    const [count] = await databases.asOwner('SELECT count(*)::integer AS count FROM directory_customers');
    expect(sync).toMatchObject({ total: 7, proven: false, lanes: [{ page: 3 }], lane_marks: [['w-1 x']] });
    expect(sync?.covered).toBe(count?.count);
    await expect(
      writePage(pool, entries, { skipped: [], readAt: later(60), epoch: epoch - 1, total: null }),
    ).rejects.toThrow('taken over');
  });

  it('removes the customers that two walks have not met, unless the vendor states more', async () => {
    await databases.asOwner(
      "UPDATE directory_customers SET seen_walk = 5; UPDATE directory_customers SET seen_walk = 3 WHERE uuid = 'w-1'",
    );
    expect(await removeGone(pool, 5, 1_000)).toBeNull();
    expect(await removeGone(pool, 4, null)).toBe(0);
    expect(await removeGone(pool, 5, 2)).toBe(1);
    expect(await stored()).toBeUndefined();
  });

  it('fills the column of each document type with the last day of its newest document', async () => {
    const documents: CustomerRow['documents'] = KNOWN_DOCUMENTS.flatMap((type, index) => [
      { type, dateOfExpiry: `203${index}-05-06`, idMatch: null },
      { type, dateOfExpiry: `203${index}-01-02`, idMatch: null },
    ]);
    await write(row({ documents }), later(70));
    const columns = KNOWN_DOCUMENTS.map((type) => DOCUMENTS[type].directory.expiry);
    const [days] = await databases.asOwner(
      `SELECT ${columns.map((column) => `${column}::text`).join(', ')} FROM directory_customers WHERE uuid = 'w-1'`,
    );
    expect(days).toEqual(Object.fromEntries(columns.map((column, index) => [column, `203${index}-05-06`])));
  });

  it('forgets the customers of another client of Sentinel, and those of no other', async () => {
    await write(row(), later(80));
    const asked: string[] = [];
    const forgetting = async (forget: () => Promise<number>) => void asked.push(String(await forget()));
    const keepTo = (uuid: string) => {
      const sentinel = { checkCredentials: async () => ({ uuid, name: null }) };
      return keepToOneClient({ pool, keys: KEYS, sentinel, signal: new AbortController().signal }, forgetting);
    };
    const before = (await readState(pool)).covered;
    // Filled before clients were noted: these are the customers of the first client that is seen.
    await keepTo('0B0E2C6A-0000-4000-8000-00000000ABCD');
    await keepTo('0b0e2c6a-0000-4000-8000-00000000abcd');
    expect([asked, (await readState(pool)).covered]).toEqual([[], before]);
    await keepTo('0b0e2c6a-0000-4000-8000-00000000eeee');
    expect(asked).toHaveLength(1);
    expect(Number(asked[0])).toBeGreaterThan(0);
    expect(await stored()).toBeUndefined();
    expect(toStatus(await readState(pool))).toMatchObject({ state: 'empty', covered: 0, walkedAt: null });
    await keepTo('0b0e2c6a-0000-4000-8000-00000000eeee');
    expect(asked).toHaveLength(1);
    const kept = await databases.asOwner('SELECT client FROM directory_sync');
    expect(String(kept[0]?.client)).not.toContain('eeee');
  });

  it('names a customer by the very key: a uuid in any case, and an opaque key as it is written', async () => {
    const uuid = (digit: number) => `7f1f3b52-8d0a-4c39-9f6a-0f3c6a0d6c1${digit}`;
    const some = [
      ...[row({ uuid: uuid(1).toUpperCase(), surname: 'Loud' }), row({ uuid: 'C-1', surname: 'Great' })],
      ...[row({ uuid: 'c-1', surname: 'Small' }), row({ uuid: uuid(2) }), row({ uuid: uuid(2).toUpperCase() })],
    ];
    const entries = some.map((one) => entryOfRow(KEYS, one));
    await writeSeen(pool, entries, later(90), false);
    const names = async (...keys: string[]) =>
      Object.fromEntries(namesByKey((await pool.query(namesStatement(keys))).rows));
    expect(await names(uuid(1), uuid(3))).toEqual({ [uuid(1)]: 'Written Loud' });
    expect(await names('c-1')).toEqual({ 'c-1': 'Written Small' });
    expect(await names('c-1', 'C-1')).toEqual({ 'C-1': 'Written Great', 'c-1': 'Written Small' });
    // The trail writes both in lower case, and either may be meant.
    expect(await names(uuid(2))).toEqual({});
  });
});
