'use client';

import { useEffect, useState } from 'react';
import { formatAsOf } from '@/lib/words/format';
import { WAITING } from '@/lib/words/waiting';
import { useClock, useNow, useTimeZone } from './clock';

/**
 * Whether a wait has been going on for so long that a person wonders. A wait that began with the document counts from the
 * document's start: its scripts may take seconds to come.
 */
export function useSlow(waiting: boolean): boolean {
  const clock = useClock();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const since = clock.drawnAt === null ? performance.now() : 0;
    const timer = setTimeout(() => setSlow(true), Math.max(0, since + clock.slowAfter - performance.now()));
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [waiting, clock]);
  return slow && waiting;
}

/** "as of 14:05, Sentinel is slow": how old what is on screen is, and why nothing newer is there. */
export function useWaitingText(asOf: string, slow: boolean): string {
  const time = formatAsOf(asOf, useNow(), useTimeZone());
  return slow ? WAITING.slow(time) : WAITING.asOf(time);
}
