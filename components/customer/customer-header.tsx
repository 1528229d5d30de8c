'use client';

import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { Badge } from '@/components/ui/badge';
import { Skeleton } from '@/components/ui/skeleton';
import type { CustomerRow, DocumentSummary } from '@/lib/contracts/customer';
import { expiries } from '@/lib/kyc/expiry';
import { expiryText, expiryTitle } from '@/lib/words/expiry';
import { unreadableText } from '@/lib/words/unreadable';
import { fullName } from '@/lib/writing/names';
import { type KnownCustomer, NAMELESS } from './known-customer';

interface CustomerHeaderProps {
  known: KnownCustomer;
  /** True once Sentinel has answered: a name that is still missing then does not exist. */
  settled: boolean;
  /** The customer was opened from within the desk: the name gets the focus. */
  isStep: boolean;
  documents: readonly DocumentSummary[];
  row: CustomerRow | undefined;
  now: Date;
  /** The line above the heading. The loading frame has none, but keeps its height. */
  navigation?: ReactNode;
  /** At the end of the heading. */
  actions?: ReactNode;
  /** Below the heading: what the checks say. */
  verdict?: ReactNode;
}

/** The customer's name, status, and the documents that need attention. */
export function CustomerHeader(props: CustomerHeaderProps) {
  const { known, settled, isStep, documents, row, now, navigation, actions, verdict } = props;
  const name = fullName({ name: known.name ?? null, surname: known.surname ?? null });
  const heading = useArrivalFocus(name ?? (settled ? NAMELESS : null), isStep);
  const notReadable = unreadableText(known, 'status');
  // Only list rows carry Sentinel's own list of expired documents.
  const badges = expiries({ documents, expiredDocuments: row?.expiredDocuments ?? [] }, now);
  return (
    <header className="flex flex-col gap-1">
      <div className="flex min-h-8 items-center justify-between gap-3 print:hidden">{navigation}</div>
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <h1
          ref={heading}
          tabIndex={-1}
          title={name ?? undefined}
          // The padding keeps the marks of Arabic letters whole, which the box of a clipped line would cut.
          className="-my-1 min-w-0 max-w-full truncate py-1 font-semibold text-xl outline-none"
        >
          {name === null && !settled ? <NameComing /> : <bdi>{name ?? NAMELESS}</bdi>}
        </h1>
        <div className="flex min-w-0 max-w-full flex-wrap items-center gap-1.5">
          {known.status && <Badge tone={known.status.tone}>{known.status.label}</Badge>}
          {!known.status && notReadable !== null && <Badge tone="attention">{notReadable}</Badge>}
          {badges.map((expiry) => (
            <Badge
              key={`${expiry.kind} ${expiry.type}`}
              tone={expiry.kind === 'expired' ? 'bad' : 'attention'}
              title={expiryTitle(expiry)}
            >
              {expiryText(expiry)}
            </Badge>
          ))}
        </div>
        {actions && <div className="ms-auto flex min-w-0 flex-wrap items-center gap-x-1">{actions}</div>}
      </div>
      <div className="min-h-5">{verdict}</div>
    </header>
  );
}

function NameComing() {
  return (
    <>
      <span className="sr-only">Loading the customer</span>
      <Skeleton className="h-6 w-56" />
    </>
  );
}

/**
 * Gives the focus to the customer's name after a step from a list or from the customer before, so that a screen reader
 * says who is shown and the next Tab goes on from there. Once only, and only while nothing else on screen has the focus.
 *
 * @param name `null` as long as it is not known
 * @param isStep `false` for a page that the browser has loaded: there the browser places the focus
 */
function useArrivalFocus(name: string | null, isStep: boolean): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const isDone = useRef(!isStep);
  useEffect(() => {
    if (isDone.current || name === null) return;
    isDone.current = true;
    const { activeElement } = document;
    // The link that was pressed lies in the list, which is hidden behind the customer now.
    const isFree = activeElement === null || activeElement === document.body || !activeElement.checkVisibility();
    if (isFree) heading.current?.focus({ preventScroll: true });
  }, [name]);
  return heading;
}
