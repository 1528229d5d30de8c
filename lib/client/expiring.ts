import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ExpiringPage, ExpiringParams, ExpiringSummary } from '../contracts/directory';
import type { Neighbours } from '../contracts/search';
import { directoryApi } from '../directory-routes';
import { requestJson } from './request';

const FRESH_FOR = 30_000;

/** The figures of the Expiring page. */
export function expiringSummaryQuery(params: ExpiringParams) {
  return queryOptions({
    queryKey: ['customers', 'expiring', 'summary', params] as const,
    queryFn: ({ signal }) => requestJson<ExpiringSummary>(directoryApi.expiring(params), { signal }),
    placeholderData: keepPreviousData,
    staleTime: FRESH_FOR,
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
