import { queryOptions } from '@tanstack/react-query';
import type { ContactOwners, OwnersBody } from '../contracts/requests';
import { directoryApi } from '../directory-routes';
import { json, requestJson } from './request';

/** A saved contact makes these answers stale together with all results of the directory. */
export const CONTACT_OWNERS = ['customers', 'search', 'owners'] as const;

/**
 * Who else has this value, as far as the directory knows. Every call is recorded as a search, so an answer counts as
 * fresh for a minute. A newer value cancels the older call.
 */
export function contactOwnersQuery(body: OwnersBody) {
  return queryOptions({
    queryKey: [...CONTACT_OWNERS, body] as const,
    queryFn: ({ signal }) => requestJson<ContactOwners>(directoryApi.owners(), { ...json('POST', body), signal }),
    staleTime: 60_000,
    retry: false,
    refetchOnWindowFocus: false,
  });
}
