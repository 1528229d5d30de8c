import type { ReactNode } from 'react';

/**
 * Three columns on a desk, two on a tablet, one on a phone. The width of the page's own area decides (`@container`),
 * not the window's, so that a sidebar or a split screen counts. Activity comes last in reading order. With two or more
 * columns it stands in the first, because that column is the shortest.
 */
export function CustomerColumns(columns: {
  who: ReactNode;
  checked: ReactNode;
  evidence: ReactNode;
  activity: ReactNode;
}) {
  return (
    <div className="customer-columns grid items-start gap-4 @3xl:grid-cols-2 @3xl:grid-rows-[auto_1fr_auto] @6xl:grid-cols-[minmax(18rem,4fr)_minmax(24rem,5fr)_minmax(24rem,5fr)] @6xl:grid-rows-[auto_1fr]">
      <div className="flex min-w-0 flex-col gap-4">{columns.who}</div>
      <div className="flex min-w-0 flex-col gap-4 @3xl:col-start-2 @3xl:row-span-2 @3xl:row-start-1">
        {columns.checked}
      </div>
      <div className="flex min-w-0 flex-col gap-4 @3xl:col-span-2 @3xl:row-start-3 @6xl:col-span-1 @6xl:col-start-3 @6xl:row-span-2 @6xl:row-start-1">
        {columns.evidence}
      </div>
      <div className="min-w-0 @3xl:col-start-1 @3xl:row-start-2">{columns.activity}</div>
    </div>
  );
}
