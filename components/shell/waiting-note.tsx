'use client';

import { useEffect, useState } from 'react';
import { formatClock } from '@/lib/words/format';
import { WAITING } from '@/lib/words/waiting';
import { useTimeZone } from './clock';

/** How long a person waits before Sentinel counts as slow, ms. */
const SLOW_AFTER = 2_000;

/** Whether something has been going on for so long that a person wonders. */
export function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [waiting]);
  return slow && waiting;
}

/** "as of 14:05, Sentinel is slow": how old what is on screen is, and why nothing newer is there. */
export function useWaitingText(asOf: string, slow: boolean): string {
  const time = formatClock(asOf, useTimeZone());
  return slow ? WAITING.slow(time) : WAITING.asOf(time);
}
