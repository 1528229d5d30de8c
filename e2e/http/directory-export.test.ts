import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_COLUMNS } from '@/lib/contracts/search';
import { type Desk, deskWith, errorOf, query, signInAs, stack } from '../support/desk/desk';
import { parseCsv } from '../support/desk/parse-csv';
import { WHY } from '../support/desk/purpose';
import { startReplica } from '../support/desk/replica';
import { newPerson, PASSWORD } from '../support/desk/staff';
import { casesOf } from '../support/desk/thorough';
import { eventually } from '../support/directory/directory-stack';

/** An export that ends before its end: nothing of it goes on at the database, and the trail knows that it was cut off. */

/** More than all the buffers between the database and a client that doesn't read can hold. */
const ROWS = 12_000;
const LONG = 2_000;

let desk: Desk;
let before: Record<string, unknown> | undefined;
beforeAll(async () => {
  desk = await signInAs('compliance');
  [before] = await query('SELECT covered, total, walked_at, caught_up_at FROM directory_sync');
  await setSync({});
  await query('DELETE FROM directory_customers');
  await query(
    `INSERT INTO directory_customers SELECT 'export-' || n, 6, repeat('x', $2), repeat('y', $2), 'ARE', 'female',
      'export-' || n || '@rows.example', '+971501234567', NULL, NULL, '[]', '{}', '{}', 0, 0, NULL, NULL, NULL, false,
      'xxx yyy', ' xxx yyy ', now(), 0
    FROM generate_series(1, $1) AS n`,
    [ROWS, LONG],
  );
});
afterAll(async () => {
  await query('DELETE FROM directory_customers');
  await setSync(before ?? {});
});

/** How far the sync has got; without changes, a directory that is whole and fresh. */
async function setSync(change: Record<string, unknown>): Promise<void> {
  const state = { covered: ROWS, total: ROWS, walked_at: new Date(), caught_up_at: new Date(), ...change };
  await query('UPDATE directory_sync SET covered = $1, total = $2, walked_at = $3, caught_up_at = $4', [
    state.covered,
    state.total,
    state.walked_at,
    state.caught_up_at,
  ]);
}

/** Begins an export and reads no more than its beginning. */
async function begin(who: Desk = desk): Promise<{
  leave: () => void;
  status: number;
  /** Resolves when rows have come, not only the line of heads. */
  rowsCame: () => Promise<void>;
  rest: () => Promise<string>;
}> {
  const away = new AbortController();
  const answer = await fetch(`${stack.appUrl}/api/customers/export`, {
    method: 'POST',
    headers: { cookie: who.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ columns: EXPORT_COLUMNS, why: WHY }),
    signal: away.signal,
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(await errorOf(answer)));
  const rowsCame = async () => {
    const reader = answer.body?.getReader();
    for (let bytes = 0; bytes < LONG; ) bytes += (await reader?.read())?.value?.length ?? Number.POSITIVE_INFINITY;
    reader?.releaseLock();
  };
  return { leave: () => away.abort(), status: answer.status, rowsCame, rest: () => answer.text() };
}

/** Connections with an open cursor of an export. */
const reading = async () =>
  (
    await query(
      "SELECT pid FROM pg_stat_activity WHERE state <> 'idle' AND query LIKE 'FETCH % FROM found%' ORDER BY pid",
    )
  ).map(({ pid }) => Number(pid));
const isReading = (count: number) => eventually(reading, ({ length }) => length === count);

async function lastEvents(count: number): Promise<[string, string | null, boolean][]> {
  const rows = await query(
    "SELECT phase, outcome, detail FROM audit_events WHERE action = 'customers.exported' ORDER BY seq DESC LIMIT $1",
    [count],
  );
  return rows
    .reverse()
    .map(({ phase, outcome, detail }) => [String(phase), outcome as string | null, String(detail).includes('digest')]);
}
const ended = (count: number) =>
  eventually(
    () => lastEvents(count),
    (events) => events.at(-1)?.[0] === 'outcome',
  );

