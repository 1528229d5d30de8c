import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ExpiringPage, ExpiringParams, ExpiringSummary } from '../contracts/directory';
import type { Neighbours } from '../contracts/search';
import { directoryApi } from '../directory-routes';
import { untilAnswered } from './first-answer';
import { requestJson } from './request';

const FRESH_FOR = 30_000;
/** How often the state of a directory that can't catch up is asked for, ms. */
const AGAIN_AFTER = 15_000;

/** The figures of the Expiring page. */
export function expiringSummaryQuery(params: ExpiringParams) {
  return queryOptions({
    queryKey: ['customers', 'expiring', 'summary', params] as const,
    queryFn: ({ signal }) => requestJson<ExpiringSummary>(directoryApi.expiring(params), { signal }),
    placeholderData: keepPreviousData,
    staleTime: FRESH_FOR,
    // While the directory can't catch up, its note says so, and must not say so any longer. No customer is in the answer.
    refetchInterval: (query) => (query.state.data?.directory.error ? AGAIN_AFTER : untilAnswered(query)),
  });
}

/** The rows of the Expiring page, page by page. */
export function expiringRowsQuery(params: ExpiringParams) {
  return infiniteQueryOptions({
    queryKey: ['customers', 'expiring', 'rows', params] as const,
    queryFn: ({ signal, pageParam }) =>
      requestJson<ExpiringPage>(
        directoryApi.expiringCustomers({ ...params, ...(pageParam !== null && { cursor: pageParam }) }),
        {
          signal,
        },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    staleTime: FRESH_FOR,
    refetchInterval: untilAnswered,
  });
}

/** The customers before and after a customer among the expiring documents. */
export function expiringNeighboursQuery(params: ExpiringParams, uuid: string) {
  return queryOptions({
    queryKey: ['customers', 'expiring', 'neighbours', params, uuid] as const,
    queryFn: ({ signal }) => requestJson<Neighbours>(directoryApi.expiringNeighbours(params, uuid), { signal }),
    staleTime: FRESH_FOR,
    retry: false,
  });
}
