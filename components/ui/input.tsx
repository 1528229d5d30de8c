import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A bare text box, for places where {@link Field} is too much. It needs an accessible name of its own. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input
      {...rest}
      className={cn(
        'h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-ink text-lg placeholder:text-muted',
        'disabled:opacity-60 aria-invalid:border-bad sm:text-sm',
        className,
      )}
    />
  );
}