/** What the trail says had been sent when the last export ended. */
async function lastSent(): Promise<{ rows: number; bytes: number }> {
  const [last] = await query(
    "SELECT detail FROM audit_events WHERE action = 'customers.exported' ORDER BY seq DESC LIMIT 1",
  );
  return JSON.parse(String(last?.detail));
}
/** Some of it: whole batches of long rows. */
async function expectSome(): Promise<void> {
  const { rows, bytes } = await lastSent();
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(ROWS);
  expect(rows % 500).toBe(0);
  expect(bytes).toBeGreaterThan(rows * LONG * 2);
}

describe('the limit of rows', () => {
  // More and less than a batch, a whole one, and more than there are.
  it.each(
    casesOf(
      [{ limit: 700, rows: 700 }],
      [
        { limit: 500, rows: 500 },
        { limit: ROWS + 1, rows: ROWS },
      ],
    ),
  )('$limit', async ({ limit, rows }) => {
    const small = await startReplica(stack, { env: { EXPORT_ROW_LIMIT: String(limit) } });
    try {
      const request = (accepts: string[]) =>
        small.seen(desk).send('POST', '/api/customers/export', { columns: ['uuid'], accepts, why: WHY });
      if (limit < ROWS) {
        // Only the snapshot that the rows come from shows how many there are.
        expect(await errorOf(await request([]))).toMatchObject({
          status: 409,
          code: 'export_incomplete',
          problem: { gaps: ['row-limit'], rows: { matches: ROWS, limit } },
        });
        expect((await ended(2)).at(-1)).toEqual(['outcome', 'export_incomplete', false]);
      }
      const answer = await request(['row-limit']);
      expect(parseCsv(await answer.text())).toHaveLength(rows + 1);
      // The reader of the file learns that more customers match than it holds.
      expect([answer.headers.get('x-export-rows'), answer.headers.get('x-export-matches')]).toEqual([
        `${rows}`,
        `${ROWS}`,
      ]);
      const [intent] = await query(
        "SELECT detail FROM audit_events WHERE action = 'customers.exported' AND phase = 'intent' ORDER BY seq DESC LIMIT 1",
      );
      expect(JSON.parse(String(intent?.detail))).toMatchObject({ limit });
      expect(await lastSent()).toMatchObject({ rows });
    } finally {
      await small.stop();
    }
  });
});

describe('a directory that lacks customers', () => {
  const filling = { covered: 12_400, total: 40_000, walked_at: null, caught_up_at: null };
  const events = () => query("SELECT count(*)::int AS n FROM audit_events WHERE action = 'customers.exported'");
  const request = (accepts?: string[]) =>
    desk.send('POST', '/api/customers/export', {
      columns: ['uuid'],
      filters: { nationality: ['none'] },
      accepts,
      why: WHY,
    });
  afterEach(() => setSync({}));

  it('is exported by nobody who has not said that it may lack them', async () => {
    const count = await events();
    const old = new Date(Date.now() - 16 * 60_000);
    for (const [state, gap, accepts] of [
      [filling, 'filling', undefined],
      [filling, 'filling', ['stale']],
      [{ covered: 39_000, total: 40_000 }, 'missing', []],
      [{ caught_up_at: old }, 'stale', ['filling']],
    ] as const) {
      await setSync(state);
      expect(await errorOf(await request(accepts && [...accepts]))).toMatchObject({
        status: 409,
        code: 'export_incomplete',
        problem: { code: 'incomplete', gaps: [gap], covered: expect.any(Number) },
      });
    }
    expect(await events()).toEqual(count);
  });

  it('is exported to somebody who has: the name of the file and the trail say what it lacks', async () => {
    await setSync(filling);
    const answer = await request(['filling']);
    expect(answer.status).toBe(200);
    await answer.text();
    expect(answer.headers.get('content-disposition')).toMatch(
      /"customers-\d{4}-\d{2}-\d{2}-partial-12400-of-40000\.csv"/,
    );
    const both = await query(
      "SELECT detail FROM audit_events WHERE action = 'customers.exported' ORDER BY seq DESC LIMIT 2",
    );
    for (const { detail } of both)
      expect(JSON.parse(String(detail))).toMatchObject({ gaps: ['filling'], covered: 12_400, total: 40_000 });
  });
});

const left: (() => void)[] = [];
afterEach(() => {
  for (const leave of left.splice(0)) leave();
});

