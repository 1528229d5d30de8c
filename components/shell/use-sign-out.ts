'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { signingOut } from '@/lib/client/at-stake';
import { routes } from '@/lib/routes';

/** Other tabs of this browser have the same session, and may show a customer's images. */
export const SIGN_OUT_CHANNEL = 'desk-sign-out';

/** What a tab tells the others of its sign-out. Of one that has failed it tells no end: the session goes on. */
export type SignOutNews = 'begins' | 'ended';

/** Loaded when it is needed: every page would carry this code. */
const loadSignOut = () => import('./sign-out');

/**
 * Signs out and leaves with a full load, so that no data stays in the memory of this tab or of other tabs. Without
 * `useCall`: every page loads this code at once, and the hook would add more than 1 KB to the first load.
 */
export function useSignOut(): { failed: boolean; leave: () => void } {
  const queryClient = useQueryClient();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const channel = new BroadcastChannel(SIGN_OUT_CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<SignOutNews>) => {
      const code = loadSignOut();
      // A call of this tab may be refused before it hears of the end.
      if (data === 'begins') return signingOut(code.then(({ endElsewhere }) => endElsewhere()));
      code.then(
        ({ leaveNow }) => leaveNow(queryClient),
        () => window.location.assign(routes.signIn()),
      );
    };
    return () => channel.close();
  }, [queryClient]);

  const leave = () =>
    loadSignOut().then(
      ({ signOutAndLeave }) => signOutAndLeave(queryClient, setFailed),
      () => setFailed(true),
    );
  return { failed, leave: () => void leave() };
}
