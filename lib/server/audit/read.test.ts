import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditPlace, AuditSelection } from '@/lib/contracts/audit';
import type { AuditExportBody } from '@/lib/contracts/audit-queries';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from '../db/client';
import { eventsFile } from '../use-cases/audit/export';
import { keyRing } from './keys';
import { countActions, countQuery } from './month';
import { deletedNoteQuery, ownOpeningQuery } from './own-opening';
import { ofCustomerQuery, pageQuery, readEntries, readOfCustomer } from './read';
import { type AuditScope, asText, seqBounds } from './select';
import { type AuditContext, openTrail, type Trail } from './trail';
import { verifyTrail } from './verify';
import { viewEventQuery } from './view-events';
import { TrailUnavailable } from './writer';

/** A page costs what it shows, however long the trail is. */

const EVENTS = 60_000;
const ACTOR = '00000000-0000-4000-8000-000000000007';
/** Has read the trail 10,000 times, and opened three customers before. */
const READER = '00000000-0000-4000-8000-000000000077';
const CUSTOMER = '00000000-0000-4000-9000-000000000042';
/** Two deeds, and 9,998 openings since. */
const BUSY = '00000000-0000-4000-9000-0000000b0517';
const keys = keyRing('the key of these tests, of 32 bytes or more');

let databases: OwnDatabases;
let database: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  databases = await ownDatabases();
  database = openDatabase(databases.url);
  // Unchained: only the verifier minds. A row a minute, 20 people, 1,000 customers, a sign-in in a hundred.
  await databases.asOwner(`
    ALTER TABLE audit_events DISABLE TRIGGER audit_events_follow_rows;
    INSERT INTO audit_events (seq, at, actor_id, actor_email, actor_role, action, customer, phase, intent_seq, outcome,
      detail, key_id, prev_hash, hash)
    SELECT n, timestamptz '2026-01-01Z' + make_interval(mins => n::int),
      ('00000000-0000-4000-8000-' || lpad((n / 2 % 20)::text, 12, '0'))::uuid, 'someone@desk.example', 'support',
      CASE WHEN n % 1000 = 999 THEN 'account.disabled' WHEN n % 100 = 99 THEN 'session.signed-in' ELSE 'customer.opened' END,
      CASE WHEN n % 100 = 99 THEN NULL ELSE '00000000-0000-4000-9000-' || lpad((n / 2 % 1000)::text, 12, '0') END,
      CASE WHEN n % 2 = 0 THEN 'intent' ELSE 'outcome' END,
      CASE WHEN n % 2 = 1 AND n % 100 <> 99 THEN n - 1 END,
      CASE WHEN n % 2 = 1 THEN 'success' END, '{}', 'key', sha256(n::text::bytea), sha256((n + 1)::text::bytea)
    FROM generate_series(2, ${EVENTS}) AS n;
    INSERT INTO audit_events (seq, at, actor_id, actor_email, actor_role, action, customer, phase, outcome, detail, key_id,
      prev_hash, hash)
    SELECT n, timestamptz '2026-06-01Z' + make_interval(secs => n::int), '${ACTOR}'::uuid, 'someone@desk.example', 'support',
      CASE n WHEN ${EVENTS} + 1 THEN 'customer.contact-corrected' WHEN ${EVENTS} + 2 THEN 'customer.link-created'
        ELSE 'customer.opened' END, '${BUSY}', 'outcome', 'success', '{}', 'key', sha256(n::text::bytea),
      sha256((n + 1)::text::bytea)
    FROM generate_series(${EVENTS} + 1, ${EVENTS} + 10000) AS n;
    INSERT INTO audit_events (seq, at, actor_id, actor_email, actor_role, action, customer, phase, outcome, detail, key_id,
      prev_hash, hash)
    SELECT n, timestamptz '2026-06-02Z' + make_interval(secs => n::int), '${READER}'::uuid, 'someone@desk.example', 'admin',
      CASE WHEN n <= ${EVENTS} + 10003 THEN 'customer.opened' ELSE 'audit.read' END,
      CASE WHEN n <= ${EVENTS} + 10003 THEN '${CUSTOMER}' END, 'outcome', 'success',
      CASE WHEN n <= ${EVENTS} + 10003 THEN '{}' ELSE '{"filters":[]}' END, 'key', sha256(n::text::bytea),
      sha256((n + 1)::text::bytea)
    FROM generate_series(${EVENTS} + 10001, ${EVENTS} + 20000) AS n;
    ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_follow_rows`);
  await databases.asOwner('ANALYZE audit_events');
}, 60_000);
afterAll(async () => {
  await database.close();
}, 60_000);

