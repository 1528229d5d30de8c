import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { FirstAnswer, LaterAnswer } from '../contracts/answers';
import { ApiError, apiError, networkError } from './api-error';
import { isSessionOver } from './request';

/**
 * The data that came with a page's first HTML, for the query that would ask for it. Not TanStack's `hydrate`: that keeps
 * the server's times, and a browser whose clock is ahead would ask Sentinel again at once.
 */

/** A page that the router shows again still carries its first data, which are old by then. */
const used = new WeakSet<FirstAnswer<unknown, unknown>>();

interface Query<T> {
  queryKey: QueryKey;
  queryFn?: unknown;
  staleTime?: unknown;
  /** Only for its type. */
  answer?: T;
}

/** Puts what the first HTML shows into the cache. Call it in the first render, on the server and in the browser. */
export function seedAnswer<T, Known>(
  client: QueryClient,
  query: Query<T>,
  first: FirstAnswer<T, Known>,
  toShown: (known: Known) => T | undefined,
): void {
  if (used.has(first) || client.getQueryData(query.queryKey) !== undefined) return;
  const shown = first.answer ?? (first.known === null ? undefined : toShown(first.known));
  if (shown !== undefined) client.setQueryData(query.queryKey, shown);
}

/**
 * Takes over Sentinel's answer, which the server still waits for: the query is under way from now on, and nothing asks a
 * second time. Call it in a layout effect: the query's own effect, which would ask, comes later.
 */
export function takeOverAnswer<T, Known>(client: QueryClient, query: Query<T>, first: FirstAnswer<T, Known>): void {
  if (used.has(first)) return;
  used.add(first);
  const { later } = first;
  if (later === null) return;
  const initialPromise = Promise.race([later, cutOff()]).then(unpack);
  const built = client.getQueryCache().build(client, client.defaultQueryOptions(query as { queryKey: QueryKey }));
  // The query reports the failure to those who watch it. Once the session is over, its own call leads to the sign-in.
  const taken = built.fetch(undefined, { initialPromise });
  void taken.catch((error) => (isSessionOver(error) ? built.fetch() : undefined)).catch(() => {});
}

/**
 * How long, ms, an answer is waited for: longer than the server waits for Sentinel. Then the document has broken off, which
 * no browser tells a page: the query fails like a call that lost its connection, and asks by itself.
 */
const LONGEST_WAIT = 90_000;

function cutOff(): Promise<never> {
  return new Promise((_, reject) => setTimeout(reject, LONGEST_WAIT, networkError()));
}

async function unpack<T>(later: LaterAnswer<T>): Promise<T> {
  if (later.type === 'answer') return later.answer;
  throw await apiError(later.error, later.status);
}

/** Whether a failure may pass by itself: Sentinel, the database or the connection is away, and the request was right. */
function mayPass(error: unknown): error is ApiError {
  return error instanceof ApiError && (error.code === 'network' || error.status === 503 || error.status === 502);
}

const FIRST_TRY_AFTER = 4_000;
const LATEST_TRY_AFTER = 30_000;

/**
 * For `refetchInterval`: a page that shows older data asks again by itself until Sentinel answers, more and more seldom,
 * and never before the time that Sentinel named. Pages in the background don't ask.
 */
export function untilAnswered({ state }: { state: { error: Error | null; errorUpdateCount: number } }): number | false {
  const { error, errorUpdateCount } = state;
  if (!mayPass(error)) return false;
  const named = (error.details.retryAfter ?? 0) * 1_000;
  const next = FIRST_TRY_AFTER * 2 ** (errorUpdateCount - 1);
  return Math.max(named, Math.min(next, LATEST_TRY_AFTER));
}
