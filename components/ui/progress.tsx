import { cn } from './cn';

interface ProgressProps {
  /** The accessible name. */
  label: string;
  /** From 0 to `max`. Without it the bar shows that work is under way, but not how far it is. */
  value?: number | undefined;
  max?: number;
  className?: string;
}

/** How far something has come. */
export function Progress({ label, value, max = 100, className }: ProgressProps) {
  const share = value === undefined || max <= 0 ? undefined : Math.min(100, Math.round((value / max) * 100));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share}
      className={cn('h-1.5 overflow-hidden rounded-sm bg-sunken', className)}
    >
      <div
        className={cn(
          'h-full rounded-sm bg-accent transition-[width]',
          share === undefined && 'w-1/3 animate-pulse motion-reduce:animate-none',
        )}
        {...(share !== undefined && { style: { width: `${share}%` } })}
      />
    </div>
  );
}
