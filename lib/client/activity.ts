import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { auditApi } from '../audit-routes';
import type { Activity, ActivityPlace } from '../contracts/audit';
import { requestJson } from './request';

/** How many deeds and looks the customer page starts with, and how many each further page has. */
const FIRST: ActivityPlace = { limit: 5, looks: 25 };
const MORE: ActivityPlace = { limit: 25, looks: 100 };
/** A place before the first event of the trail: that kind of entries has no further page. */
const DONE = 1;

/** Not below `customers`, because a saved contact cancels the calls under that key. */
const key = (uuid: string) => ['activity', uuid] as const;

/**
 * Who looked at a customer and who changed them, newest first. Deeds and looks are paged apart, so that openings push away
 * no correction. Fetched anew whenever the page opens, and never on its own afterwards.
 */
export function activityQuery(uuid: string) {
  return infiniteQueryOptions({
    queryKey: key(uuid),
    queryFn: ({ pageParam, signal }) => requestJson<Activity>(auditApi.activity(uuid, pageParam), { signal }),
    initialPageParam: FIRST,
    getNextPageParam: ({ next, nextLooks }) =>
      next === null && nextLooks === null
        ? undefined
        : { ...MORE, before: next ?? DONE, looksBefore: nextLooks ?? DONE },
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  });
}

/** Call this after an open, a reveal or a correction: the activity on screen is then out of date. */
export function refreshActivity(client: QueryClient, uuid: string): void {
  void client.invalidateQueries({ queryKey: key(uuid) });
}
