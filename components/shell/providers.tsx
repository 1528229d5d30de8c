'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ToastProvider } from '@/components/ui/toast';
import { ApiError } from '@/lib/client/api-error';
import { ClockProvider } from './clock';
import type { Preferences } from './preferences';
import { PreferencesProvider } from './preferences-context';
import { type ShownViewer, ViewerProvider, type WaysIn } from './viewer-context';

interface ProvidersProps {
  viewer: ShownViewer;
  ways: WaysIn;
  preferences: Preferences;
  clock: { zone: string; drawnAt: number; slowAfter: number };
  children: ReactNode;
}

/**
 * The contexts that the signed-in pages share. Each full load has its own query client, so that no person inherits
 * another's data.
 */
export function Providers(props: ProvidersProps) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <PreferencesProvider initial={props.preferences}>
        <ViewerProvider viewer={props.viewer} ways={props.ways}>
          <ClockProvider {...props.clock}>
            <ToastProvider>{props.children}</ToastProvider>
          </ClockProvider>
        </ViewerProvider>
      </PreferencesProvider>
    </QueryClientProvider>
  );
}

const RETRY_AFTER_MS = 800;

/**
 * A refusal is final. A lost connection or a busy desk is worth one retry, unless the answer named a time to wait.
 */
function shouldRetry(failures: number, error: Error): boolean {
  if (failures >= 1 || !(error instanceof ApiError)) return false;
  if (error.code === 'network') return true;
  // Sentinel was asked twice already (`lib/server/sentinel/transport.ts`), and the page asks again by itself.
  return error.status === 503 && !error.code.startsWith('sentinel_') && error.details.retryAfter === undefined;
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Offline, a call must fail and say so. The default would wait for the network in silence.
      queries: { retry: shouldRetry, retryDelay: RETRY_AFTER_MS, networkMode: 'always' },
    },
  });
}