async function readings(scope: AuditScope, selection: AuditSelection & AuditPlace) {
  const bounds = await seqBounds(database.db, selection);
  return await readingsOf(pageQuery(keys, scope, selection, bounds ?? {}, 51));
}

/** How a query is run: every node that reads the table, and how many rows it took in. */
async function readingsOf(query: SQL) {
  const { text, values } = asText(query);
  const [plan] = await databases.asOwner(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
  const found: { how: string; rows: number }[] = [];
  const walk = (node: Record<string, unknown>) => {
    if (node['Relation Name'] === 'audit_events' || String(node['Node Type']).startsWith('Bitmap Index')) {
      const removed = Number(node['Rows Removed by Filter'] ?? 0);
      const rows = (Number(node['Actual Rows']) + removed) * Number(node['Actual Loops']);
      found.push({ how: String(node['Node Type']), rows });
    }
    for (const child of (node.Plans ?? []) as Record<string, unknown>[]) walk(child);
  };
  const [root] = (plan?.['QUERY PLAN'] ?? []) as { Plan: Record<string, unknown> }[];
  walk(root?.Plan ?? {});
  return found;
}

describe('a page goes along an index and reads a few rows', () => {
  const old = { from: '2026-01-05', to: '2026-01-06' };
  it.each<[string, AuditScope, AuditSelection & AuditPlace]>([
    ['the newest', 'all', {}],
    ['further back', 'all', { before: 2_000 }],
    ['of an actor', 'all', { actor: ACTOR }],
    ['of a rare action', 'all', { action: 'account.disabled' }],
    ['of a common action', 'all', { action: 'customer.opened' }],
    ['of a customer', 'all', { customer: CUSTOMER }],
    ['of a customer, for compliance', 'customers', { customer: CUSTOMER }],
    ['of an old day', 'all', old],
    ['of an actor on an old day', 'all', { actor: ACTOR, ...old }],
    ['all actions about customers', 'customers', {}],
    ['all actions about customers, on an old day', 'customers', old],
    ['of an actor and about customers', 'customers', { actor: ACTOR }],
    ['everything at once', 'customers', { actor: ACTOR, action: 'customer.opened', customer: CUSTOMER, ...old }],
  ])('%s', async (_, scope, selection) => {
    const found = await readings(scope, selection);
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(({ how }) => how)).not.toContain('Seq Scan');
    // One person of twenty, and every second row an outcome: 51 entries may take 2,000 rows. A day has 1,440.
    expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(4_000);
  });

  it.each<AuditSelection>([{ actor: ACTOR }, { action: 'customer.opened' }])(
    '%j: the rows that it shows, however many rows of the kind there are',
    async (selection) => {
      const found = await readings('all', selection);
      expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(200);
    },
  );

  it.each<[string, AuditScope, AuditSelection]>([
    [
      'three openings of a person who has read the trail 10,000 times',
      'all',
      { actor: READER, action: 'customer.opened' },
    ],
    ['no sign-in of a person with 13,000 events', 'all', { actor: ACTOR, action: 'session.signed-in' }],
    ['what a person did to customers, among much else', 'customers', { actor: READER }],
  ])('%s: those alone', async (_, scope, selection) => {
    const found = await readings(scope, selection);
    expect(found.map(({ how }) => how)).not.toContain('Seq Scan');
    expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(20);
  });

  it.each(['deeds', 'looks'] as const)('the %s of a customer, however many of the others there are', async (which) => {
    const query = ofCustomerQuery(keys, BUSY, which, { limit: 6 });
    const found = await readingsOf(query);
    expect(found.map(({ how }) => how)).not.toContain('Seq Scan');
    expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(100);
  });

  it('a person’s own opening of a customer, among the newest events alone', async () => {
    const found = await readingsOf(ownOpeningQuery(keys, BUSY, randomUUID()));
    expect(found.map(({ how }) => how)).not.toContain('Seq Scan');
    expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThanOrEqual(1_000);
  });

  it('a note that was deleted, among the deeds of the customer alone', async () => {
    const found = await readingsOf(deletedNoteQuery(keys, BUSY, randomUUID()));
    expect(found.map(({ how }) => how)).not.toContain('Seq Scan');
    expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(10);
  });

  it.each(['view.removed', 'customer.opened'] as const)('%s of one view, among the newest alone', async (action) => {
    const found = await readingsOf(viewEventQuery(action, randomUUID()));
    expect(found.map(({ how }) => how)).toEqual(['Index Scan']);
    expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThanOrEqual(1_000);
  });

  it('the deeds of a customer are not pushed away by looks', async () => {
    const { entries, next } = await readOfCustomer(database.db, keys, BUSY, 'deeds', { limit: 2 });
    expect(entries.map(({ action, seq }) => [action, seq])).toEqual([
      ['customer.link-created', EVENTS + 2],
      ['customer.contact-corrected', EVENTS + 1],
    ]);
    expect(next).toBeNull();
    const looks = await readOfCustomer(database.db, keys, BUSY, 'looks', { limit: 2 });
    const older = await readOfCustomer(database.db, keys, BUSY, 'looks', { before: looks.next ?? 0, limit: 2 });
    const seqs = [...looks.entries, ...older.entries].map(({ seq }) => seq);
    expect(seqs).toEqual([0, 1, 2, 3].map((n) => EVENTS + 10_000 - n));
  });
});

