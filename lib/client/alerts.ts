import { infiniteQueryOptions } from '@tanstack/react-query';
import { alertApi as api } from '../alert-routes';
import type { AlertPage } from '../contracts/alerts';
import { request, requestJson } from './request';

export function alertsQuery() {
  return infiniteQueryOptions({
    queryKey: ['alerts'] as const,
    queryFn: ({ pageParam, signal }) => requestJson<AlertPage>(api.alerts(pageParam ?? undefined), { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });
}

export async function sendTestAlert(): Promise<void> {
  await request(api.test(), { method: 'POST' });
}
