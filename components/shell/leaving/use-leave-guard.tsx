'use client';

import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { holdHistory } from '@/components/address/held-history';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { LEAVING_WORDS, type Losing } from '@/lib/words/leaving';
import { isGivenUp, putAtStake } from './at-stake';

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
  const agreed = useRef(false);
  const guarded = losing !== null && !busy;
  const ask = useEffectEvent((leave: () => void) => {
    if (losing !== null) setAsking({ about: losing, leave });
  });

  useEffect(() => {
    if (!guarded) return;
    const release = () => {
      freeStake();
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
    const freeStake = putAtStake({ ask: askThen });
    const freeHistory = holdHistory(askThen);
    window.addEventListener('click', onClick, true);
    return release;
  }, [guarded]);

  const unloadAsks = losing !== null || busy;
  useEffect(() => {
    if (!unloadAsks) return;
    agreed.current = false;
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!agreed.current && !isGivenUp()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onUnload);
    return () => window.removeEventListener('beforeunload', onUnload);
  }, [unloadAsks]);

  const words = LEAVING_WORDS[asking?.about ?? losing ?? 'typed'];
  return {
    close: () => (losing === null ? onClose() : setAsking({ about: losing, leave: NOTHING_TO_CLOSE })),
    question: (
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
    ),
  };
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
