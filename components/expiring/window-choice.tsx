'use client';

import { useId } from 'react';
import { WINDOWS } from '@/components/address/expiring-codec';
import { Skeleton } from '@/components/ui/skeleton';
import type { ExpiringParams, ExpiringSummary } from '@/lib/contracts/directory';
import { formatCount } from '@/lib/words/numbers';

interface WindowChoiceProps {
  within: ExpiringParams['within'];
  totals: ExpiringSummary['totals'] | undefined;
  onChoose: (within: ExpiringParams['within']) => void;
}

/** How many days ahead to look, each choice with its number of documents. */
export function WindowChoice({ within, totals, onChoose }: WindowChoiceProps) {
  const name = useId();
  return (
    <fieldset>
      <legend className="sr-only">Which documents</legend>
      <div className="grid max-w-2xl grid-cols-4 overflow-hidden rounded-md border border-line bg-surface">
        {WINDOWS.map((window) => (
          <label
            key={window}
            className="relative flex flex-col gap-0.5 border-line border-s px-3 py-2 first:border-s-0 hover:bg-sunken has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
          >
            <span className="text-muted">
              <input
                type="radio"
                name={name}
                checked={window === within}
                onChange={() => onChoose(window)}
                // The radio button covers its label, so that a press anywhere on the label reaches the control itself.
                className="absolute inset-0 size-full appearance-none opacity-0"
              />
              {window === 'expired' ? 'Expired' : `Within ${window} days`}
            </span>
            <span className="font-semibold text-lg tabular-nums">
              {totals ? formatCount(totals[window]) : <Skeleton className="my-1 w-10" />}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