it('an intent waits for a minute, and is unknown from then on', async () => {
  const trail = openTrail({ url: databases.url, keys });
  const someone: AuditContext = {
    actor: { id: randomUUID(), email: 'mina@desk.example', role: 'admin' },
    sessionId: null,
    requestId: null,
    address: null,
  };
  const customer = randomUUID();
  await trail.intend(someone, 'customer.opened', {}, { customer });
  await trail.close();
  const outcome = async () => (await readEntries(database.db, keys, 'customers', { customer })).entries[0]?.outcome;
  expect(await outcome()).toBe('pending');
  await databases.asOwner(`ALTER TABLE audit_events DISABLE TRIGGER USER;
    UPDATE audit_events SET at = at - interval '61 seconds' WHERE customer = '${customer}'`);
  expect(await outcome()).toBe('unknown');
});

it("a customer without a uuid is found under a retired key's name for them", async () => {
  const retired = 'an earlier key of these tests, of 32 bytes';
  const trail = openTrail({ url: databases.url, keys: keyRing(retired) });
  const nobody: AuditContext = {
    actor: { id: null, email: null, role: 'system' },
    sessionId: null,
    requestId: null,
    address: null,
  };
  await trail.intend(nobody, 'customer.opened', {}, { customer: 'CUST-1' });
  await trail.close();
  const find = async (ring: ReturnType<typeof keyRing>) =>
    (await readEntries(database.db, ring, 'all', { customer: 'CUST-1' })).entries.length;
  expect(await find(keys)).toBe(0);
  expect(await find(keyRing('the key of these tests, of 32 bytes or more', [retired]))).toBe(1);
});

