import type { ReactNode } from 'react';

/**
 * Who, what was checked, the evidence: three columns on a desk, two on a tablet, one on a phone. By the room that the
 * page has rather than the window's, so that a sidebar or a split screen counts.
 */
export function CustomerColumns({
  who,
  checked,
  evidence,
}: {
  who: ReactNode;
  checked: ReactNode;
  evidence: ReactNode;
}) {
  return (
    <div className="grid items-start gap-4 @3xl:grid-cols-2 @6xl:grid-cols-[minmax(20rem,5fr)_minmax(24rem,6fr)_minmax(20rem,5fr)]">
      <div className="flex min-w-0 flex-col gap-4">{who}</div>
      <div className="flex min-w-0 flex-col gap-4">{checked}</div>
      <div className="flex min-w-0 flex-col gap-4 @3xl:col-span-2 @6xl:col-span-1">{evidence}</div>
    </div>
  );
}
