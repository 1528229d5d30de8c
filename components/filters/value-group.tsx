'use client';

import { type MouseEvent, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '@/components/ui/button';
import type { Facets } from '@/lib/contracts/search';
import { countryName } from '@/lib/kyc/countries';
import { countText, type ListFilter, valueLabel } from '@/lib/words/filters';
import { FilterGroup, FilterOption } from './filter-group';

/** How many values a group shows before **Show all**. */
const FIRST = 8;

interface ValueGroupProps {
  title: string;
  filter: ListFilter;
  selected: readonly (number | string)[];
  /** `undefined` while loading, `null` when the directory cannot count now. */
  facets: Facets | null | undefined;
  /** Whether all customers were counted. */
  exact: boolean;
  onToggle: (value: number | string) => void;
}

/**
 * One filter's values, the most frequent first. A chosen value stays in sight, even when no customer has it any more.
 */
export function ValueGroup({ title, filter, selected, facets, exact, onToggle }: ValueGroupProps) {
  const [all, setAll] = useState(false);
  const counted = (facets?.[filter] ?? []).map(({ value, count }) => ({ value: value ?? 'none', count }));
  const missing = selected.filter((value) => !counted.some((one) => one.value === value));
  const values: { value: number | string; count: number | undefined }[] = [
    ...counted,
    ...missing.map((value) => ({ value, count: facets ? 0 : undefined })),
  ];
  const shown = all ? values : values.filter(({ value }, index) => index < FIRST || selected.includes(value));
  const showAll = (event: MouseEvent) => {
    const group = event.currentTarget.closest('fieldset');
    flushSync(() => setAll(true));
    group?.querySelectorAll('input')[shown.length]?.focus();
  };
  return (
    <FilterGroup title={title}>
      {values.length === 0 && <p className="text-muted">{emptyText(facets)}</p>}
      {shown.map(({ value, count }) => (
        <FilterOption
          key={value}
          label={valueLabel(filter, value, facets)}
          title={filter === 'nationality' ? (countryName(String(value)) ?? undefined) : undefined}
          count={countText(count, exact)}
          checked={selected.includes(value)}
          onChange={() => onToggle(value)}
        />
      ))}
      {shown.length < values.length && (
        <Button size="sm" variant="ghost" className="self-start" onClick={showAll}>
          Show all {values.length}
        </Button>
      )}
    </FilterGroup>
  );
}

function emptyText(facets: Facets | null | undefined): string {
  if (facets === undefined) return 'Loading…';
  return facets === null ? 'Not available' : 'No values';
}
