import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { auditApi } from '../audit-routes';
import type { Activity } from '../contracts/audit';
import { requestJson } from './request';

/** How many entries the customer page starts with, and how many each further page has. */
export const FIRST_ENTRIES = 5;
const MORE_ENTRIES = 25;

/** Not below `customers`: a saved contact cancels what is under way there. */
const key = (uuid: string) => ['activity', uuid] as const;

/**
 * Who looked at a customer and who changed them, newest first. Looking at it is nothing to wait with: it is asked for
 * anew whenever the page is opened, and never by itself.
 */
export function activityQuery(uuid: string) {
  return infiniteQueryOptions({
    queryKey: key(uuid),
    queryFn: ({ pageParam: before, signal }) =>
      requestJson<Activity>(
        auditApi.activity(uuid, before === null ? { limit: FIRST_ENTRIES } : { before, limit: MORE_ENTRIES }),
        {
          signal,
        },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  });
}

/** After the person has opened, revealed or corrected something: what the page shows of it is out of date. */
export function refreshActivity(client: QueryClient, uuid: string): void {
  void client.invalidateQueries({ queryKey: key(uuid) });
}
