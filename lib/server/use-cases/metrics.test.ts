import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readMetrics } from './metrics';

/** A database that hangs: each reading of it answers when it has given up, after ten seconds. */

const never = vi.hoisted(() => async () => await new Promise<never>(() => {}));
vi.mock('../env', () => ({ env: () => ({ METRICS_TOKEN: 'a-token-of-prometheus' }) }));
vi.mock('../audit/public', () => ({ trail: () => ({ state: () => ({ waiting: 7, failures: 0 }) }) }));
vi.mock('../auth/public', () => ({ countSessions: never }));
vi.mock('../budgets/public', () => ({ countPeopleNearLimits: never }));
vi.mock('../db/public', () => ({ db: () => ({}) }));
vi.mock('../directory/public', () => ({ directoryStatus: never }));
vi.mock('../replicas/public', () => ({ readReplicas: never }));
vi.mock('../sentinel/public', () => ({ credentialsState: () => ({ refusedSince: null }), poolStates: () => [] }));
vi.mock('./health', () => ({ readiness: never }));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('answers within the ten seconds of a scrape, as not ready and without what the database would tell', async () => {
  let text = '';
  void readMetrics('Bearer a-token-of-prometheus').then((answer) => {
    text = answer.text;
  });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(text).toMatch(/^desk_ready\S* 0$/m);
  expect(text).toMatch(/^desk_trail_waiting\S* 7$/m);
  expect(text).not.toMatch(/^desk_sessions\S* \d/m);
});
