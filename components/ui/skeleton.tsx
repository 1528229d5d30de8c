import { cn } from './cn';

/** The place of something that is still coming, in its size (`className="h-4 w-32"`). Says nothing to a screen reader. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn('block h-4 animate-pulse rounded-sm bg-sunken motion-reduce:animate-none', className)}
    />
  );
}
