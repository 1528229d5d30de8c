'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { signOut } from '@/lib/client/auth';
import { routes } from '@/lib/routes';

/** Other tabs of this browser hold the same session, and maybe somebody's images. */
const CHANNEL = 'desk-sign-out';

/**
 * Signs out and leaves with a full load: nothing that the person saw stays in this tab's memory, nor in that of any
 * other tab.
 */
export function useSignOut(): { failed: boolean; leave: () => void } {
  const queryClient = useQueryClient();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = () => leaveNow(queryClient);
    return () => channel.close();
  }, [queryClient]);

  const leave = () => {
    setFailed(false);
    signOut().then(
      () => {
        tellOtherTabs();
        leaveNow(queryClient);
      },
      () => setFailed(true),
    );
  };
  return { failed, leave };
}

function tellOtherTabs(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
}

function leaveNow(queryClient: QueryClient): void {
  queryClient.clear();
  window.location.assign(routes.signIn());
}
