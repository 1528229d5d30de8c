'use client';

import { ChevronLeft, ChevronRight, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useCustomerOpening } from '@/components/address/customer-stage';
import { CustomerLink } from '@/components/shell/customer-link';
import { type Press, usePageKeys } from '@/components/shell/hotkey';
import { useKeyHint } from '@/components/shell/key-hint';
import type { KeyUse } from '@/components/shell/key-queue';
import { Button, buttonClass } from '@/components/ui/button';
import { Ltr } from '@/components/ui/ltr';
import { leaveWhenFree } from '@/lib/client/at-stake';
import type { PageShortcut } from '@/lib/shortcuts';
import { NEIGHBOUR_WORDS as WORDS } from '@/lib/words/neighbours';
import { type NeighbourIds, useNeighbours } from './use-neighbours';

/**
 * Links to the previous and next customer of the list that this one was opened from, also by `k` and `j`. They replace
 * the page in the browser's history, so that Back still leads to the list.
 */
export function NeighbourLinks({ uuid }: { uuid: string }) {
  const neighbours = useNeighbours(uuid);
  const end = useNeighbourKeys(neighbours);
  const { previous, next, place, failed } = neighbours;
  if (previous === undefined && next === undefined && failed === null) return null;
  return (
    <nav aria-label="In this list" className="flex items-center gap-1">
      {failed && (
        <>
          <span role="status" className="text-muted text-xs">
            <bdi>{WORDS.failed}</bdi>
          </span>
          <Button size="sm" loading={failed.retrying} onClick={failed.retry}>
            Try again
          </Button>
        </>
      )}
      <span role="status" className="px-1 text-muted text-xs empty:sr-only">
        {end !== null && <bdi>{WORDS[end]}</bdi>}
      </span>
      {place !== null && (
        <span className="px-1 text-muted tabular-nums">
          <Ltr>{WORDS.place(place)}</Ltr>
        </span>
      )}
      <Neighbour uuid={previous} label="Previous customer" shortcut="previousCustomer" icon={ChevronLeft} />
      <Neighbour uuid={next} label="Next customer" shortcut="nextCustomer" icon={ChevronRight} />
    </nav>
  );
}

type End = 'first' | 'last';

/** @returns the end of the list that a key has met */
function useNeighbourKeys({ previous, next, place, loading, failed }: NeighbourIds): End | null {
  const open = useCustomerOpening();
  const [end, setEnd] = useState<End | null>(null);
  const isInList = place !== null || previous !== undefined || next !== undefined;
  const step = (to: string | undefined, beyond: End, { repeat }: Press): KeyUse => {
    // Opening is recorded: a key that is held opens nobody.
    if (repeat) return true;
    if (to !== undefined) {
      leaveWhenFree(() => open(to, 'replace'));
      return true;
    }
    if (loading) return 'wait';
    if (!isInList || failed !== null) return false;
    setEnd(beyond);
    return true;
  };
  usePageKeys({
    nextCustomer: (press) => step(next, 'last', press),
    previousCustomer: (press) => step(previous, 'first', press),
  });
  return end;
}

interface NeighbourProps {
  uuid: string | undefined;
  label: string;
  shortcut: PageShortcut;
  icon: LucideIcon;
}

function Neighbour({ uuid, label, shortcut, icon: Icon }: NeighbourProps) {
  const hint = useKeyHint(shortcut);
  if (uuid === undefined) return null;
  return (
    <CustomerLink uuid={uuid} replace aria-label={label} {...hint(label)} className={buttonClass({ size: 'icon' })}>
      <Icon aria-hidden className="rtl:-scale-x-100" />
    </CustomerLink>
  );
}
