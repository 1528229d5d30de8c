import { keepPreviousData, type QueryClient, queryOptions, skipToken } from '@tanstack/react-query';
import type { CustomerPage, CustomerRow, KnownRecord, OpenedCustomer } from '../contracts/customer';
import type { ExpiringPage, ExpiringRow } from '../contracts/expiring';
import type { ListParams } from '../contracts/list-params';
import type { LookupBody } from '../contracts/requests';
import { api } from '../routes';
import { untilAnswered } from './first-answer';
import { noting, pause } from './list-pace';
import { json, requestAnswer, requestJson } from './request';

/** How long an answer counts as fresh, ms. Turning a page back and forth in that time costs no call. */
const FRESH_FOR = 30_000;

/** One page of the vendor's list. The previous page stays on screen (`isPlaceholderData`) while this page loads. */
export function customerListQuery(params: ListParams) {
  return queryOptions({
    queryKey: ['customers', 'list', params] as const,
    queryFn: ({ signal, client, queryKey }) =>
      noting(signal, () =>
        requestAnswer<CustomerPage, CustomerPage>(api.customers(params), { signal }, (known) => {
          pause();
          // Rows of Sentinel's own stay, with their age.
          const shown = client.getQueryData<CustomerPage>(queryKey);
          if (!shown || shown.known) client.setQueryData<CustomerPage>(queryKey, known);
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: FRESH_FOR,
    refetchInterval: untilAnswered,
  });
}

/** One customer, without images. */
export function customerQuery(uuid: string) {
  return queryOptions({
    queryKey: ['customers', 'detail', uuid] as const,
    queryFn: ({ signal, client }) =>
      requestAnswer<OpenedCustomer, KnownRecord>(api.customer(uuid), { signal }, (known) => {
        client.setQueryData(knownRecordQuery(uuid).queryKey, known);
      }),
    staleTime: FRESH_FOR,
    refetchInterval: untilAnswered,
  });
}

/** What the directory knows of a customer while Sentinel's answer is late. It comes with the answer's own call. */
export function knownRecordQuery(uuid: string) {
  return queryOptions<KnownRecord>({
    queryKey: ['customers', 'known', uuid] as const,
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The list pages in the browser's cache, each with its parameters. */
export function cachedListPages(client: QueryClient): [ListParams, CustomerPage | undefined][] {
  const cached = client.getQueriesData<CustomerPage>({ queryKey: ['customers', 'list'] });
  // Only `customerListQuery` writes under this key.
  return cached.map(([key, page]) => [key[2] as ListParams, page]);
}

/**
 * A customer's row in any cached list, result or list of expiring documents. The customer page shows the row until its own
 * answer arrives.
 */
export function knownRow(client: QueryClient, uuid: string): CustomerRow | undefined {
  return findRow(client, uuid)?.row;
}

/** Of when that row is, ISO 8601: when Sentinel answered, or when the directory last caught up with Sentinel. */
export function knownRowAsOf(client: QueryClient, uuid: string): string | undefined {
  return findRow(client, uuid)?.asOf;
}

/** Pages of the list say their age themselves, results by their directory. */
interface CachedRows {
  rows?: CustomerRow[];
  asOf?: string;
  directory?: { caughtUpAt: string | null };
}

function findRow(client: QueryClient, uuid: string): { row: CustomerRow; asOf: string | undefined } | undefined {
  for (const kind of ['list', 'search']) {
    for (const [, page] of client.getQueriesData<CachedRows>({ queryKey: ['customers', kind] })) {
      const row = page?.rows?.find((candidate) => candidate.uuid === uuid);
      if (row) return { row, asOf: page?.asOf ?? page?.directory?.caughtUpAt ?? undefined };
    }
  }
  const expiring = client.getQueriesData<{ pages: ExpiringPage[] }>({ queryKey: ['customers', 'expiring', 'rows'] });
  for (const [, data] of expiring) {
    const row = data?.pages.flatMap(({ rows }) => rows).find((candidate) => candidate.uuid === uuid);
    if (row) return { row: rowOfExpiring(row), asOf: undefined };
  }
  return undefined;
}

/** The part of a customer's row that the list of expiring documents gives: a `null` there says nothing of the customer. */
function rowOfExpiring({ uuid, name, surname, nationality }: ExpiringRow): CustomerRow {
  const unknown = { status: null, email: null, phoneNumber: null, gender: null, updatedAt: null };
  return { ...unknown, uuid, name, surname, nationality, documents: [], expiredDocuments: [] };
}

/** An exact look-up in Sentinel. Fails with `not_found`. */
export function lookUp(by: LookupBody): Promise<{ uuid: string }> {
  return requestJson(api.lookup(), json('POST', by));
}
