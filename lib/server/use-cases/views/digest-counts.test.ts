import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startDigest } from './digest';

/** Which day the digest comes first, and what it does while people keep the counting busy. */

const BEFORE = Date.parse('2026-11-26T09:00:00Z');
let chosen: { id: string; chosenAt: number | null }[] = [];
const alert = vi.hoisted(() => vi.fn());
const count = vi.hoisted(() => vi.fn());

vi.mock('../../env', () => ({
  env: () => ({
    VIEWS_DIGEST_HOUR: { hour: 8, timeZone: 'Asia/Dubai' },
    NEXTAUTH_URL: 'https://desk.example',
    SENTINEL_STATUS_LABELS: {},
  }),
}));
vi.mock('../../db/public', () => ({ db: () => ({}) }));
vi.mock('../../log', () => ({ describeError: String, log: () => ({ warn: vi.fn() }) }));
vi.mock('../../directory/public', () => ({ directoryStatus: async () => ({ state: 'ready' }) }));
vi.mock('../../alerts/public', () => ({
  alert,
  wasRaised: async (once: string) => alert.mock.calls.some(([, , name]) => name === once),
}));
vi.mock('./count', () => ({
  countStates: async (states: readonly unknown[]) => await Promise.all(states.map((state) => count(state))),
}));
vi.mock('../../worklist/public', () => ({
  digestViews: async () =>
    chosen.map((view) => ({ ...view, state: { page: 'customers', filters: { status: [Number(view.id)] } } })),
}));

/** Dubai's clock is four hours ahead. */
async function startAt(utc: string): Promise<void> {
  vi.setSystemTime(new Date(utc));
  startDigest();
  await vi.advanceTimersByTimeAsync(0);
}
const minutes = async (some: number) => void (await vi.advanceTimersByTimeAsync(some * 60_000));
const told = () =>
  alert.mock.calls.map(([, { day, views }]) => [day, views.map((one: { count: number | null }) => one.count)]);

beforeEach(() => {
  vi.useFakeTimers();
  chosen = [
    { id: '1', chosenAt: BEFORE },
    { id: '2', chosenAt: null },
  ];
  alert.mockReset();
  count.mockReset().mockResolvedValue({ count: 3, exact: true });
});
afterEach(() => void vi.useRealTimers());

it('waits until all views are counted, and counts none of them twice', async () => {
  count.mockResolvedValueOnce({ count: 5, exact: true }).mockResolvedValueOnce(null).mockResolvedValueOnce(null);
  await startAt('2026-11-27T04:00:00Z');
  expect(told()).toEqual([]);
  await minutes(1);
  expect(told()).toEqual([['2026-11-27', [5, 3]]]);
  expect(count).toHaveBeenCalledTimes(4);
});

it('says after half an hour which views could not be counted, also of a process that started at night', async () => {
  count.mockImplementation(async (state) => (state.filters.status[0] === 1 ? { count: 5, exact: true } : null));
  await startAt('2026-11-27T00:00:00Z');
  await minutes(4 * 60 + 29);
  expect(told()).toEqual([]);
  await minutes(2);
  expect(told()).toEqual([['2026-11-27', [5, null]]]);
});

it('says before midnight which views could not be counted, also where half an hour is not over', async () => {
  count.mockImplementation(async (state) => (state.filters.status[0] === 1 ? { count: 5, exact: true } : null));
  await startAt('2026-11-27T19:40:00Z');
  await minutes(18);
  expect(told()).toEqual([]);
  await minutes(2);
  expect(told()).toEqual([['2026-11-27', [5, null]]]);
});

it('comes also where counting takes the last minutes of the day', async () => {
  count.mockImplementation(async () => {
    await new Promise((resolve) => setTimeout(resolve, 120_000));
    return null;
  });
  await startAt('2026-11-27T19:58:30Z');
  await minutes(3);
  expect(told()).toEqual([['2026-11-27', [null, null]]]);
});

it('comes first on the day after the first view is chosen, where its hour was over', async () => {
  chosen = [{ id: '1', chosenAt: Date.parse('2026-11-27T05:00:00Z') }];
  await startAt('2026-11-27T05:00:01Z');
  chosen.push({ id: '2', chosenAt: Date.parse('2026-11-27T05:10:00Z') });
  await minutes(22 * 60);
  expect(told()).toEqual([]);
  await minutes(2 * 60);
  expect(told()).toEqual([['2026-11-28', [3, 3]]]);
});

it('a view that is chosen later comes with the others', async () => {
  chosen = [
    { id: '1', chosenAt: BEFORE },
    { id: '2', chosenAt: Date.parse('2026-11-27T04:30:00Z') },
  ];
  await startAt('2026-11-27T05:00:00Z');
  expect(told()).toEqual([['2026-11-27', [3, 3]]]);
});
