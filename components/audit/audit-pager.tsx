'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { usePageKeys } from '@/components/shell/hotkey';
import { Button } from '@/components/ui/button';
import { Ltr } from '@/components/ui/ltr';
import type { AuditPage } from '@/lib/contracts/audit';
import { eventNumber } from '@/lib/words/audit';

export interface AuditPagerProps {
  /** What is on screen, which may still be an earlier page. */
  page: AuditPage | undefined;
  atNewest: boolean;
  toNewer: () => void;
  toOlder: (next: number) => void;
}

/** At either end a button is `aria-disabled`, not `disabled`: the focus of whoever pages by keyboard stays where it is. */
export function AuditPager({ page, atNewest, toNewer, toOlder }: AuditPagerProps) {
  const next = page?.next ?? null;
  const newer = () => !atNewest && toNewer();
  const older = () => next !== null && toOlder(next);
  usePageKeys((event) => {
    if (event.key === '[') newer();
    else if (event.key === ']') older();
    else return false;
    return true;
  });
  const [first, last] = [page?.entries[0], page?.entries.at(-1)];
  return (
    <nav
      aria-label="Pages"
      className="flex h-12 shrink-0 items-center justify-end gap-1 border-line border-t bg-canvas px-4 max-sm:px-2"
    >
      <p aria-live="polite" className="me-auto text-muted tabular-nums">
        {first && last && (
          <Ltr>
            {eventNumber(first.seq)} to {eventNumber(last.seq)}
          </Ltr>
        )}
      </p>
      <Button aria-disabled={atNewest} onClick={newer} title="Newer events ([)">
        <ChevronLeft aria-hidden className="rtl:-scale-x-100" />
        Newer
      </Button>
      <Button aria-disabled={next === null} onClick={older} title="Older events (])">
        Older
        <ChevronRight aria-hidden className="rtl:-scale-x-100" />
      </Button>
    </nav>
  );
}
