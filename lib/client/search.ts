import { keepPreviousData, type Query, queryOptions } from '@tanstack/react-query';
import type { Neighbours, SearchAnswer, SearchBody, SearchCounts, SearchQuery } from '../contracts/search';
import { directoryApi } from '../directory-routes';
import { ownTimeZone } from '../writing/zones';
import { untilAnswered } from './first-answer';
import { json, requestAnswer, requestJson } from './request';

/**
 * Search. The text is in request bodies and in this tab's memory (the query cache, which a sign-out clears), never in
 * an address. All keys start with `customers`, so that a saved contact makes these queries stale, too.
 */

/** How long an answer counts as fresh, ms. Going back and forth in that time costs no call. */
const FRESH_FOR = 30_000;

/**
 * The query with this reader's time zone, where the filters name days. Part of the keys: a person who travels, and asks
 * again, gets the days of the new zone.
 */
function here<Query extends SearchQuery>(query: Query): Query {
  const { updatedFrom, updatedTo } = query.filters ?? {};
  const { timeZone: given, ...rest } = query;
  if (updatedFrom === undefined && updatedTo === undefined) return rest as Query;
  return { ...query, timeZone: given ?? ownTimeZone() };
}

/** The directory's rows, while Sentinel is being asked whether it knows anybody else. */
export function isWaiting(answer: SearchAnswer): boolean {
  return answer.kind === 'rows' && answer.live === 'waiting';
}

/** How often a result that Sentinel could not complete is asked for again, ms. */
const AGAIN_AFTER = 15_000;

/** Heals by itself, as the list does: after a failure, and when Sentinel gave no answer. */
function untilWhole(query: Query<SearchAnswer>): number | false {
  const { data } = query.state;
  return data?.kind === 'rows' && data.live === 'failed' ? AGAIN_AFTER : untilAnswered(query);
}

/** One page of a result. The previous page stays on screen (`isPlaceholderData`) while this page loads. */
export function searchPageQuery(query: SearchQuery, cursor: string | undefined, limit: number) {
  const body: SearchBody = { ...here(query), cursor, limit };
  return queryOptions({
    queryKey: ['customers', 'search', body] as const,
    queryFn: ({ signal, client, queryKey }) =>
      requestAnswer<SearchAnswer, SearchAnswer>(directoryApi.search(), { ...json('POST', body), signal }, (known) => {
        // Rows that Sentinel has confirmed stay until it has answered again.
        const shown = client.getQueryData<SearchAnswer>(queryKey);
        if (shown === undefined || isWaiting(shown)) client.setQueryData<SearchAnswer>(queryKey, known);
      }),
    placeholderData: keepPreviousData,
    staleTime: FRESH_FOR,
    refetchInterval: untilWhole,
  });
}

/**
 * The best few matches while a person types, from the directory alone. A newer text cancels the older call. Rows of the
 * older text stay on screen meanwhile (`isPlaceholderData`), if one text begins with the other; rows of an unrelated
 * text would be other people.
 */
export function suggestionsQuery(text: string, limit: number) {
  const body: SearchBody = { text, limit, live: false };
  return queryOptions({
    queryKey: ['customers', 'search', body] as const,
    queryFn: ({ signal }) => requestJson<SearchAnswer>(directoryApi.search(), { ...json('POST', body), signal }),
    placeholderData: (previous, query) => {
      const before = query?.queryKey[2]?.text ?? '';
      return before !== '' && (text.startsWith(before) || before.startsWith(text)) ? previous : undefined;
    },
    staleTime: FRESH_FOR,
    retry: false,
  });
}

/** How many customers match, and how many would match with each further filter. */
export function countsQuery({ text, filters }: SearchQuery) {
  const body = here({ text, filters });
  return queryOptions({
    queryKey: ['customers', 'search', 'counts', body] as const,
    queryFn: ({ signal }) => requestJson<SearchCounts>(directoryApi.counts(), { ...json('POST', body), signal }),
    placeholderData: keepPreviousData,
    // An answer without counts is not kept: the directory was busy, and may have time for the next call.
    staleTime: ({ state }) => (state.data?.facets ? FRESH_FOR : 0),
  });
}

/**
 * The directory's state beside a result that was told at `toldAt`, while the directory could not catch up: until it can.
 * Counts of filters alone tell nothing of a text, so that asking again leaves no event.
 */
export function directoryStateQuery({ filters, timeZone }: SearchQuery, toldAt: number) {
  return queryOptions({
    ...countsQuery({ filters, timeZone }),
    staleTime: 0,
    refetchInterval: ({ state: { data, dataUpdatedAt } }) =>
      dataUpdatedAt > toldAt && data?.directory.error === null ? false : AGAIN_AFTER,
  });
}

/** The customers before and after a customer in the whole result. */
export function neighboursQuery(query: SearchQuery, uuid: string) {
  const body = here({ ...query, uuid });
  return queryOptions({
    queryKey: ['customers', 'search', 'neighbours', body] as const,
    queryFn: ({ signal }) => requestJson<Neighbours>(directoryApi.neighbours(), { ...json('POST', body), signal }),
    staleTime: FRESH_FOR,
    retry: false,
  });
}
