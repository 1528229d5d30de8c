import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { CustomerPage, CustomerRow, OpenedCustomer } from '../contracts/customer';
import type { ExpiringPage, ExpiringRow } from '../contracts/directory';
import type { ListParams } from '../contracts/list-params';
import type { ContactPatch, LookupBody, SavedContact } from '../contracts/requests';
import { api } from '../routes';
import { noting } from './list-pace';
import { json, requestJson } from './request';

/** How long an answer counts as fresh, ms. Turning a page back and forth in that time costs no call. */
const FRESH_FOR = 30_000;

/** One page of the vendor's list. The previous page stays on screen (`isPlaceholderData`) while this page loads. */
export function customerListQuery(params: ListParams) {
  return queryOptions({
    queryKey: ['customers', 'list', params] as const,
    queryFn: ({ signal }) => noting(signal, () => requestJson<CustomerPage>(api.customers(params), { signal })),
    placeholderData: keepPreviousData,
    staleTime: FRESH_FOR,
  });
}

/** One customer, without images. */
export function customerQuery(uuid: string) {
  return queryOptions({
    queryKey: ['customers', 'detail', uuid] as const,
    queryFn: ({ signal }) => requestJson<OpenedCustomer>(api.customer(uuid), { signal }),
    staleTime: FRESH_FOR,
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
  for (const kind of ['list', 'search']) {
    for (const [, page] of client.getQueriesData<{ rows?: CustomerRow[] }>({ queryKey: ['customers', kind] })) {
      const row = page?.rows?.find((candidate) => candidate.uuid === uuid);
      if (row) return row;
    }
  }
  const expiring = client.getQueriesData<{ pages: ExpiringPage[] }>({ queryKey: ['customers', 'expiring', 'rows'] });
  for (const [, data] of expiring) {
    const row = data?.pages.flatMap(({ rows }) => rows).find((candidate) => candidate.uuid === uuid);
    if (row) return rowOfExpiring(row);
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

export function correctContact(uuid: string, patch: ContactPatch): Promise<SavedContact> {
  return requestJson(api.contact(uuid), json('PATCH', patch));
}

/**
 * Puts a saved contact into every cached list page and the open customer, so that both show it at once. First cancels
 * the calls under way: the server may have read their answers before the save.
 */
export async function applySavedContact(client: QueryClient, saved: SavedContact): Promise<void> {
  await client.cancelQueries({ queryKey: ['customers'] });
  // A customer may no longer match: results are fetched again when a person comes back to them.
  void client.invalidateQueries({ queryKey: ['customers', 'search'], refetchType: 'none' });
  const change = {
    email: saved.email,
    phoneNumber: saved.phoneNumber,
    ...(saved.updatedAt !== null && { updatedAt: saved.updatedAt }),
  };
  client.setQueriesData<CustomerPage>({ queryKey: ['customers', 'list'] }, (page) =>
    page
      ? { ...page, rows: page.rows.map((row) => (row.uuid === saved.uuid ? { ...row, ...change } : row)) }
      : undefined,
  );
  client.setQueryData<OpenedCustomer>(['customers', 'detail', saved.uuid], (customer) =>
    customer ? { ...customer, ...change, changedContact: [] } : undefined,
  );
}
