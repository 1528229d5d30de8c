'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ToastProvider } from '@/components/ui/toast';
import type { Preferences } from './preferences';
import { PreferencesProvider } from './preferences-context';
import { createQueryClient } from './query-client';
import { type ShownViewer, ViewerProvider } from './viewer-context';

/** Everything that the signed-in pages share. One query client per full load, so nobody inherits another's data. */
export function Providers(props: { viewer: ShownViewer; preferences: Preferences; children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <PreferencesProvider initial={props.preferences}>
        <ViewerProvider viewer={props.viewer}>
          <ToastProvider>{props.children}</ToastProvider>
        </ViewerProvider>
      </PreferencesProvider>
    </QueryClientProvider>
  );
}
