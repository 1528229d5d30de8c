import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { CustomerPage, OpenedCustomer } from '../contracts/customer';
import type { ExpiringPage } from '../contracts/expiring';
import type { ContactPatch, SavedContact } from '../contracts/requests';
import { api } from '../routes';
import { json, requestJson } from './request';

/** Sends the changed fields, with the contact that the person saw. @throws ApiError */
export function correctContact(uuid: string, patch: ContactPatch): Promise<SavedContact> {
  return requestJson(api.contact(uuid), json('PATCH', patch));
}

/**
 * Puts a saved contact into every cached list page, the expiring documents and the open customer, so that all show it at
 * once. First cancels the calls under way: the server may have read their answers before the save. The call of another
 * customer goes on: the person may have opened that customer while this contact was being saved.
 */
export async function applySavedContact(client: QueryClient, saved: SavedContact): Promise<void> {
  await client.cancelQueries({
    queryKey: ['customers'],
    predicate: ({ queryKey: [, kind, uuid] }) => kind !== 'detail' || uuid === saved.uuid,
  });
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
  const { email, phoneNumber } = saved;
  client.setQueriesData<InfiniteData<ExpiringPage>>({ queryKey: ['customers', 'expiring', 'rows'] }, (data) =>
    data
      ? {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            rows: page.rows.map((row) => (row.uuid === saved.uuid ? { ...row, email, phoneNumber } : row)),
          })),
        }
      : undefined,
  );
  client.setQueryData<OpenedCustomer>(['customers', 'detail', saved.uuid], (customer) =>
    customer ? { ...customer, ...change, changedContact: [] } : undefined,
  );
  // Nothing asks again by itself for what was cancelled before its first answer.
  void client.refetchQueries({
    queryKey: ['customers'],
    type: 'active',
    predicate: ({ state }) => state.data === undefined && state.fetchStatus === 'idle',
  });
}
