import { beforeEach, expect, it, vi } from 'vitest';
import type { CoverageGap } from '../../../contracts/coverage';
import type { DirectoryStatus } from '../../../contracts/directory';
import type { AuditContext } from '../../audit/public';
import type { FilePart } from '../../file-source';
import { exportCustomers } from './export';

/** The limit of rows and the coverage of the directory: both are recorded, and the reader learns what is missing. */

const desk = vi.hoisted(() => ({
  limit: 0,
  count: 0,
  /** The state before the intent, and in the snapshot. */
  states: [] as DirectoryStatus[],
  opened: [] as unknown[],
  closed: 0,
  events: [] as [phase: string, detail: unknown][],
}));
vi.mock('../../env', () => ({
  env: () => ({ DIRECTORY: 'on', EXPORT_ROW_LIMIT: desk.limit, ACCESS_PURPOSES: ['regulator'] }),
}));
vi.mock('../../log', () => ({ log: () => ({ error: () => {} }), describeError: () => ({}) }));
vi.mock('../../directory/public', async () => ({
  EXPORTS_AT_ONCE: 2,
  readWholeQuery: (await import('../../directory/query')).readWholeQuery,
  openExport: async (_query: unknown, columns: unknown, limit: number) => {
    desk.opened.push({ columns, limit });
    const part: FilePart = { bytes: Buffer.from('uuid\r\n'), rows: 0, last: true };
    const close = async () => {
      desk.closed += 1;
    };
    return { count: desk.count, status: desk.states[1], next: async () => part, close };
  },
  statusNow: async () => desk.states[0],
}));
vi.mock('../../audit/public', () => ({
  trail: () => ({
    intend: async (_context: unknown, action: string, detail: unknown) => desk.events.push([action, detail]),
    conclude: async (_intent: unknown, _context: unknown, action: string, detail: unknown, options?: object) =>
      desk.events.push([action, detail ?? options]),
  }),
}));

const context: AuditContext = {
  actor: { id: null, email: null, role: null },
  sessionId: null,
  requestId: null,
  address: null,
};

const READY: DirectoryStatus = {
  state: 'ready',
  covered: 12_000,
  total: 12_000,
  caughtUpAt: new Date().toISOString(),
  walkedAt: new Date().toISOString(),
  proven: true,
  walk: null,
  error: null,
  skipped: 0,
};
const FILLING: DirectoryStatus = {
  ...READY,
  state: 'filling',
  covered: 400,
  caughtUpAt: null,
  walkedAt: null,
};
const WHOLE = { gaps: [], covered: 12_000, total: 12_000, asOf: READY.caughtUpAt };

beforeEach(() =>
  Object.assign(desk, { limit: 700, count: 12_000, states: [READY, READY], opened: [], closed: 0, events: [] }),
);

const run = (accepts?: CoverageGap[]) =>
  exportCustomers(
    { columns: ['name', 'uuid'], accepts, why: { purpose: 'regulator' } },
    context,
    new AbortController().signal,
  );
const nameOf = (answer: Response) => /filename="(.*)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
const DAY = new Date().toISOString().slice(0, 10);

it.each([
  { count: 12_000, limit: 700, rows: '700' },
  { count: 699, limit: 700, rows: '699' },
  { count: 700, limit: 700, rows: '700' },
  { count: 0, limit: 700, rows: '0' },
])('$count matches and a limit of $limit', async ({ count, limit, rows }) => {
  Object.assign(desk, { limit, count });
  const answer = await run(['row-limit']);
  await answer.text();
  expect(desk.opened).toEqual([{ columns: ['uuid', 'name'], limit }]);
  const intent = { columns: ['uuid', 'name'], filters: [], limit, purpose: 'regulator', ...WHOLE };
  expect(desk.events[0]).toEqual(['customers.exported', intent]);
  expect([answer.headers.get('x-export-rows'), answer.headers.get('x-export-matches')]).toEqual([rows, `${count}`]);
  const cut = count > limit;
  expect(nameOf(answer)).toBe(`customers-${DAY}${cut ? '-partial-first-700-of-12000' : ''}.csv`);
  expect(desk.events[1]?.[1]).toMatchObject({ rows: 0, ...WHOLE, gaps: cut ? ['row-limit'] : [] });
});

it('refuses a file that would lack customers, before the trail is told of one', async () => {
  desk.states = [FILLING, FILLING];
  for (const accepts of [undefined, [], ['stale', 'row-limit'] as CoverageGap[]]) {
    await expect(run(accepts)).rejects.toMatchObject({
      code: 'export_incomplete',
      problem: { code: 'incomplete', gaps: ['filling'], covered: 400, total: 12_000 },
    });
  }
  expect([desk.opened, desk.events]).toEqual([[], []]);
});

it('names what an accepted file lacks, in its name and in both events', async () => {
  desk.states = [FILLING, { ...FILLING, covered: 450, skipped: 2 }];
  const answer = await run(['filling', 'skipped', 'row-limit']);
  await answer.text();
  expect(nameOf(answer)).toBe(`customers-${DAY}-partial-450-of-12000-without-2-unreadable-first-700-of-12000.csv`);
  expect(desk.events.map(([, detail]) => detail)).toMatchObject([
    { gaps: ['filling'], covered: 400, total: 12_000, asOf: null },
    { gaps: ['filling', 'skipped', 'row-limit'], covered: 450, total: 12_000, asOf: null },
  ]);
});

it('says the age of a stale directory in the name, to the minute, in UTC', async () => {
  const stale = {
    ...READY,
    caughtUpAt: '2026-11-24T14:05:06.789Z',
    error: { code: 'timeout', at: READY.walkedAt ?? '' },
  };
  desk.states = [stale, stale];
  const answer = await run(['stale', 'failed', 'row-limit']);
  await answer.text();
  expect(nameOf(answer)).toContain('-partial-as-of-2026-11-24T1405Z-after-a-failed-update-first-');
});

it('refuses what only the snapshot shows: nothing is sent, its place is free, and the trail says why', async () => {
  desk.states = [READY, FILLING];
  // One of the two places, each time.
  for (let time = 1; time <= 3; time += 1) {
    await expect(run(['row-limit'])).rejects.toMatchObject({
      code: 'export_incomplete',
      problem: { gaps: ['filling', 'row-limit'] },
    });
  }
  expect(desk.closed).toBe(3);
  expect(desk.events.at(-1)).toEqual(['customers.exported', { outcome: 'export_incomplete' }]);
});
