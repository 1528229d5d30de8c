import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DirectoryStatus } from '@/lib/contracts/directory';
import type { SearchAnswer } from '@/lib/contracts/search';
import { type Desk, query, sandbox, signInAs, stack } from '../support/desk/desk';
import { runDirectory } from '../support/directory/directory-program';

/** `npm run directory`, as an operator runs it beside the desk. */

const asApplication = { DATABASE_URL: stack.databaseUrl };
const asOwner = { ...asApplication, DATABASE_OWNER_URL: stack.ownerDatabaseUrl };

let desk: Desk;
beforeAll(async () => {
  desk = await signInAs('compliance');
});
const empty = async () => {
  await query('DELETE FROM directory_customers');
  await query(`UPDATE directory_sync SET covered = 0, total = NULL, walk_asked_at = NULL, walked_at = NULL, lanes = NULL,
    lane_marks = NULL, marker = NULL, caught_up_at = NULL, proven = false, error_code = NULL, error_at = NULL`);
};
beforeEach(async () => {
  await sandbox.reset();
  await empty();
});
afterEach(empty);

/** Two customers, as if they had been met by a walk that is under way. */
async function fill(): Promise<void> {
  for (const key of ['complete', 'editable']) {
    const { uuid } = await sandbox.named(key);
    // An answer that the process has written within the last minute is not written again: this one is new.
    await sandbox.patch(uuid, { surname: `Filled ${randomUUID()}` });
    expect((await desk.get(`/api/customers/${uuid}`)).status).toBe(200);
  }
  await query(`UPDATE directory_sync SET total = 2400, walk_started_at = now(), marker = '2026-01-31T00:00:00.000Z',
    lanes = '[{"page":3,"frontier":200,"total":2400,"end":null,"done":false}]', lane_marks = '[[]]',
    caught_up_at = '2026-01-31T12:00:00Z', error_code = 'sentinel_timeout', error_at = '2026-01-31T13:00:00Z'`);
}

it('status tells how many it holds, how old it is and what failed, and names nobody', async () => {
  await fill();
  const run = await runDirectory(['status'], asApplication);
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(run.out) as DirectoryStatus).toMatchObject({
    state: 'filling',
    covered: 2,
    total: 2_400,
    caughtUpAt: '2026-01-31T12:00:00.000Z',
    walkedAt: null,
    walk: { pages: 2, lastPage: 24 },
    error: { code: 'sentinel_timeout', at: '2026-01-31T13:00:00.000Z' },
  });
  expect(run.out).not.toContain('@');
});

it('walk asks the running desk for one', async () => {
  expect(await runDirectory(['walk'], asApplication)).toMatchObject({
    code: 0,
    out: expect.stringContaining('Asked for'),
  });
  const [row] = await query("SELECT walk_asked_at > now() - interval '1 minute' AS asked FROM directory_sync");
  expect(row).toEqual({ asked: true });
});

describe('forget', () => {
  it.each([
    ['as the owner', asOwner],
    ['as the application', asApplication],
  ])('%s leaves nobody, and nothing to go on from', async (_, env) => {
    await fill();
    const found = async () => {
      const body = { text: 'fault.example', live: false };
      return (await (await desk.send('POST', '/api/customers/search', body)).json()) as SearchAnswer;
    };
    expect(await found()).toMatchObject({ kind: 'rows', rows: [{}, {}] });
    const [before] = await query('SELECT epoch FROM directory_sync');
    expect(await runDirectory(['forget'], env)).toMatchObject({ code: 0, out: 'Forgot 2 customers.\n', err: '' });
    expect(await found()).toMatchObject({ kind: 'rows', rows: [] });
    expect(await query('SELECT uuid FROM directory_customers')).toEqual([]);
    const [state] = await query('SELECT * FROM directory_sync');
    expect(state).toMatchObject({
      // Whoever walks notices at the next page.
      epoch: Number(before?.epoch) + 1,
      covered: 0,
      total: null,
      lanes: null,
      lane_marks: null,
      marker: null,
      walked_at: null,
      walk_started_at: null,
      caught_up_at: null,
      proven: false,
      error_code: null,
      error_at: null,
    });
  });
});

describe('anything else', () => {
  it.each([[[]], [['erase']], [['forget', 'everything']]])(
    '%j is answered with what there is, and code 2',
    async (args) => {
      await fill();
      const run = await runDirectory(args, asOwner);
      expect(run).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage: npm run directory') });
      expect((await query('SELECT count(*)::int AS n FROM directory_customers'))[0]).toEqual({ n: 2 });
    },
  );

  it('is explained when it is asked for', async () => {
    expect(await runDirectory(['--help'], {})).toMatchObject({
      code: 0,
      out: expect.stringContaining('forget'),
      err: '',
    });
  });

  it('that goes wrong is a sentence', async () => {
    const nowhere = new URL(stack.databaseUrl);
    nowhere.port = '1';
    const run = await runDirectory(['status'], { DATABASE_URL: nowhere.href });
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err.trim()).toBe('The database cannot be reached: does it run, and is DATABASE_URL right?');
  });
});
