'use client';

import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, type LucideIcon } from 'lucide-react';
import { usePageKeys } from '@/components/shell/hotkey';
import { Button } from '@/components/ui/button';
import { Ltr } from '@/components/ui/ltr';
import { Select } from '@/components/ui/select';
import type { CustomerPage } from '@/lib/contracts/customer';
import { type ListParams, PER_PAGE, type PerPage } from '@/lib/contracts/list-params';
import { lastPageFor, rangeText } from './range';

const PER_PAGE_OPTIONS = PER_PAGE.map((value) => ({ value, label: String(value) }));

export interface PagerProps {
  params: ListParams;
  /** What is on screen, which may still be an earlier page. */
  page: CustomerPage | undefined;
  toPage: (page: number) => void;
  toPerPage: (perPage: PerPage) => void;
}

export function Pager({ params, page, toPage, toPerPage }: PagerProps) {
  const last = page && lastPageFor(page, params);
  const back = params.page > 1 ? Math.min(params.page - 1, last ?? params.page) : null;
  const on = last !== undefined && params.page < last ? params.page + 1 : null;
  usePageKeys((event) => {
    const target = event.key === '[' ? back : event.key === ']' ? on : null;
    if (target === null) return false;
    toPage(target);
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
      <Select label="Rows per page" value={params.perPage} options={PER_PAGE_OPTIONS} onValueChange={toPerPage} />
      <p aria-live="polite" className="ms-auto me-2 tabular-nums">
        {page && <Ltr>{rangeText(page)}</Ltr>}
      </p>
      <div className="flex gap-1">
        <Turn label="First page" icon={ChevronsLeft} to={back === null ? null : 1} toPage={toPage} />
        <Turn label="Previous page" icon={ChevronLeft} to={back} toPage={toPage} />
        <Turn label="Next page" icon={ChevronRight} to={on} toPage={toPage} />
        <Turn label="Last page" icon={ChevronsRight} to={on === null ? null : (last ?? null)} toPage={toPage} />
      </div>
    </nav>
  );
}

/** At either end it is `aria-disabled`, not `disabled`: the focus of whoever pages by keyboard stays where it is. */
function Turn(props: { label: string; icon: LucideIcon; to: number | null; toPage: (page: number) => void }) {
  const { label, icon: Icon, to, toPage } = props;
  return (
    <Button
      size="icon"
      aria-label={label}
      title={label}
      aria-disabled={to === null}
      onClick={() => to !== null && toPage(to)}
    >
      <Icon aria-hidden className="rtl:-scale-x-100" />
    </Button>
  );
}
