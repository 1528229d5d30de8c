'use client';

import { useQuery } from '@tanstack/react-query';
import { approvalsCountQuery } from '@/lib/client/approvals';
import { APPROVAL_WORDS } from '@/lib/words/approvals';
import { formatCount } from '@/lib/words/numbers';

/** How many requests wait for this person, beside the page's name in the menu. Nothing while there are none. */
export function WaitingCount() {
  const { data } = useQuery(approvalsCountQuery());
  const waiting = data?.waiting ?? 0;
  return waiting === 0 ? null : <Count waiting={waiting} />;
}

/** The eye gets the number, a screen reader a sentence. */
function Count({ waiting }: { waiting: number }) {
  return (
    <>
      <span
        aria-hidden
        className="ms-1.5 min-w-5 rounded-full bg-accent px-1.5 text-center font-semibold text-on-accent text-xs leading-5"
      >
        {formatCount(waiting)}
      </span>
      <span className="sr-only">{` ${APPROVAL_WORDS.count(waiting)}`}</span>
    </>
  );
}
