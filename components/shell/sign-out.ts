import type { QueryClient } from '@tanstack/react-query';
import { giveUpStakes, leaveWhenFree } from '@/lib/client/at-stake';
import { signOut } from '@/lib/client/auth';
import { routes } from '@/lib/routes';
import { SIGN_OUT_CHANNEL } from './use-sign-out';

/** Signs out, after a question where the page would lose something. `onFailed`: whether the last try failed. */
export function signOutAndLeave(queryClient: QueryClient, onFailed: (failed: boolean) => void): void {
  leaveWhenFree(() => {
    onFailed(false);
    signOut().then(
      () => {
        tellOtherTabs();
        leaveNow(queryClient);
      },
      () => onFailed(true),
    );
  });
}

export function leaveNow(queryClient: QueryClient): void {
  giveUpStakes();
  queryClient.clear();
  window.location.assign(routes.signIn());
}

function tellOtherTabs(): void {
  const channel = new BroadcastChannel(SIGN_OUT_CHANNEL);
  channel.postMessage(null);
  channel.close();
}
