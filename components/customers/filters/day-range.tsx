'use client';

import { useId } from 'react';
import { Input } from '@/components/ui/input';
import type { SearchFilters } from '@/lib/contracts/search';
import { isDay } from './filter-parsers';

export interface DayRangeProps {
  from: string | undefined;
  to: string | undefined;
  onChange: (change: Pick<SearchFilters, 'updatedFrom' | 'updatedTo'>) => void;
}

/** Two UTC days, both included. Taken over when somebody leaves the box: a date being typed passes through others. */
export function DayRange({ from, to, onChange }: DayRangeProps) {
  const dayOf = (text: string) => (isDay(text) ? text : undefined);
  return (
    <div className="flex flex-col gap-2">
      <DayInput label="From" day={from} onDay={(text) => onChange({ updatedFrom: dayOf(text) })} />
      <DayInput label="Until" day={to} onDay={(text) => onChange({ updatedTo: dayOf(text) })} />
    </div>
  );
}

function DayInput(props: { label: string; day: string | undefined; onDay: (text: string) => void }) {
  const take = (text: string) => text !== (props.day ?? '') && props.onDay(text);
  const id = useId();
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="w-10 shrink-0 text-muted text-xs">
        {props.label}
      </label>
      <Input
        id={id}
        type="date"
        defaultValue={props.day ?? ''}
        onBlur={(event) => take(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget.value)}
      />
    </div>
  );
}
