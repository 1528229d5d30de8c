import { queryOptions } from '@tanstack/react-query';
import type { SystemReport, SystemTrouble } from '../contracts/system';
import { systemApi as api } from '../system-routes';
import { requestJson } from './request';

/** How often the page System asks again, and the banner while it is shown, ms. Pages in the background don't ask. */
const SYSTEM_EVERY = 10_000;
const TROUBLE_EVERY = 10_000;

export function systemQuery() {
  return queryOptions({
    queryKey: ['system', 'report'] as const,
    queryFn: ({ signal }) => requestJson<SystemReport>(api.system(), { signal }),
    refetchInterval: SYSTEM_EVERY,
  });
}

/** Asked while there is trouble, until there is none. The first word of it comes with an answer's header. */
export function troubleQuery() {
  return queryOptions({
    queryKey: ['system', 'trouble'] as const,
    queryFn: ({ signal }) => requestJson<SystemTrouble>(api.trouble(), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchInterval: ({ state }) => (state.data?.credentialsRefusedSince ? TROUBLE_EVERY : false),
  });
}
