'use client';

import { useEffect, useId, useRef } from 'react';
import { Input } from '@/components/ui/input';
import { isFilterDay } from '@/lib/writing/days';

interface DayInputProps {
  label: string;
  day: string | undefined;
  onDay: (day: string | undefined) => void;
}

/** A box for a day. The day counts when the person leaves the box or presses Enter: while typing, the box holds others. */
export function DayInput({ label, day, onDay }: DayInputProps) {
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
