'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { signOut } from '@/lib/client/auth';
import { routes } from '@/lib/routes';
import { giveUpStakes, leaveWhenFree } from './leaving/at-stake';

/** Other tabs of this browser have the same session, and may show a customer's images. */
const CHANNEL = 'desk-sign-out';

/**
 * Signs out and leaves with a full load, so that no data stays in the memory of this tab or of other tabs. Without
 * `useCall`: every page loads this code at once, and the hook would add more than 1 KB to the first load.
 */
export function useSignOut(): { failed: boolean; leave: () => void } {
  const queryClient = useQueryClient();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = () => leaveNow(queryClient);
    return () => channel.close();
  }, [queryClient]);

  const leave = () =>
    leaveWhenFree(() => {
      setFailed(false);
      signOut().then(
        () => {
          tellOtherTabs();
          leaveNow(queryClient);
        },
        () => setFailed(true),
      );
    });
  return { failed, leave };
}

function tellOtherTabs(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
}

function leaveNow(queryClient: QueryClient): void {
  giveUpStakes();
  queryClient.clear();
  window.location.assign(routes.signIn());
}
