'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useKeyHint } from '@/components/shell/key-hint';
import { PagerBar, PageTurn } from '@/components/table/pager';
import { Ltr } from '@/components/ui/ltr';
import type { AuditPage } from '@/lib/contracts/audit';
import { eventNumber, eventsText } from '@/lib/words/audit';

interface AuditPagerProps {
  /** The page on screen, which may still be an earlier one. */
  page: AuditPage | undefined;
  /** How many rows the events of the page stand in: some rows are folds. */
  rows: number;
  atNewest: boolean;
  toNewer: () => void;
  toOlder: (next: number) => void;
}

/** The numbers of the events on screen, and the way to newer and older ones. */
export function AuditPager({ page, rows, atNewest, toNewer, toOlder }: AuditPagerProps) {
  const next = page?.next ?? null;
  const hints = { newer: useKeyHint('previousPage'), older: useKeyHint('nextPage') };
  const newer = atNewest ? null : toNewer;
  const older = next === null ? null : () => toOlder(next);
  const [first, last] = [page?.entries[0], page?.entries.at(-1)];
  return (
    <PagerBar back={newer} on={older}>
      <p aria-live="polite" data-range className="me-auto text-muted tabular-nums">
        {first && last && (
          <Ltr>
            {eventNumber(first.seq)} to {eventNumber(last.seq)}
          </Ltr>
        )}
        {page && first && (
          <span className="max-sm:hidden">
            {' · '}
            <bdi>{eventsText(page.entries.length, rows)}</bdi>
          </span>
        )}
      </p>
      <div className="flex gap-1">
        <PageTurn step={newer} {...hints.newer('Newer events')}>
          <ChevronLeft aria-hidden className="rtl:-scale-x-100" />
          Newer
        </PageTurn>
        <PageTurn step={older} {...hints.older('Older events')}>
          Older
          <ChevronRight aria-hidden className="rtl:-scale-x-100" />
        </PageTurn>
      </div>
    </PagerBar>
  );
}
