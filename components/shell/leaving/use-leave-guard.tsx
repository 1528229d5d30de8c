'use client';

import { type ComponentType, type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { holdHistory } from '@/components/address/held-history';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { isGivenUp, isLeavingToProve, putAtStake } from '@/lib/client/at-stake';
import { LEAVING_WORDS, type Losing } from '@/lib/words/leaving';
import { useSignInAgain } from '../viewer-context';
import type { SignInAgainProps } from './sign-in-again';

interface LeaveGuardOptions {
  /** What leaving would lose; `null` for an untouched form. */
  losing: Losing | null;
  /** A call is under way. Its outcome is told wherever the person is, but not after a reload. */
  busy?: boolean;
  /** Closes the form. A form that is a page has nothing to close. */
  onClose?: () => void;
}

interface LeaveGuard {
  /** Closes the form, after a question where that would lose something. */
  close: () => void;
  /** The question, while it is open. The form must render it: inside its dialog, where it has one. */
  question: ReactNode;
}

const NOTHING_TO_CLOSE = () => {};

/**
 * The one guard of everything that a person may lose: asks before Back, Forward, a link of the desk, signing out and
 * closing the form. Before a reload, and before the tab closes, the browser asks in its own words.
 */
export function useLeaveGuard({ losing, busy = false, onClose = NOTHING_TO_CLOSE }: LeaveGuardOptions): LeaveGuard {
  const [asking, setAsking] = useState<{ about: Losing; leave: () => void } | null>(null);
  const { again, signInAgain } = useRenewal();
  const agreed = useRef(false);
  const guarded = losing !== null && !busy;
  const ask = useEffectEvent((leave: () => void) => {
    if (losing !== null) setAsking({ about: losing, leave });
  });

  const atStake = losing !== null || busy;
  const renew = useEffectEvent(signInAgain);
  useEffect(() => {
    if (!atStake) return;
    return putAtStake({
      ask: (leave) => {
        if (guarded) ask(leave);
        else leave();
      },
      signInAgain: () => renew(),
    });
  }, [atStake, guarded]);

  useEffect(() => {
    if (!guarded) return;
    const release = () => {
      freeHistory();
      window.removeEventListener('click', onClick, true);
    };
    const askThen = (leave: () => void) =>
      ask(() => {
        release();
        leave();
      });
    const onClick = (event: MouseEvent) => {
      const link = leadingAway(event);
      if (link === null) return;
      event.preventDefault();
      event.stopPropagation();
      askThen(() => link.click());
    };
    const freeHistory = holdHistory(askThen);
    window.addEventListener('click', onClick, true);
    return release;
  }, [guarded]);

  const loses = losing !== null;
  useEffect(() => {
    if (!atStake) return;
    agreed.current = false;
    const onUnload = (event: BeforeUnloadEvent) => {
      const free = agreed.current || isGivenUp() || (!loses && isLeavingToProve());
      if (!free) event.preventDefault();
    };
    window.addEventListener('beforeunload', onUnload);
    return () => window.removeEventListener('beforeunload', onUnload);
  }, [atStake, loses]);

  const words = LEAVING_WORDS[asking?.about ?? losing ?? 'typed'];
  return {
    close: () => (losing === null ? onClose() : setAsking({ about: losing, leave: NOTHING_TO_CLOSE })),
    question: (
      <>
        <ConfirmDialog
          open={asking !== null}
          onOpenChange={(open) => !open && setAsking(null)}
          title={words.title}
          keepLabel={words.stay}
          confirmLabel={words.leave}
          onConfirm={() => {
            agreed.current = true;
            setAsking(null);
            onClose();
            asking?.leave();
          }}
        >
          {words.consequence}
        </ConfirmDialog>
        {again}
      </>
    ),
  };
}

interface Renewing extends SignInAgainProps {
  Dialog: ComponentType<SignInAgainProps>;
}

/** Has the person sign in again over the page. The dialog's code is fetched when needed. */
function useRenewal(): { again: ReactNode; signInAgain: () => Promise<boolean> } {
  const person = useSignInAgain();
  const [renewing, setRenewing] = useState<Renewing | null>(null);
  // The question goes with its form, and counts as declined then. Else every later call would wait for the answer.
  const decline = useRef(() => {});
  useEffect(() => () => decline.current(), []);
  const signInAgain = async () => {
    if (person === null) return false;
    const loaded = await import('./sign-in-again').catch(() => null);
    if (loaded === null) return false;
    const signedIn = await new Promise<boolean>((resolve) => {
      decline.current = () => resolve(false);
      setRenewing({
        ...person,
        Dialog: loaded.SignInAgain,
        onSignedIn: () => resolve(true),
        onLeave: () => resolve(false),
      });
    });
    setRenewing(null);
    return signedIn;
  };
  if (renewing === null) return { again: null, signInAgain };
  const { Dialog, ...props } = renewing;
  return { again: <Dialog {...props} />, signInAgain };
}

/** The link of a click that replaces this page; `null` for new tabs, downloads and parts of this page. */
function leadingAway(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.href === '' || link.hasAttribute('download')) return null;
  if (link.target !== '' && link.target !== '_self') return null;
  const isPartOfPage = link.hash !== '' && link.href.split('#')[0] === window.location.href.split('#')[0];
  return isPartOfPage ? null : link;
}
