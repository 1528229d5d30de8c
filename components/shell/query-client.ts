import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/lib/client/api-error';

const RETRY_AFTER_MS = 800;

/**
 * A refusal stays a refusal; a lost connection or a busy upstream is worth one more try, unless it named a time. After a
 * timeout the person has waited long enough: they decide.
 */
export function shouldRetry(failures: number, error: Error): boolean {
  if (failures >= 1 || !(error instanceof ApiError)) return false;
  if (error.code === 'network') return true;
  return error.status === 503 && error.code !== 'sentinel_timeout' && error.details.retryAfter === undefined;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // `always`: offline, a call must fail and say so, not wait in silence for a network.
      queries: { retry: shouldRetry, retryDelay: RETRY_AFTER_MS, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
