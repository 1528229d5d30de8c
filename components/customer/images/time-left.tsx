'use client';

import { Timer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useHintOf } from '@/components/shell/key-hint';
import { Button } from '@/components/ui/button';
import type { ApiError } from '@/lib/client/api-error';
import { viewerKeysOf } from '@/lib/viewer-shortcuts';
import { leftText, soonText, VIEWER_WORDS as WORDS } from '@/lib/words/viewer';
import { timeLeft } from './reveal-state';

/** Ms before the end at which a screen reader is told. */
const SOON = 30_000;

export interface Keeping {
  ask: () => void;
  busy: boolean;
  error: ApiError | null;
}

interface TimeLeftProps {
  /** Epoch ms. */
  until: number;
  keep: Keeping;
  /** Whether the key works here: it is the viewer's. */
  hasKey?: boolean;
}

/** How long the images stay, and the way to keep them: recorded, as showing them is. */
export function TimeLeft({ until, keep, hasKey = false }: TimeLeftProps) {
  const left = useTimeLeft(until);
  const hint = useHintOf(viewerKeysOf('keepImages'));
  const isSoon = left <= SOON;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs">
      <span
        className={isSoon ? 'flex items-center gap-1 font-medium text-attention' : 'flex items-center gap-1 text-muted'}
      >
        <Timer aria-hidden className="size-3.5 shrink-0" />
        {/* Not announced: a clock that speaks each second drowns everything else. */}
        <span className="tabular-nums">{leftText(left)}</span>
      </span>
      <Button size="sm" loading={keep.busy} {...(hasKey && hint(WORDS.keep))} onClick={keep.ask}>
        {WORDS.keep}
      </Button>
      <span role="status" className="sr-only">
        {isSoon && soonText(SOON / 1000)}
      </span>
      {keep.error && (
        <span role="alert" className="w-full text-bad">
          <bdi>{`${WORDS.notKept} ${keep.error.message}`}</bdi>
        </span>
      )}
    </div>
  );
}

/** Ms, once a second. */
function useTimeLeft(until: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return timeLeft(until, now);
}