describe('a long reading', () => {
  const admin: AuditContext = {
    actor: { id: randomUUID(), email: 'mina@desk.example', role: 'admin' },
    sessionId: null,
    requestId: null,
    address: null,
  };
  const exported = (trail: Trail, body: AuditExportBody) =>
    eventsFile({ db: database.db, url: databases.url, keys }, body, admin, {
      signal: new AbortController().signal,
      recorder: { trail, report: () => {} },
      done: () => {},
    });
  const lastExport = async () =>
    (await readEntries(database.db, keys, 'all', { action: 'audit.exported', limit: 1 })).entries[0];
  const backends = async () =>
    (
      await databases.asOwner(`SELECT 1 FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE 'FETCH%' AND state <> 'idle'`)
    ).length;

  it('comes in pieces, the last of them a digest', async () => {
    const trail = openTrail({ url: databases.url, keys });
    let pieces = 0;
    let largest = 0;
    for await (const bytes of await exported(trail, { format: 'csv' })) {
      pieces += 1;
      largest = Math.max(largest, bytes.length);
    }
    await trail.close();
    expect(pieces).toBeGreaterThan(EVENTS / 1_000);
    expect(largest).toBeLessThan(1_000_000);
    expect(await lastExport()).toMatchObject({ outcome: 'success', detail: { format: 'csv' } });
  });

  it('ends with whoever asked for it, and is recorded as that', async () => {
    const trail = openTrail({ url: databases.url, keys });
    const reader = (await exported(trail, { format: 'jsonl' })).getReader();
    await reader.read();
    expect(await backends()).toBe(1);
    await reader.cancel();
    await trail.close();
    expect(await backends()).toBe(0);
    expect((await lastExport())?.outcome).toBe('client_left');
  });

  it('has no last line when it could not be recorded', async () => {
    const trail = openTrail({ url: databases.url, keys });
    const silenced = { ...trail, conclude: () => Promise.reject(new TrailUnavailable('not written in time')) };
    const pieces: string[] = [];
    const all = async () => {
      for await (const bytes of await exported(silenced, { format: 'jsonl' }))
        pieces.push(Buffer.from(bytes).toString());
    };
    await expect(all()).rejects.toMatchObject({ code: 'audit_unavailable', cause: expect.any(TrailUnavailable) });
    await trail.close();
    expect(pieces.length).toBeGreaterThan(50);
    expect(pieces.at(-1)).not.toContain('sha256');
    expect((await lastExport())?.outcome).toBe('pending');
  });

  it('is not begun when that could not be recorded', async () => {
    const trail = openTrail({ url: databases.url, keys });
    await trail.close();
    const begun = exported(trail, { format: 'jsonl' });
    await expect(begun).rejects.toMatchObject({ code: 'audit_unavailable', cause: expect.any(TrailUnavailable) });
  });

  it('a verification stops when it is told to', async () => {
    const left = new AbortController();
    left.abort();
    const verdict = verifyTrail({ url: databases.url, keys, checkpointFile: '/nowhere', signal: left.signal });
    await expect(verdict).rejects.toThrow('aborted');
  });
});

describe('the counts of a month', () => {
  const FEBRUARY = { from: '2026-02-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' };
  /** A row a minute, the first of them in the second minute of the year. */
  const BEFORE = 31 * 24 * 60;

  it('take in the rows of the month and no others, and count an intent with its outcome once', async () => {
    const counts = await countActions(database.db, FEBRUARY);
    const opened = counts.filter(({ action }) => action === 'customer.opened');
    expect(opened).toHaveLength(20);
    const total = counts.reduce((sum, { done, failed }) => sum + done + failed, 0);
    expect(total).toBe((EVENTS - BEFORE) / 2);

    const { text, values } = asText(countQuery(FEBRUARY, sql`seq BETWEEN ${BEFORE - 10} AND ${EVENTS}`));
    const [plan] = await databases.asOwner(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
    expect(JSON.stringify(plan)).not.toContain('Seq Scan');
  });
});
