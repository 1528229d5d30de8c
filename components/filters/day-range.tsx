'use client';

import { useEffect, useId, useRef } from 'react';
import { Input } from '@/components/ui/input';
import type { SearchFilters } from '@/lib/contracts/search';
import { daysHere } from '@/lib/words/time-zones';
import { isFilterDay } from '@/lib/writing/days';

interface DayRangeProps {
  from: string | undefined;
  to: string | undefined;
  onChange: (change: Pick<SearchFilters, 'updatedFrom' | 'updatedTo'>) => void;
}

/**
 * Two days in the reader's time zone, both included, as the column shows them. A day counts when the person leaves the
 * box: while typing, the box holds other days.
 */
export function DayRange({ from, to, onChange }: DayRangeProps) {
  return (
    <div className="flex flex-col gap-2">
      <DayInput label="From" day={from} onDay={(day) => onChange({ updatedFrom: day })} />
      <DayInput label="Until" day={to} onDay={(day) => onChange({ updatedTo: day })} />
      <p className="text-muted text-xs">
        <bdi>{daysHere()}</bdi>
      </p>
    </div>
  );
}

interface DayInputProps {
  label: string;
  day: string | undefined;
  onDay: (day: string | undefined) => void;
}

function DayInput({ label, day, onDay }: DayInputProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const known = day ?? '';

  // Changes the box in place: a new box would lose the focus.
  useEffect(() => {
    if (input.current) input.current.value = known;
  }, [known]);

  const take = (box: HTMLInputElement) => {
    if (box.value === known) return;
    if (box.value === '') onDay(undefined);
    else if (isFilterDay(box.value)) onDay(box.value);
    // The text is no day: the box shows again the day that the rows are filtered by.
    else box.value = known;
  };
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="w-10 shrink-0 text-muted text-xs">
        {label}
      </label>
      <Input
        ref={input}
        id={id}
        type="date"
        defaultValue={known}
        onBlur={(event) => take(event.currentTarget)}
        onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget)}
      />
    </div>
  );
}
