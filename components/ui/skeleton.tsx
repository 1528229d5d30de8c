import { cn } from './cn';

/** A placeholder in the size of loading content (`className="h-4 w-32"`). Screen readers skip it. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn('block h-4 animate-pulse rounded-sm bg-sunken motion-reduce:animate-none', className)}
    />
  );
}
