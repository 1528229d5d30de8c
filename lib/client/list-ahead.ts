import type { QueryClient } from '@tanstack/react-query';
import type { ListParams } from '../contracts/list-params';
import { customerListQuery } from './customers';
import { isPaused } from './list-pace';

/**
 * Lists that a person has not asked for yet, but is about to: the next page, and the order or page whose button has the
 * pointer or the focus. Each costs Sentinel a call and the trail an event, so there is a budget (decision 34): one call
 * at a time, none while Sentinel is slow or refuses, and a number of calls on intent in any minute.
 */
const MOST_A_MINUTE = 10;
const MINUTE_MS = 60_000;

let underWay = false;
let asked: number[] = [];

/** Fetches the page after one that has arrived. May fail in silence: when a person turns to it, it is fetched again. */
export async function fetchAhead(client: QueryClient, params: ListParams): Promise<void> {
  if (underWay || isPaused()) return;
  underWay = true;
  await client.prefetchQuery({ ...customerListQuery(params), retry: false });
  underWay = false;
}

/**
 * Fetches the customers beside one that a person is likely to open next. The directory answers, so Sentinel pays nothing;
 * the trail has one search for each step through a result, ahead or not.
 */
export async function fetchNeighboursAhead(prefetch: () => Promise<void> | null): Promise<void> {
  if (underWay || isPaused()) return;
  underWay = true;
  await prefetch();
  underWay = false;
}

/** Fetches a list whose button has the pointer or the focus. */
export async function fetchOnIntent(client: QueryClient, params: ListParams): Promise<void> {
  const now = Date.now();
  const { queryKey, staleTime } = customerListQuery(params);
  const state = client.getQueryState(queryKey);
  if (state?.fetchStatus === 'fetching' || now - (state?.dataUpdatedAt ?? 0) < Number(staleTime)) return;
  asked = asked.filter((at) => now - at < MINUTE_MS);
  if (underWay || isPaused() || asked.length >= MOST_A_MINUTE) return;
  asked.push(now);
  await fetchAhead(client, params);
}
