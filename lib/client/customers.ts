import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Customer, CustomerPage, CustomerRow } from '../contracts/customer';
import type { ListParams } from '../contracts/list-params';
import type { ContactPatch, LookupBody, SavedContact } from '../contracts/requests';
import { api } from '../routes';
import { json, requestJson } from './request';

/** How long an answer counts as fresh, ms: turning a page back and forth within it costs no call. */
const FRESH_FOR = 30_000;

/** One page of the vendor's list. The previous page stays on screen (`isPlaceholderData`) while this one loads. */
export function customerListQuery(params: ListParams) {
  return queryOptions({
    queryKey: ['customers', 'list', params] as const,
    queryFn: ({ signal }) => requestJson<CustomerPage>(api.customers(params), { signal }),
    placeholderData: keepPreviousData,
    staleTime: FRESH_FOR,
  });
}

/** One customer, without images. */
export function customerQuery(uuid: string) {
  return queryOptions({
    queryKey: ['customers', 'detail', uuid] as const,
    queryFn: ({ signal }) => requestJson<Customer>(api.customer(uuid), { signal }),
    staleTime: FRESH_FOR,
  });
}

/** The list pages that the browser holds, with what was asked for. */
export function cachedListPages(client: QueryClient): [ListParams, CustomerPage | undefined][] {
  const cached = client.getQueriesData<CustomerPage>({ queryKey: ['customers', 'list'] });
  // Nothing but `customerListQuery` writes under this key.
  return cached.map(([key, page]) => [key[2] as ListParams, page]);
}

/** The row of any cached list or result: what the customer page can show before its own answer is there. */
export function knownRow(client: QueryClient, uuid: string): CustomerRow | undefined {
  for (const kind of ['list', 'search']) {
    for (const [, page] of client.getQueriesData<{ rows?: CustomerRow[] }>({ queryKey: ['customers', kind] })) {
      const row = page?.rows?.find((candidate) => candidate.uuid === uuid);
      if (row) return row;
    }
  }
  return undefined;
}

/** Exact live look-up; fails with `not_found`. */
export function lookUp(by: LookupBody): Promise<{ uuid: string }> {
  return requestJson(api.lookup(), json('POST', by));
}

export function correctContact(uuid: string, patch: ContactPatch): Promise<SavedContact> {
  return requestJson(api.contact(uuid), json('PATCH', patch));
}

/**
 * Puts a saved contact into every cached list page and the open customer, so that both show it at once. Answers that
 * are still under way are dropped first: they may have been read before the save.
 */
export async function applySavedContact(client: QueryClient, saved: SavedContact): Promise<void> {
  await client.cancelQueries({ queryKey: ['customers'] });
  // What matched may no longer: results are asked for again when somebody comes back to them.
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
  client.setQueryData<Customer>(['customers', 'detail', saved.uuid], (customer) =>
    customer ? { ...customer, ...change } : undefined,
  );
}
