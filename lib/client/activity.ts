import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { auditApi } from '../audit-routes';
import type { Activity } from '../contracts/audit';
import { requestJson } from './request';

/** How many entries the customer page starts with, and how many each further page has. */
const FIRST_ENTRIES = 5;
const MORE_ENTRIES = 25;

/** Not below `customers`, because a saved contact cancels the calls under that key. */
const key = (uuid: string) => ['activity', uuid] as const;

/**
 * Who looked at a customer and who changed them, newest first. Fetched anew whenever the page opens, and never on its
 * own afterwards.
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

/** Call this after an open, a reveal or a correction: the activity on screen is then out of date. */
export function refreshActivity(client: QueryClient, uuid: string): void {
  void client.invalidateQueries({ queryKey: key(uuid) });
}
