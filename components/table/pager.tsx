'use client';

import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';
import { Button } from '@/components/ui/button';
import { Ltr } from '@/components/ui/ltr';
import { Select } from '@/components/ui/select';
import { PER_PAGE, type PerPage } from '@/lib/contracts/list-params';
import { useIntent } from './use-intent';

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
  // At an end of the list there is no such key, and the palette offers none.
  usePageKeys({ ...(back && { previousPage: turning(back) }), ...(on && { nextPage: turning(on) }) });
  return (
    <nav
      aria-label="Pages"
      className="relative flex h-12 shrink-0 items-center gap-2 border-line border-t bg-canvas px-4 max-sm:h-auto max-sm:min-h-12 max-sm:flex-wrap max-sm:px-2 max-sm:py-1 print:hidden"
    >
      {children}
    </nav>
  );
}

const turning = (step: () => void) => () => {
  step();
  return true;
};

interface PageTurnProps {
  step: PageStep;
  label?: string;
  title: string;
  'aria-keyshortcuts'?: string;
  /** Called when a person is about to turn the page. */
  onIntent?: (() => void) | undefined;
  children: ReactNode;
}

/**
 * A button that turns the page. At an end it is `aria-disabled`, not `disabled`: a person who pages by keyboard keeps
 * the focus.
 */
export function PageTurn(props: PageTurnProps) {
  const { step, label, onIntent, children, ...hint } = props;
  const intent = useIntent(step === null ? undefined : onIntent);
  return (
    <Button
      {...intent}
      {...(label !== undefined && { size: 'icon', 'aria-label': label })}
      {...hint}
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
  /** Beside the range. */
  note?: ReactNode;
  first: PageStep;
  back: PageStep;
  on: PageStep;
  /** Without it there is no such button: a list that is read by cursors has no known last page. */
  last?: PageStep;
  /** Called when a person is about to turn the page by one of the buttons. */
  onIntent?: (to: 'first' | 'back' | 'on' | 'last') => void;
}

/** The pager of a list in pages of a chosen size. */
export function Pager({ perPage, toPerPage, range, note, first, back, on, last, onIntent }: PagerProps) {
  const turns = [
    ['first', 'First page', ChevronsLeft, first],
    ['back', 'Previous page', ChevronLeft, back],
    ['on', 'Next page', ChevronRight, on],
    ['last', 'Last page', ChevronsRight, last],
  ] as const;
  return (
    <PagerBar back={back} on={on}>
      <span aria-hidden className="text-muted max-sm:hidden">
        Rows per page
      </span>
      <Select label="Rows per page" value={perPage} options={PER_PAGE_OPTIONS} onValueChange={toPerPage} />
      {/* On a phone the note has a line of its own, over the end of the rows: nothing moves for it. */}
      <p className="ms-auto min-w-0 truncate text-muted max-sm:absolute max-sm:inset-x-0 max-sm:bottom-full max-sm:z-20 max-sm:border-line max-sm:border-t max-sm:bg-canvas max-sm:px-4 max-sm:py-1 max-sm:empty:hidden">
        {note}
      </p>
      <p aria-live="polite" data-range className="me-2 shrink-0 tabular-nums max-sm:ms-auto">
        {range !== undefined && <Ltr>{range}</Ltr>}
      </p>
      <div className="flex gap-1">
        {turns.map(
          ([to, label, Icon, step]) =>
            step !== undefined && (
              <PageTurn key={to} label={label} title={label} step={step} onIntent={onIntent && (() => onIntent(to))}>
                <Icon aria-hidden className="rtl:-scale-x-100" />
              </PageTurn>
            ),
        )}
      </div>
    </PagerBar>
  );
}
