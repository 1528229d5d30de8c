'use client';

import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';
import { Button } from '@/components/ui/button';
import { Ltr } from '@/components/ui/ltr';
import { Select } from '@/components/ui/select';
import { PER_PAGE, type PerPage } from '@/lib/contracts/list-params';

/** What a button does; `null` at an end of the list. */
type PageStep = (() => void) | null;

interface PagerBarProps {
  /** The page before this one, also by the key `[`. */
  back: PageStep;
  /** The page after this one, also by the key `]`. */
  on: PageStep;
  children: ReactNode;
}

/** The bar below a table, and its two keys. */
export function PagerBar({ back, on, children }: PagerBarProps) {
  usePageKeys((event) => {
    const step = event.key === '[' ? back : event.key === ']' ? on : null;
    if (step === null) return false;
    step();
    return true;
  });
  return (
    <nav
      aria-label="Pages"
      className="flex h-12 shrink-0 items-center gap-2 border-line border-t bg-canvas px-4 max-sm:px-2"
    >
      {children}
    </nav>
  );
}

/**
 * A button that turns the page. At an end it is `aria-disabled`, not `disabled`: a person who pages by keyboard keeps
 * the focus.
 */
export function PageTurn(props: { step: PageStep; label?: string; title: string; children: ReactNode }) {
  const { step, label, title, children } = props;
  return (
    <Button
      {...(label !== undefined && { size: 'icon', 'aria-label': label })}
      title={title}
      aria-disabled={step === null}
      onClick={() => step?.()}
    >
      {children}
    </Button>
  );
}

const PER_PAGE_OPTIONS = PER_PAGE.map((value) => ({ value, label: String(value) }));

interface PagerProps {
  perPage: PerPage;
  toPerPage: (perPage: PerPage) => void;
  /** "1–50 of 128"; `undefined` while the range is not known. */
  range: string | undefined;
  first: PageStep;
  back: PageStep;
  on: PageStep;
  /** Without it there is no such button: a list that is read by cursors has no known last page. */
  last?: PageStep;
}

/** The pager of a list in pages of a chosen size. */
export function Pager({ perPage, toPerPage, range, first, back, on, last }: PagerProps) {
  const turns: [string, LucideIcon, PageStep | undefined][] = [
    ['First page', ChevronsLeft, first],
    ['Previous page', ChevronLeft, back],
    ['Next page', ChevronRight, on],
    ['Last page', ChevronsRight, last],
  ];
  return (
    <PagerBar back={back} on={on}>
      <span aria-hidden className="text-muted max-sm:hidden">
        Rows per page
      </span>
      <Select label="Rows per page" value={perPage} options={PER_PAGE_OPTIONS} onValueChange={toPerPage} />
      <p aria-live="polite" className="ms-auto me-2 tabular-nums">
        {range !== undefined && <Ltr>{range}</Ltr>}
      </p>
      <div className="flex gap-1">
        {turns.map(
          ([label, Icon, step]) =>
            step !== undefined && (
              <PageTurn key={label} label={label} title={label} step={step}>
                <Icon aria-hidden className="rtl:-scale-x-100" />
              </PageTurn>
            ),
        )}
      </div>
    </PagerBar>
  );
}
