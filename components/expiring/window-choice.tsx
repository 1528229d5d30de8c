'use client';

import { useId } from 'react';
import type { Change } from '@/components/address/codec';
import { DayInput } from '@/components/shell/day-input';
import { Skeleton } from '@/components/ui/skeleton';
import {
  COUNTED_WINDOWS,
  type CountedWindow,
  type ExpiringParams,
  type ExpiringSummary,
  type ExpiringWindow,
  isWindow,
} from '@/lib/contracts/expiring';
import { formatCount } from '@/lib/words/numbers';
import { WORKLIST_WORDS } from '@/lib/words/worklist';
import { addDays, dayOf } from '@/lib/writing/days';

interface WindowChoiceProps {
  params: ExpiringParams;
  summary: ExpiringSummary | undefined;
  onChoose: (window: Change<ExpiringWindow>) => void;
}

/** Which last days to look at, each choice with its number of documents. Chosen days have two boxes. */
export function WindowChoice({ params, summary, onChoose }: WindowChoiceProps) {
  const name = useId();
  const { within } = params;
  const choose = (window: CountedWindow | 'days') => {
    if (window !== 'days') return onChoose({ within: window, from: undefined, to: undefined });
    const today = dayOf(new Date());
    onChoose({ within: 'days', from: today, to: addDays(today, 13) });
  };
  const countOf = (window: CountedWindow | 'days') =>
    window === 'days' ? (summary?.chosen ?? null) : (summary?.totals[window] ?? null);
  return (
    <div className="flex flex-wrap items-end gap-3">
      <fieldset className="min-w-0 max-sm:w-full">
        <legend className="sr-only">Which documents</legend>
        <div className="grid grid-cols-2 overflow-hidden rounded-md border border-line bg-surface sm:grid-cols-[repeat(7,auto)]">
          {[...COUNTED_WINDOWS, 'days' as const].map((window) => (
            <label
              key={window}
              className="relative flex flex-col gap-0.5 border-line border-s px-3 py-1.5 first:border-s-0 max-sm:odd:border-s-0 max-sm:nth-[n+3]:border-t hover:bg-sunken has-checked:bg-accent-soft has-checked:shadow-[inset_0_-2px_var(--accent)] forced-colors:has-checked:outline-2 forced-colors:has-checked:-outline-offset-2 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
            >
              <span className="text-muted text-xs">
                <input
                  type="radio"
                  name={name}
                  checked={window === within}
                  onChange={() => choose(window)}
                  // The radio button covers its label, so that a press anywhere on the label reaches the control itself.
                  className="absolute inset-0 size-full appearance-none opacity-0"
                />
                {WORKLIST_WORDS.windows[window]}
              </span>
              <span className="font-semibold tabular-nums">
                <Total count={countOf(window)} isAsked={window !== 'days' || within === 'days'} />
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {within === 'days' && <ChosenDays from={params.from ?? ''} to={params.to ?? ''} onChoose={onChoose} />}
    </div>
  );
}

/** The days that nobody has chosen have no number. */
function Total({ count, isAsked }: { count: number | null; isAsked: boolean }) {
  if (!isAsked) return '–';
  return count === null ? <Skeleton className="my-1 h-3 w-10" /> : formatCount(count);
}

/** A day beyond the other end, or too far from it, takes the other end along: no choice is refused while a person types. */
function ChosenDays({
  from,
  to,
  onChoose,
}: {
  from: string;
  to: string;
  onChoose: (window: Change<ExpiringWindow>) => void;
}) {
  const choose = (window: { from: string; to: string }, kept: 'from' | 'to') => {
    const fits = isWindow({ within: 'days', ...window });
    onChoose({ within: 'days', ...(fits ? window : { from: window[kept], to: window[kept] }) });
  };
  return (
    <div className="flex flex-wrap gap-x-3 gap-y-2">
      <DayInput label={WORKLIST_WORDS.from} day={from} onDay={(day) => day && choose({ from: day, to }, 'from')} />
      <DayInput label={WORKLIST_WORDS.until} day={to} onDay={(day) => day && choose({ from, to: day }, 'to')} />
    </div>
  );
}
