'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { signOut } from '@/lib/client/auth';
import { routes } from '@/lib/routes';

/** Signs out and leaves with a full load: nothing that the person saw stays in this tab's memory. */
export function useSignOut(): { failed: boolean; leave: () => void } {
  const queryClient = useQueryClient();
  const [failed, setFailed] = useState(false);
  const leave = () => {
    setFailed(false);
    signOut().then(
      () => {
        queryClient.clear();
        window.location.assign(routes.signIn());
      },
      () => setFailed(true),
    );
  };
  return { failed, leave };
}
