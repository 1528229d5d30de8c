'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { flushSync } from 'react-dom';
import { type Address, pushEntry } from '@/components/address/customers-address';
import { isFiltered, readView, writeView } from '@/components/address/filter-codec';
import { DayInput } from '@/components/shell/day-input';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { countsQuery } from '@/lib/client/search';
import type { SearchFilters } from '@/lib/contracts/search';
import { EXPIRED } from '@/lib/words/expiry';
import {
  countText,
  EXPIRY_UNREADABLE,
  FACE_MATCH_FAILED,
  FACE_MATCH_UNREADABLE,
  type ListFilter,
  SEVERAL_DOCUMENTS,
  showText,
  toggled,
} from '@/lib/words/filters';
import { totalText } from '@/lib/words/result-range';
import { daysHere } from '@/lib/words/time-zones';
import { FilterGroup, FilterOption } from './filter-group';
import { FILTERS_BUTTON } from './filters-button';
import { ValueGroup } from './value-group';

const WINDOWS = [30, 60, 90] as const;
type Flag = 'severalDocuments' | 'expired' | 'faceMatchFailed' | 'expiryUnreadable' | 'faceMatchUnreadable';

/** All filters. Each value shows how many customers it would leave. Each change is a step in the history. */
export function FilterPanel({ address, onClose }: { address: Address; onClose: () => void }) {
  const view = useMemo(() => readView(address.search), [address.search]);
  const { filters } = view;
  const { text } = address.entry;
  const heading = useRef<HTMLHeadingElement>(null);
  // By its key the panel opens from anywhere; its button keeps the focus.
  useEffect(() => {
    if (document.activeElement?.id !== FILTERS_BUTTON) heading.current?.focus();
  }, []);
  const query = useQuery(countsQuery({ ...(text !== '' && { text }), filters }));
  const { data: counts, error } = query;
  const off = counts?.directory.state === 'off';
  // Counts of an earlier question don't tell whether this question will get counts.
  const facets = query.isPlaceholderData ? (counts?.facets ?? undefined) : error && !counts ? null : counts?.facets;
  const exact = counts?.exact ?? true;
  const total = totalText(counts);
  const set = (change: SearchFilters) =>
    pushEntry(writeView({ ...view, filters: { ...filters, ...change } }), { text, trail: [] });
  const clear = () => {
    // The pressed button disappears with the filters: the focus moves to the heading.
    flushSync(() => pushEntry(writeView({ ...view, filters: {} }), { text, trail: [] }));
    heading.current?.focus();
  };
  const list = (filter: ListFilter) => ({
    filter,
    selected: filters[filter] ?? [],
    facets,
    exact,
    onToggle: (value: number | string) => set(toggled(filters, filter, value)),
  });
  /** @param rare whether the choice shows only where it finds somebody, or is chosen */
  const flag = (filter: Flag, label: string, rare = false) =>
    (!rare || facets?.[filter] || filters[filter]) && (
      <FilterOption
        label={label}
        count={countText(facets?.[filter], exact)}
        checked={filters[filter] === true}
        onChange={(on) => set({ [filter]: on ? true : undefined })}
      />
    );

  return (
    <section
      aria-label="Filters"
      className="flex w-60 shrink-0 flex-col border-line border-e border-t bg-canvas max-md:absolute max-md:inset-0 max-md:z-30 max-md:w-full"
    >
      <div className="flex h-10 shrink-0 items-center gap-2 border-line border-b ps-4 pe-1">
        <h2 ref={heading} tabIndex={-1} className="flex-1 font-semibold outline-none">
          Filters
        </h2>
        {isFiltered(filters) && (
          <Button size="sm" variant="ghost" onClick={clear}>
            Clear all
          </Button>
        )}
        <Button size="icon" variant="ghost" aria-label="Close filters" title="Close filters" onClick={onClose}>
          <X aria-hidden />
        </Button>
      </div>
      {off && (
        <p className="flex-1 p-4">
          <bdi>The directory is switched off: nothing can be filtered without it.</bdi>
        </p>
      )}
      <div className={cn('flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4', off && 'hidden')}>
        {(error || facets === null) && (
          <CountsProblem error={error} retry={() => void query.refetch()} retrying={query.isFetching} />
        )}
        <FilterGroup title="Expiry">
          {flag('expired', EXPIRED)}
          {WINDOWS.map((within) => (
            <FilterOption
              key={within}
              label={`Expires within ${within} days`}
              count={countText(facets?.expiresWithin[within], exact)}
              checked={filters.expiresWithin === within}
              onChange={(on) => set({ expiresWithin: on ? within : undefined })}
            />
          ))}
          {flag('expiryUnreadable', EXPIRY_UNREADABLE, true)}
        </FilterGroup>
        <FilterGroup title="Checks">
          {flag('faceMatchFailed', FACE_MATCH_FAILED)}
          {flag('faceMatchUnreadable', FACE_MATCH_UNREADABLE, true)}
        </FilterGroup>
        <ValueGroup title="Status" {...list('status')} />
        <ValueGroup title="Document" {...list('documentType')}>
          {flag('severalDocuments', SEVERAL_DOCUMENTS)}
        </ValueGroup>
        <ValueGroup title="Nationality" {...list('nationality')} />
        <ValueGroup title="Gender" {...list('gender')} />
        <FilterGroup title="Updated">
          {/* Days in the reader's time zone, both included, as the column shows them. */}
          <div className="flex flex-col gap-2">
            <DayInput label="From" day={filters.updatedFrom} onDay={(updatedFrom) => set({ updatedFrom })} />
            <DayInput label="Until" day={filters.updatedTo} onDay={(updatedTo) => set({ updatedTo })} />
            <p className="text-muted text-xs">
              <bdi>{daysHere()}</bdi>
            </p>
          </div>
        </FilterGroup>
      </div>
      <div className="shrink-0 border-line border-t p-2 md:hidden">
        <Button variant="primary" className="w-full" onClick={onClose}>
          {showText(off ? undefined : (counts?.total ?? 0), total)}
        </Button>
      </div>
    </section>
  );
}

interface CountsProblemProps {
  /** Why the counts failed; `null` when the directory was too busy to count. */
  error: Error | null;
  retry: () => void;
  retrying: boolean;
}

/** Stands above the filters. Filters work without counts, too. */
function CountsProblem({ error, retry, retrying }: CountsProblemProps) {
  return (
    <div role="status" className="flex flex-col items-start gap-2">
      <p>
        <bdi>
          {error ? `The counts could not be loaded. ${error.message}` : 'The counts are not available right now.'}
        </bdi>
      </p>
      <Button size="sm" loading={retrying} onClick={retry}>
        Try again
      </Button>
    </div>
  );
}
