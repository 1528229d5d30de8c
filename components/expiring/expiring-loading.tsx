import { Skeleton } from '@/components/ui/skeleton';

/** The page's frame for the moment before the page itself is there. */
export function ExpiringLoading() {
  return (
    <div className="mx-auto flex w-full max-w-[96rem] flex-col gap-4 p-4">
      <h1 className="font-semibold text-xl">Expiring documents</h1>
      <Skeleton className="h-14 w-full max-w-2xl" />
      <Skeleton className="h-48 w-full" />
      <RowsComing />
    </div>
  );
}

export function RowsComing() {
  return (
    <div aria-hidden className="flex flex-col rounded-md border border-line bg-surface">
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => (
        <div key={key} className="flex h-10 items-center border-line border-b px-4 last:border-0">
          <Skeleton className="h-3 w-2/3" />
        </div>
      ))}
    </div>
  );
}
