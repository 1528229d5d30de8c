'use client';

import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import type { Facets } from '@/lib/contracts/search';
import { countryName } from '@/lib/kyc/countries';
import { countryRank } from '@/lib/words/country-names';
import { countText, FIND_WORDS, type ListFilter, valueLabel } from '@/lib/words/filters';
import { counted as countedText } from '@/lib/words/numbers';
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
  /** Choices of the group that are no values. */
  children?: ReactNode;
}

/**
 * One filter's values, the most frequent first. A chosen value stays in sight, even when no customer has it any more.
 */
export function ValueGroup({ title, filter, selected, facets, exact, onToggle, children }: ValueGroupProps) {
  const [all, setAll] = useState(false);
  const [typed, setTyped] = useState('');
  const counted = (facets?.[filter] ?? []).map(({ value, count }) => ({ value: value ?? 'none', count }));
  const missing = selected.filter((value) => !counted.some((one) => one.value === value));
  const values: { value: number | string; count: number | undefined }[] = [
    ...counted,
    ...missing.map((value) => ({ value, count: facets ? 0 : undefined })),
  ];
  const isSearched = filter === 'nationality' && values.length > FIRST;
  const isTyped = isSearched && typed.trim() !== '';
  const shown = isTyped
    ? found(values, typed)
    : all
      ? values
      : values.filter(({ value }, index) => index < FIRST || selected.includes(value));
  const showAll = (event: MouseEvent) => {
    const group = event.currentTarget.closest('fieldset');
    flushSync(() => setAll(true));
    group?.querySelectorAll<HTMLInputElement>('input[type=checkbox]')[shown.length]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const first = shown[0];
    if (event.key === 'Enter' && isTyped && first) {
      onToggle(first.value);
      setTyped('');
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      event.currentTarget.closest('fieldset')?.querySelector<HTMLInputElement>('input[type=checkbox]')?.focus();
    }
    if (event.key === 'Escape' && typed !== '') {
      event.stopPropagation();
      setTyped('');
    }
  };
  return (
    <FilterGroup title={title}>
      {values.length === 0 && (
        <p className="text-muted">
          <bdi>{emptyText(facets)}</bdi>
        </p>
      )}
      {isSearched && (
        <>
          <Input
            type="search"
            aria-label={FIND_WORDS.nationality}
            placeholder={FIND_WORDS.hint}
            autoComplete="off"
            spellCheck={false}
            dir="auto"
            maxLength={60}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onKeyDown}
            className="mb-1"
          />
          <p role="status" className="sr-only">
            {isTyped && countedText(shown.length, FIND_WORDS.found)}
          </p>
          {shown.length === 0 && (
            <p className="text-muted">
              <bdi>{FIND_WORDS.nothing}</bdi>
            </p>
          )}
        </>
      )}
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
      {!isTyped && shown.length < values.length && (
        <Button size="sm" variant="ghost" className="self-start" onClick={showAll}>
          Show all {values.length}
        </Button>
      )}
      {children}
    </FilterGroup>
  );
}

/** The nationalities that answer a typed text, the best first. */
function found<V extends { value: number | string }>(values: readonly V[], typed: string): V[] {
  const ranked = values.flatMap((one) => {
    const rank = countryRank(String(one.value), typed, valueLabel('nationality', one.value, null));
    return rank === null ? [] : [{ one, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
}

function emptyText(facets: Facets | null | undefined): string {
  if (facets === undefined) return 'Loading…';
  return facets === null ? 'Not available' : 'No values';
}
