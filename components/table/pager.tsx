'use client';

import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, type LucideIcon } from 'lucide-react';
import { usePageKeys } from '@/components/shell/hotkey';
import { Button } from '@/components/ui/button';
import { Ltr } from '@/components/ui/ltr';
import { Select } from '@/components/ui/select';
import { PER_PAGE, type PerPage } from '@/lib/contracts/list-params';

const PER_PAGE_OPTIONS = PER_PAGE.map((value) => ({ value, label: String(value) }));

/** What a button does; `null` at an end, `undefined` where there is no such button. */
type Step = (() => void) | null;

export interface PagerProps {
  perPage: PerPage;
  toPerPage: (perPage: PerPage) => void;
  /** "1–50 of 128"; nothing while it isn't known. */
  range: string | undefined;
  first?: Step;
  back: Step;
  on: Step;
  last?: Step;
}

export function Pager({ perPage, toPerPage, range, first, back, on, last }: PagerProps) {
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
      <span aria-hidden className="text-muted max-sm:hidden">
        Rows per page
      </span>
      <Select label="Rows per page" value={perPage} options={PER_PAGE_OPTIONS} onValueChange={toPerPage} />
      <p aria-live="polite" className="ms-auto me-2 tabular-nums">
        {range !== undefined && <Ltr>{range}</Ltr>}
      </p>
      <div className="flex gap-1">
        <Turn label="First page" icon={ChevronsLeft} step={first} />
        <Turn label="Previous page" icon={ChevronLeft} step={back} />
        <Turn label="Next page" icon={ChevronRight} step={on} />
        <Turn label="Last page" icon={ChevronsRight} step={last} />
      </div>
    </nav>
  );
}

/** At either end it is `aria-disabled`, not `disabled`: the focus of whoever pages by keyboard stays where it is. */
function Turn({ label, icon: Icon, step }: { label: string; icon: LucideIcon; step: Step | undefined }) {
  if (step === undefined) return null;
  return (
    <Button size="icon" aria-label={label} title={label} aria-disabled={step === null} onClick={() => step?.()}>
      <Icon aria-hidden className="rtl:-scale-x-100" />
    </Button>
  );
}
