'use client';

import { useState } from 'react';
import { parseDay } from '@/components/address/audit-codec';
import { Input } from '@/components/ui/input';

interface DayFieldProps {
  label: string;
  value: string | null;
  onChange: (day: string | null) => void;
}

/**
 * A day, by the browser's own calendar. Taken when it is whole. The same box shows another day when the address changes:
 * a new box would lose the focus of the person who has just completed the year.
 */
export function DayField({ label, value, onChange }: DayFieldProps) {
  const [typed, setTyped] = useState(value ?? '');
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value ?? '');
  }
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the input is inside.
    <label className="flex items-center gap-1.5 text-muted max-sm:flex-col max-sm:items-stretch max-sm:gap-0.5">
      {label}
      <Input
        type="date"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          const day = parseDay(event.target.value);
          if (day !== null && day !== value) onChange(day);
        }}
        onBlur={() => {
          if (typed === '' && value !== null) onChange(null);
        }}
        className="w-36 max-sm:w-full"
      />
    </label>
  );
}
