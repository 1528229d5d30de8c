import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import {
  type ExpiringPage,
  type ExpiringParams,
  type ExpiringRow,
  type ExpiringSummary,
  type MarkAnswer,
  type MarkBody,
  MOST_MARKED,
} from '../contracts/expiring';
import type { Neighbours } from '../contracts/search';
import { directoryApi } from '../directory-routes';
import { untilAnswered } from './first-answer';
import { json, requestJson } from './request';

const FRESH_FOR = 30_000;
/** How often the state of a directory that can't catch up is asked for, ms. */
const AGAIN_AFTER = 15_000;

/** The figures of the Expiring page. */
export function expiringSummaryQuery({ open: _1, sortBy: _2, order: _3, ...counted }: ExpiringParams) {
  return queryOptions({
    // Marks and the order change no figure.
    queryKey: ['customers', 'expiring', 'summary', counted] as const,
    queryFn: ({ signal }) => requestJson<ExpiringSummary>(directoryApi.expiring(counted), { signal }),
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

/** Call after marks or links: they change the rows, and who comes next among documents that are not done. No figure. */
export function refreshMarked(client: QueryClient): Promise<unknown> {
  const parts = ['rows', 'neighbours'].map((part) => ({ queryKey: ['customers', 'expiring', part] }));
  return Promise.all(parts.map((part) => client.invalidateQueries(part)));
}

/**
 * Marks the documents of these rows, or takes marks away, a bounded number by one call.
 * @throws ApiError; the documents of earlier calls are marked
 */
export async function markDocuments(
  rows: readonly ExpiringRow[],
  how: Omit<MarkBody, 'documents'>,
): Promise<MarkAnswer> {
  let marked = 0;
  for (let from = 0; from < rows.length; from += MOST_MARKED) {
    const documents = rows.slice(from, from + MOST_MARKED).map(({ uuid, documentType, dateOfExpiry, disputed }) => ({
      uuid,
      documentType,
      lastDay: dateOfExpiry ?? disputed,
    }));
    marked += (await requestJson<MarkAnswer>(directoryApi.marks(), json('POST', { ...how, documents }))).marked;
  }
  return { marked };
}
