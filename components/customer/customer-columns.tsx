import type { ReactNode } from 'react';

/**
 * Who, what was checked, the evidence: three columns on a desk, two on a tablet, one on a phone. By the room that the
 * page has rather than the window's, so that a sidebar or a split screen counts. Activity is last to be read; where
 * there are columns, it stands in the first, which is the shortest.
 */
export function CustomerColumns({
  who,
  checked,
  evidence,
  activity,
}: {
  who: ReactNode;
  checked: ReactNode;
  evidence: ReactNode;
  activity: ReactNode;
}) {
  return (
    <div className="grid items-start gap-4 @3xl:grid-cols-2 @3xl:grid-rows-[auto_1fr_auto] @6xl:grid-cols-[minmax(20rem,5fr)_minmax(24rem,6fr)_minmax(20rem,5fr)] @6xl:grid-rows-[auto_1fr]">
      <div className="flex min-w-0 flex-col gap-4">{who}</div>
      <div className="flex min-w-0 flex-col gap-4 @3xl:col-start-2 @3xl:row-span-2 @3xl:row-start-1">{checked}</div>
      <div className="flex min-w-0 flex-col gap-4 @3xl:col-span-2 @3xl:row-start-3 @6xl:col-span-1 @6xl:col-start-3 @6xl:row-span-2 @6xl:row-start-1">
        {evidence}
      </div>
      <div className="min-w-0 @3xl:col-start-1 @3xl:row-start-2">{activity}</div>
    </div>
  );
}
