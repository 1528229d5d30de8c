'use client';

import { Combobox } from '@base-ui/react/combobox';
import { Check } from 'lucide-react';
import { type RefObject, useMemo, useState } from 'react';
import { takeTyped } from '@/components/shell/hotkey';
import { countryRank } from '@/lib/words/country-names';
import { WORKLIST_WORDS as WORDS } from '@/lib/words/worklist';
import type { NationalityOption } from './nationality-choice';

interface NationalityListProps {
  anchor: RefObject<HTMLButtonElement | null>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  value: string;
  options: readonly NationalityOption[];
  onChange: (value: string) => void;
}

/** The list of a {@link NationalityChoice}: a box to type into, and the nationalities that answer it, the best first. */
export function NationalityList({ anchor, open, onOpenChange, value, options, onChange }: NationalityListProps) {
  const [typed, setTyped] = useState('');
  const found = useMemo(() => {
    if (typed.trim() === '') return options;
    const ranked = options.flatMap((option) => {
      const rank = option.value === '' ? null : countryRank(option.value, typed, option.label);
      return rank === null ? [] : [{ option, rank }];
    });
    return ranked.sort((one, other) => one.rank - other.rank).map(({ option }) => option);
  }, [options, typed]);
  return (
    <Combobox.Root<NationalityOption>
      open={open}
      onOpenChange={(next, { event }) => {
        // The button toggles the list itself, so a press on it must not count as a press outside.
        if (!next && event.target instanceof Node && anchor.current?.contains(event.target)) return;
        if (!next) setTyped('');
        onOpenChange(next);
      }}
      items={options}
      filteredItems={found}
      value={options.find((option) => option.value === value) ?? null}
      isItemEqualToValue={(one, other) => one.value === other.value}
      onValueChange={(option) => option !== null && onChange(option.value)}
      inputValue={typed}
      onInputValueChange={(text, { reason }) => {
        // A chosen item must not fill the box.
        if (reason === 'input-change' || reason === 'input-clear') setTyped(text);
      }}
      autoHighlight
    >
      <Combobox.Portal>
        <Combobox.Positioner anchor={anchor} align="start" sideOffset={4} className="z-50">
          <Combobox.Popup
            finalFocus={anchor}
            aria-label={WORDS.nationality}
            className="w-72 rounded-md border border-line bg-surface p-1 text-ink outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            <Combobox.Input
              aria-label={WORDS.findNationality}
              placeholder={WORDS.findHint}
              dir="auto"
              maxLength={60}
              onFocus={() => {
                const early = takeTyped();
                setTyped((before) => early + before);
              }}
              className="mb-1 h-8 w-full rounded-md border border-line-strong bg-surface px-2.5 text-lg placeholder:text-muted sm:text-sm"
            />
            <Combobox.Empty className="px-2 py-1.5 text-muted empty:hidden">{WORDS.noNationality}</Combobox.Empty>
            <Combobox.List
              id="nationalities"
              className="max-h-[min(20rem,calc(var(--available-height)-3.5rem))] overflow-y-auto overscroll-contain"
            >
              {(option: NationalityOption) => (
                <Combobox.Item
                  key={option.value}
                  value={option}
                  className="flex min-h-8 select-none items-center gap-2 rounded-sm px-2 text-sm outline-none data-highlighted:bg-sunken"
                >
                  <Combobox.ItemIndicator keepMounted className="invisible data-selected:visible">
                    <Check aria-hidden className="size-4 shrink-0 text-accent" />
                  </Combobox.ItemIndicator>
                  <bdi className="min-w-0 flex-1 truncate">{option.label}</bdi>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
