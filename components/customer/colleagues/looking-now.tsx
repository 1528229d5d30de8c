'use client';

import { Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import { tellLooking } from '@/lib/client/notes';
import { lookingText } from '@/lib/words/notes';

/** How often a page tells that somebody looks, ms. Others hear of it for a minute. */
const TELL_EVERY = 25_000;
/** A page that nobody has touched for so long is open, and nobody looks at it, ms. It keeps no session alive, either. */
const IDLE_AFTER = 5 * 60_000;
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'focus'] as const;

/** Names the colleagues who have this customer on screen, too. On screen alone: it tells nothing of the customer. */
export function LookingNow({ uuid }: { uuid: string }) {
  const [others, setOthers] = useState<readonly string[]>([]);
  useEffect(() => {
    const left = new AbortController();
    let touchedAt = Date.now();
    let toldAt = 0;
    const isLooking = () => document.visibilityState === 'visible' && Date.now() - touchedAt < IDLE_AFTER;
    const tell = () => {
      if (!isLooking()) {
        setOthers(NOBODY);
        return;
      }
      toldAt = Date.now();
      tellLooking(uuid, left.signal).then(
        (looking) => setOthers((before) => (isSame(before, looking.others) ? before : looking.others)),
        () => {
          if (!left.signal.aborted) setOthers(NOBODY);
        },
      );
    };
    const touch = () => {
      const wasIdle = !isLooking() || Date.now() - toldAt > TELL_EVERY;
      touchedAt = Date.now();
      if (wasIdle && Date.now() - toldAt > TELL_EVERY) tell();
    };
    tell();
    const timer = setInterval(tell, TELL_EVERY);
    for (const name of TOUCHES) window.addEventListener(name, touch, { passive: true, capture: true });
    document.addEventListener('visibilitychange', touch);
    return () => {
      left.abort();
      clearInterval(timer);
      for (const name of TOUCHES) window.removeEventListener(name, touch, { capture: true });
      document.removeEventListener('visibilitychange', touch);
    };
  }, [uuid]);
  return (
    // A status that stays in the page: it is announced when its names change, and not with each answer.
    <p role="status" className="min-w-0 text-muted print:hidden">
      {others.length > 0 && (
        <span className="inline-flex min-w-0 items-center gap-1.5">
          <Eye aria-hidden className="size-4 shrink-0" />
          <bdi className="min-w-0 wrap-anywhere">{lookingText(others)}</bdi>
        </span>
      )}
    </p>
  );
}

const NOBODY: readonly string[] = [];

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}
