import { Skeleton } from '@/components/ui/skeleton';

/** Placeholders in the size of the first entries. */
export function ActivityComing() {
  return ['w-44', 'w-52', 'w-40', 'w-48', 'w-44'].map((width, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of placeholders
    <div key={index} className="flex h-9 items-center justify-between gap-3 border-line border-t px-4 first:border-t-0">
      <Skeleton className={`h-3 ${width}`} />
      <Skeleton className="h-3 w-24" />
    </div>
  ));
}
