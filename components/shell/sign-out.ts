import type { QueryClient } from '@tanstack/react-query';
import { giveUpStakes, leaveWhenFree, signingOut } from '@/lib/client/at-stake';
import { signOut } from '@/lib/client/auth';
import { routes } from '@/lib/routes';
import { SIGN_OUT_CHANNEL, type SignOutNews } from './use-sign-out';

/** The sign-out of this tab that is under way: a tab hears its own news, too. */
let own: Promise<void> | null = null;

/** Signs out, after a question where the page would lose something. `onFailed`: whether the last try failed. */
export function signOutAndLeave(queryClient: QueryClient, onFailed: (failed: boolean) => void): void {
  leaveWhenFree(() => {
    onFailed(false);
    // The server refuses a call that is still under way once the session has ended. The refusal would lead to the sign-in
    // page by itself, with the address of this page for the next person. Other calls begin by the clock meanwhile.
    void queryClient.cancelQueries();
    tellOtherTabs('begins');
    const call = signOut();
    own = call;
    signingOut(call);
    call.then(
      () => {
        tellOtherTabs('ended');
        leaveNow(queryClient);
      },
      () => {
        own = null;
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

/** How long another tab's sign-out may take, ms. That tab may be closed before it tells how it ended. */
const LONGEST = 20_000;

/** Resolves once another tab has signed out; rejects when that tab has told nothing for long. */
export function endElsewhere(): Promise<void> {
  if (own !== null) return own;
  return new Promise((resolve, reject) => {
    const channel = new BroadcastChannel(SIGN_OUT_CHANNEL);
    const end = (settle: () => void) => {
      channel.close();
      settle();
    };
    channel.onmessage = ({ data }: MessageEvent<SignOutNews>) => {
      if (data === 'ended') end(resolve);
    };
    setTimeout(() => end(reject), LONGEST);
  });
}

function tellOtherTabs(news: SignOutNews): void {
  const channel = new BroadcastChannel(SIGN_OUT_CHANNEL);
  channel.postMessage(news);
  channel.close();
}
