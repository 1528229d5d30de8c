import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_LIST, type ListParams, SORT_KEYS } from '../contracts/list-params';
import type * as Ahead from './list-ahead';

let ahead: typeof Ahead;
let calls: string[];
let answer: () => Promise<Response>;
let client: QueryClient;

const page = () => Promise.resolve(Response.json({ rows: [] }));
const list = (change: Partial<ListParams>): ListParams => ({ ...DEFAULT_LIST, ...change });

beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000 });
  vi.resetModules();
  ahead = await import('./list-ahead');
  calls = [];
  answer = page;
  client = new QueryClient();
  vi.stubGlobal('fetch', (path: string) => {
    calls.push(path);
    return answer();
  });
});

afterEach(() => {
  client.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('lists on intent', () => {
  it('are asked for once while they are fresh', async () => {
    await ahead.fetchOnIntent(client, list({ sortBy: 'name' }));
    await ahead.fetchOnIntent(client, list({ sortBy: 'name' }));
    expect(calls).toHaveLength(1);
    vi.advanceTimersByTime(31_000);
    await ahead.fetchOnIntent(client, list({ sortBy: 'name' }));
    expect(calls).toHaveLength(2);
  });

  it('never make a second call while one is under way, the next page included', async () => {
    let finish = () => {};
    answer = () => new Promise((resolve) => (finish = () => resolve(Response.json({ rows: [] }))));
    const first = ahead.fetchAhead(client, list({ page: 2 }));
    await ahead.fetchOnIntent(client, list({ sortBy: 'name' }));
    expect(calls).toHaveLength(1);
    finish();
    await first;
    answer = page;
    await ahead.fetchOnIntent(client, list({ sortBy: 'name' }));
    expect(calls).toHaveLength(2);
  });

  it('wait after a list that failed or was slow', async () => {
    answer = () => Promise.resolve(Response.json({ error: { code: 'sentinel_rate_limited' } }, { status: 503 }));
    await ahead.fetchOnIntent(client, list({ sortBy: 'name' }));
    answer = page;
    await ahead.fetchOnIntent(client, list({ sortBy: 'status' }));
    await ahead.fetchAhead(client, list({ page: 2 }));
    expect(calls).toHaveLength(1);
    vi.advanceTimersByTime(30_001);
    answer = () => {
      vi.advanceTimersByTime(1_001);
      return page();
    };
    await ahead.fetchOnIntent(client, list({ sortBy: 'status' }));
    expect(calls).toHaveLength(2);
    answer = page;
    await ahead.fetchOnIntent(client, list({ sortBy: 'gender' }));
    expect(calls).toHaveLength(2);
  });

  it('are ten in a minute at the most', async () => {
    for (const order of ['asc', 'desc'] as const) {
      for (const sortBy of SORT_KEYS) await ahead.fetchOnIntent(client, list({ sortBy, order, page: 3 }));
    }
    expect(calls).toHaveLength(10);
    vi.advanceTimersByTime(60_001);
    await ahead.fetchOnIntent(client, list({ page: 7 }));
    expect(calls).toHaveLength(11);
  });
});
