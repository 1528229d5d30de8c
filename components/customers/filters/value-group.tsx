'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { Facets } from '@/lib/contracts/search';
import { countryName } from '@/lib/countries';
import { FilterGroup, FilterOption } from './filter-group';
import { type ListFilter, valueLabel } from './filter-words';

/** More are shown on request. */
const FIRST = 8;

export interface ValueGroupProps {
  title: string;
  filter: ListFilter;
  selected: readonly (number | string)[];
  facets: Facets | null | undefined;
  onToggle: (value: number | string) => void;
}

/** One filter's values, most first; what is chosen stays in sight even when nobody is left with it. */
export function ValueGroup({ title, filter, selected, facets, onToggle }: ValueGroupProps) {
  const [all, setAll] = useState(false);
  const counted = (facets?.[filter] ?? []).map(({ value, count }) => ({ value: value ?? 'none', count }));
  const missing = selected.filter((value) => !counted.some((one) => one.value === value));
  const values: { value: number | string; count: number | undefined }[] = [
    ...counted,
    ...missing.map((value) => ({ value, count: facets ? 0 : undefined })),
  ];
  const shown = all ? values : values.filter(({ value }, index) => index < FIRST || selected.includes(value));
  return (
    <FilterGroup title={title}>
      {values.length === 0 && <p className="text-muted">{facets === undefined ? 'Loading…' : 'No values'}</p>}
      {shown.map(({ value, count }) => (
        <FilterOption
          key={value}
          label={valueLabel(filter, value, facets)}
          title={filter === 'nationality' ? (countryName(String(value)) ?? undefined) : undefined}
          count={count}
          checked={selected.includes(value)}
          onChange={() => onToggle(value)}
        />
      ))}
      {shown.length < values.length && (
        <Button size="sm" variant="ghost" className="self-start" onClick={() => setAll(true)}>
          Show all {values.length}
        </Button>
      )}
    </FilterGroup>
  );
}
