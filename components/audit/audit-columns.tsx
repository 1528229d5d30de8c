'use client';

import { ChevronRight } from 'lucide-react';
import { createContext, useContext } from 'react';
import { parseUuid } from '@/components/address/audit-codec';
import { CustomerLink } from '@/components/shell/customer-link';
import { tableColumns } from '@/components/table/table-model';
import { TabStop } from '@/components/table/table-row';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Ltr } from '@/components/ui/ltr';
import type { AuditEntry } from '@/lib/contracts/audit';
import { isLook } from '@/lib/contracts/audit-scopes';
import {
  actionLabel,
  actorName,
  actorTitle,
  eventNumber,
  foldedText,
  outcomeWords,
  repeatedLabel,
} from '@/lib/words/audit';
import { detailWords } from '@/lib/words/audit-details';
import { formatSecond, formatSpan, utcText } from '@/lib/words/audit-time';
import { NOTHING } from '@/lib/words/format';
import { AUDIT_LOOKS } from './audit-looks';
import type { AuditRow } from './audit-rows';

/** The element id of what is open below the row: the event's details, or a fold's events; `undefined` while it is closed. */
export const OpenDetails = createContext<string | undefined>(undefined);

/** One event in a line: when, who, what, which customer, how it ended. The details open below the row. */
export const auditColumns = tableColumns<AuditRow, keyof typeof AUDIT_LOOKS>(AUDIT_LOOKS, {
  more: (row) => <MoreCell row={row} />,
  time: ({ entry: { at }, folded }) => (
    <time dateTime={at} title={utcText(at)}>
      <Ltr>{folded === null ? formatSecond(at) : formatSpan(folded.at(-1)?.at ?? at, at)}</Ltr>
    </time>
  ),
  person: ({ entry: { actor }, names }) => (
    <span
      dir="auto"
      title={actorTitle(actor, names.people)}
      className={cn('clip', actor.email === null && 'text-muted')}
    >
      {actorName(actor, names.people)}
    </span>
  ),
  action: ({ entry: { action }, folded, isPart }) => (
    <span className={cn('clip', isPart && 'sm:ps-3')} dir="auto" title={action}>
      {folded !== null && isLook(action) ? repeatedLabel(action, folded.length) : actionLabel(action)}
    </span>
  ),
  customer: ({ entry: { customer }, names }) => (
    <CustomerCell customer={customer} name={customer === null ? undefined : names.customers[customer]} />
  ),
  outcome: ({ entry }) => <OutcomeBadge entry={entry} />,
  details: ({ entry, folded, names }) => {
    const details = folded === null ? detailWords(entry, names.people) : foldedText(folded.map(({ seq }) => seq));
    return (
      <span className="clip" dir="auto" title={details || undefined}>
        {details}
      </span>
    );
  },
});

/** The row's button. The table takes its click like every other click in the row. */
function MoreCell({ row: { entry, folded } }: { row: AuditRow }) {
  const opens = useContext(OpenDetails);
  const isTabStop = useContext(TabStop);
  return (
    <Button
      variant="ghost"
      size="icon"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={
        folded === null ? `Details of event ${eventNumber(entry.seq)}` : foldedText(folded.map(({ seq }) => seq))
      }
      aria-expanded={opens !== undefined}
      aria-controls={folded === null ? opens : undefined}
    >
      <ChevronRight
        aria-hidden
        className={cn('transition-transform rtl:-scale-x-100', opens !== undefined && 'rotate-90 rtl:-rotate-90')}
      />
    </Button>
  );
}

/** The customer's name; the first part of the id for a reader who may see none, and where the directory knows none. */
function CustomerCell({ customer, name }: { customer: string | null; name: string | undefined }) {
  const isTabStop = useContext(TabStop);
  if (customer === null) return <span className="text-muted">{NOTHING}</span>;
  const short = <Ltr className="tabular-nums">{customer.slice(0, 8)}…</Ltr>;
  if (parseUuid(customer) === null) return <span title={customer}>{short}</span>;
  return (
    <CustomerLink
      uuid={customer}
      tabIndex={isTabStop ? 0 : -1}
      title={`Customer ${customer}`}
      dir="auto"
      className="clip rounded-sm text-accent hover:underline"
    >
      {name ?? short}
    </CustomerLink>
  );
}

/** How the action ended. An ordinary ending has no colour, so that every colour means something. */
function OutcomeBadge({ entry }: { entry: AuditEntry }) {
  const { label, tone, plain } = outcomeWords(entry);
  if (plain) return <span className="text-muted">{label}</span>;
  return (
    <Badge tone={tone} {...(entry.outcome === 'pending' && { icon: 'badge-hourglass' })}>
      {label}
    </Badge>
  );
}
