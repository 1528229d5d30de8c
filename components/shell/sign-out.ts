import type { QueryClient } from '@tanstack/react-query';
import { giveUpStakes, leaveWhenFree, signingOut } from '@/lib/client/at-stake';
import { signOut } from '@/lib/client/auth';
import { routes } from '@/lib/routes';
import { SIGN_OUT_CHANNEL } from './use-sign-out';

/** Signs out, after a question where the page would lose something. `onFailed`: whether the last try failed. */
export function signOutAndLeave(queryClient: QueryClient, onFailed: (failed: boolean) => void): void {
  leaveWhenFree(() => {
    onFailed(false);
    // The server refuses a call that is still under way once the session has ended. The refusal would lead to the sign-in
    // page by itself, with the address of this page for the next person. Other calls begin by the clock meanwhile.
    void queryClient.cancelQueries();
    const call = signOut();
    signingOut(call);
    call.then(
      () => {
        tellOtherTabs();
        leaveNow(queryClient);
      },
      () => {
        onFailed(true);
        // The person stays: what was under way for the first time is asked again.
        void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.data === undefined });
      },
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