describe('the client goes away', () => {
  it('and the cursor is closed, the place is free for the next one, and the trail knows', async () => {
    for (let time = 1; time <= 3; time += 1) {
      const { leave, rowsCame } = await begin();
      left.push(leave);
      await rowsCame();
      await isReading(1);
      leave();
      await isReading(0);
      // Nothing is known of the file: its digest is that of a whole one.
      expect(await ended(2)).toEqual([
        ['intent', null, false],
        ['outcome', 'client_left', false],
      ]);
      await expectSome();
    }
  });

  it('while its rows are still being counted: the places are free at once', async () => {
    const owner = new pg.Client({ connectionString: stack.ownerDatabaseUrl });
    await owner.connect();
    try {
      // Whoever counts waits for as long as this lasts.
      await owner.query('BEGIN; LOCK TABLE directory_customers');
      const counting = async () =>
        (await query("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%count(%'"))
          .length;
      for (let time = 1; time <= 3; time += 1) {
        const away = new AbortController();
        const answer = fetch(`${stack.appUrl}/api/customers/export`, {
          method: 'POST',
          headers: { cookie: desk.cookie, 'content-type': 'application/json' },
          body: JSON.stringify({ columns: EXPORT_COLUMNS, why: WHY }),
          signal: away.signal,
        });
        const gone = expect(answer).rejects.toThrow('abort');
        await eventually(counting, (count) => count === 1);
        away.abort();
        await gone;
        expect((await ended(2)).at(-1)).toEqual(['outcome', 'client_left', false]);
        await eventually(counting, (count) => count === 0);
      }
    } finally {
      await owner.end();
    }
    const { rest } = await begin();
    expect(parseCsv(await rest())).toHaveLength(ROWS + 1);
  });
});

describe('the reader loses the right while rows come', () => {
  it.each([
    ['the account is disabled', 'UPDATE accounts SET disabled_at = now() WHERE id = $1', 'unauthenticated'],
    ['the session ends', 'UPDATE sessions SET ended_at = now() WHERE account_id = $1', 'unauthenticated'],
    ['the role changes', "UPDATE accounts SET role = 'support' WHERE id = $1", 'forbidden'],
  ])('%s: the file breaks off, and the trail knows how much was sent', async (_, change, outcome) => {
    const person = await newPerson('compliance');
    const { leave, rest } = await begin(await person.signIn());
    left.push(leave);
    await isReading(1);
    await query(change, [person.account.id]);
    await expect(rest()).rejects.toThrow();
    expect((await ended(1)).at(-1)).toEqual(['outcome', outcome, false]);
    await expectSome();
    await isReading(0);
  });

  it('a proof in another tab ends the cookie that the export came with, and not the export', async () => {
    const reader = await (await newPerson('compliance')).signIn();
    const { rest } = await begin(reader);
    const copy = deskWith(reader.cookie);
    expect((await reader.send('POST', '/api/session/prove', { password: PASSWORD })).status).toBe(200);
    expect((await copy.get('/api/sessions')).status).toBe(401);
    expect(parseCsv(await rest())).toHaveLength(ROWS + 1);
  });
});

describe('the client reads nothing', () => {
  it('and others wait for a place, but for no longer than the database is patient with it', async () => {
    const colleague = await (await newPerson('compliance')).signIn();
    const [first, second] = [await begin(), await begin(colleague)];
    left.push(first.leave, second.leave);
    const pids = await isReading(2);
    await expect(begin()).rejects.toThrow('busy');
    // What Postgres does by itself after a minute.
    await query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [pids]);
    await isReading(0);
    const both = await eventually(
      () => lastEvents(2),
      (events) => events.every(([phase]) => phase === 'outcome'),
    );
    expect(both).toEqual(Array(2).fill(['outcome', 'database_unavailable', false]));
    await expectSome();
    // The file breaks off where it stood: nobody takes it for a whole one.
    await expect(first.rest()).rejects.toThrow();
    const third = await begin();
    expect(parseCsv(await third.rest())).toHaveLength(ROWS + 1);
    expect((await ended(1)).at(-1)).toEqual(['outcome', 'success', true]);
  });
});
