'use client';

import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { memo } from 'react';
import { parseUuid } from '@/components/address/audit-codec';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Ltr } from '@/components/ui/ltr';
import type { AuditEntry } from '@/lib/contracts/audit';
import { routes } from '@/lib/routes';
import { actionLabel, actorName, eventNumber } from '@/lib/words/audit';
import { detailWords } from '@/lib/words/audit-details';
import { formatSecond, utcText } from '@/lib/words/audit-time';
import { NOTHING } from '@/lib/words/format';
import { OutcomeBadge } from './outcome-badge';

export interface AuditRowProps {
  entry: AuditEntry;
  index: number;
  tabStop: boolean;
  /** The id of what it opens, while that is open. */
  opens: string | undefined;
  onToggle: (seq: number) => void;
}

const CELL = 'overflow-hidden whitespace-nowrap border-line border-b px-3 last:pe-4';

/** One event in a line: when, who, what, whose, how it ended. Everything else is one press away. */
export const AuditRow = memo(function AuditRow({ entry, index, tabStop, opens, onToggle }: AuditRowProps) {
  const [person, details] = [actorName(entry.actor), detailWords(entry)];
  const tabIndex = tabStop ? 0 : -1;
  return (
    <tr data-index={index} data-seq={entry.seq} className="h-10 bg-surface hover:bg-sunken">
      <td className={cn(CELL, 'ps-2 pe-1')}>
        <Button
          variant="ghost"
          size="icon"
          tabIndex={tabIndex}
          aria-label={`Details of event ${eventNumber(entry.seq)}`}
          aria-expanded={opens !== undefined}
          aria-controls={opens}
          onClick={() => onToggle(entry.seq)}
        >
          <ChevronRight
            aria-hidden
            className={cn('transition-transform rtl:-scale-x-100', opens !== undefined && 'rotate-90 rtl:-rotate-90')}
          />
        </Button>
      </td>
      <td className={CELL}>
        <time dateTime={entry.at} title={utcText(entry.at)}>
          <Ltr>{formatSecond(entry.at)}</Ltr>
        </time>
      </td>
      <td className={CELL}>
        <span dir="ltr" title={person} className={cn('clip', entry.actor.email === null && 'text-muted')}>
          {person}
        </span>
      </td>
      <td className={CELL}>
        <span className="clip" dir="auto" title={entry.action}>
          {actionLabel(entry.action)}
        </span>
      </td>
      <td className={CELL}>
        <CustomerCell customer={entry.customer} tabIndex={tabIndex} />
      </td>
      <td className={CELL}>
        <OutcomeBadge entry={entry} />
      </td>
      <td className={CELL}>
        <span className="clip" dir="auto" title={details || undefined}>
          {details}
        </span>
      </td>
    </tr>
  );
});

/** By the first part of the id, which tells customers apart at a glance; who it is, only their own page says. */
function CustomerCell({ customer, tabIndex }: { customer: string | null; tabIndex: number }) {
  if (customer === null) return <span className="text-muted">{NOTHING}</span>;
  const short = <Ltr className="tabular-nums">{customer.slice(0, 8)}…</Ltr>;
  if (parseUuid(customer) === null) return <span title={customer}>{short}</span>;
  return (
    <Link
      href={routes.customer(customer)}
      prefetch={false}
      tabIndex={tabIndex}
      title={`Customer ${customer}`}
      className="rounded-sm text-accent hover:underline"
    >
      {short}
    </Link>
  );
}
