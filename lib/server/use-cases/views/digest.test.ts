import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startDigest } from './digest';

/** When the digest is raised, and of which views. That one of two replicas raises it is held over HTTP. */

const HOUR = { hour: 8, timeZone: 'Asia/Dubai' };
/** As the table holds them. */
let chosen: string[] = [];
let raised: string[] = [];
let state = 'ready';
/** Runs while a view is counted. */
let meanwhile = () => {};
const alert = vi.hoisted(() => vi.fn());
const count = vi.hoisted(() => vi.fn());

vi.mock('../../env', () => ({
  env: () => ({ VIEWS_DIGEST_HOUR: HOUR, NEXTAUTH_URL: 'https://desk.example', SENTINEL_STATUS_LABELS: {} }),
}));
vi.mock('../../db/public', () => ({ db: () => ({}) }));
vi.mock('../../log', () => ({ describeError: String, log: () => ({ warn: vi.fn() }) }));
vi.mock('../../directory/public', () => ({ directoryStatus: async () => ({ state }) }));
vi.mock('../../alerts/public', () => ({ alert, wasRaised: async (once: string) => raised.includes(once) }));
vi.mock('./count', () => ({ countStates: count }));
vi.mock('../../worklist/public', () => ({
  digestViews: async () =>
    chosen.map((id) => ({ id, chosenAt: null, state: { page: 'customers', filters: { expired: true } } })),
}));

/** At a moment of the day, Dubai's clock being four hours ahead, and after some looks. */
async function lookAt(utc: string, ms = 0): Promise<void> {
  vi.setSystemTime(new Date(utc));
  startDigest();
  await vi.advanceTimersByTimeAsync(ms);
}
const told = () => alert.mock.calls.map(([, { day, views }]) => [day, views.map(({ view }: { view: string }) => view)]);

beforeEach(() => {
  vi.useFakeTimers();
  [chosen, raised, state, meanwhile] = [['one', 'two'], [], 'ready', () => {}];
  alert.mockReset().mockImplementation(async (_kind, _facts, once) => void raised.push(once));
  count.mockReset().mockImplementation(async () => {
    meanwhile();
    return [1, 2].map((number) => ({ count: number, exact: true }));
  });
});
afterEach(() => void vi.useRealTimers());

it('waits for its hour, in its time zone, and then comes within ten seconds', async () => {
  await lookAt('2026-11-27T03:59:45Z', 10_000);
  expect(count).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told()).toEqual([['2026-11-27', ['one', 'two']]]);
});

it('comes once a day, also from a process that starts later', async () => {
  await lookAt('2026-11-27T05:00:00Z', 60_000);
  await lookAt('2026-11-27T15:00:00Z', 60_000);
  expect(told()).toHaveLength(1);
  // The next day begins at eight o'clock in Dubai, not at midnight.
  await lookAt('2026-11-27T22:00:00Z', 60_000);
  expect(told()).toHaveLength(1);
  await lookAt('2026-11-28T04:00:00Z', 60_000);
  expect(told().map(([day]) => day)).toEqual(['2026-11-27', '2026-11-28']);
});

it('names no view that was removed while others were counted, and does not come without any', async () => {
  meanwhile = () => {
    chosen = ['two'];
  };
  await lookAt('2026-11-27T05:00:00Z', 0);
  expect(told()).toEqual([['2026-11-27', ['two']]]);
  alert.mockClear();
  meanwhile = () => {
    chosen = [];
  };
  [chosen, raised] = [['one'], []];
  await lookAt('2026-11-27T06:00:00Z', 0);
  expect(count).toHaveBeenCalledTimes(2);
  expect(alert).not.toHaveBeenCalled();
});

it.each(['filling', 'empty', 'off'])('waits while the directory is %s', async (now) => {
  state = now;
  await lookAt('2026-11-27T05:00:00Z', 10_000);
  expect(count).not.toHaveBeenCalled();
  state = 'ready';
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told()).toHaveLength(1);
});
