import { Query, QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { ApiError } from './api-error';
import { expiringSummaryQuery } from './expiring';
import { untilAnswered } from './first-answer';
import { directoryStateQuery, searchPageQuery } from './search';

/** Pages that show older data ask again by themselves, and only then. */

const failed = (error: Error | null, errorUpdateCount = 1) => untilAnswered({ state: { error, errorUpdateCount } });
const away = (details = {}) => new ApiError('sentinel_unavailable', '', 503, details);

describe('after a failure that may pass', () => {
  it('a page asks again, more and more seldom', () => {
    expect([1, 2, 3, 4, 5, 50].map((count) => failed(away(), count))).toEqual([
      4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  it('not before the time that Sentinel named', () => {
    expect(failed(away({ retryAfter: 60 }))).toBe(60_000);
    expect(failed(away({ retryAfter: 1 }))).toBe(4_000);
  });

  it.each([
    null,
    new ApiError('wrong_person', '', 409),
    new ApiError('unauthenticated', '', 401),
    new ApiError('not_found', '', 404),
    new Error('a fault of ours'),
  ])('but not after %s', (error) => {
    expect(failed(error)).toBe(false);
  });
});

/** What a query with this answer would do. */
function intervalOf(options: object, data: object): unknown {
  const client = new QueryClient();
  const query = new Query<unknown, Error, unknown, readonly unknown[]>({ client, queryHash: 'x', queryKey: ['x'] });
  query.setData(data);
  const { refetchInterval } = options as { refetchInterval: (query: Query) => unknown };
  return refetchInterval(query);
}

describe('answers that lack something', () => {
  it.each([
    ['failed', 15_000],
    ['waiting', false],
    ['found', false],
    ['not-asked', false],
  ])('a result whose look-up is “%s”', (live, expected) => {
    expect(intervalOf(searchPageQuery({ text: 'x' }, undefined, 50), { kind: 'rows', rows: [], live })).toBe(expected);
  });

  it('figures of a directory that can’t catch up, until it can', () => {
    const error = { code: 'sentinel_unavailable', at: '2026-11-24T14:05:00Z' };
    const query = expiringSummaryQuery({ within: 30 });
    expect(intervalOf(query, { directory: { error } })).toBe(15_000);
    expect(intervalOf(query, { directory: { error: null } })).toBe(false);
  });

  it('the state beside a result, until a newer one has no error', () => {
    const error = { code: 'sentinel_unavailable', at: '2026-11-24T14:05:00Z' };
    const since = (toldAt: number) => directoryStateQuery({ filters: {} }, toldAt);
    expect(intervalOf(since(0), { directory: { error } })).toBe(15_000);
    expect(intervalOf(since(0), { directory: { error: null } })).toBe(false);
    // What was told before the result says nothing of it.
    expect(intervalOf(since(Date.now() + 1_000), { directory: { error: null } })).toBe(15_000);
  });
});
