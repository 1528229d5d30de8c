'use client';

import { useEffect, useId, useRef } from 'react';
import { Input } from '@/components/ui/input';
import type { SearchFilters } from '@/lib/contracts/search';
import { isFilterDay } from '@/lib/writing/days';

export interface DayRangeProps {
  from: string | undefined;
  to: string | undefined;
  onChange: (change: Pick<SearchFilters, 'updatedFrom' | 'updatedTo'>) => void;
}

/** Two UTC days, both included. Taken over when somebody leaves the box: a date being typed passes through others. */
export function DayRange({ from, to, onChange }: DayRangeProps) {
  return (
    <div className="flex flex-col gap-2">
      <DayInput label="From" day={from} onDay={(day) => onChange({ updatedFrom: day })} />
      <DayInput label="Until" day={to} onDay={(day) => onChange({ updatedTo: day })} />
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

  // In place: a new box in its stead would drop the focus.
  useEffect(() => {
    if (input.current) input.current.value = known;
  }, [known]);

  const take = (box: HTMLInputElement) => {
    if (box.value === known) return;
    if (box.value === '') onDay(undefined);
    else if (isFilterDay(box.value)) onDay(box.value);
    // No day to filter by: the box says again what the rows are filtered by.
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
