'use client';

import { useState } from 'react';
import { giveUpStakes, leaveWhenFree } from '@/lib/client/at-stake';
import { signOut } from '@/lib/client/auth';
import { routes } from '@/lib/routes';

/**
 * The two ways out of the pages that set up a second factor or a passkey. Both are full page loads, because the desk's
 * layout has not been rendered yet.
 */
export function useEnrolExit(): { stuck: boolean; enter: () => void; leave: (typed: boolean) => void } {
  const [stuck, setStuck] = useState(false);
  const signOutAndLeave = () =>
    signOut().then(
      () => {
        giveUpStakes();
        window.location.assign(routes.signIn());
      },
      () => setStuck(true),
    );
  return {
    stuck,
    enter: () => {
      giveUpStakes();
      window.location.assign(routes.customers());
    },
    leave: (typed) => (typed ? leaveWhenFree(() => void signOutAndLeave()) : void signOutAndLeave()),
  };
}
