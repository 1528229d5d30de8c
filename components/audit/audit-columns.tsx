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
import { actionLabel, actorName, eventNumber, outcomeWords } from '@/lib/words/audit';
import { detailWords } from '@/lib/words/audit-details';
import { formatSecond, utcText } from '@/lib/words/audit-time';
import { NOTHING } from '@/lib/words/format';
import { AUDIT_LOOKS } from './audit-looks';

/** The element id of the event's open details; `undefined` while they are closed. */
export const OpenDetails = createContext<string | undefined>(undefined);

/** One event in a line: when, who, what, which customer, how it ended. The details open below the row. */
export const auditColumns = tableColumns<AuditEntry, keyof typeof AUDIT_LOOKS>(AUDIT_LOOKS, {
  more: (entry) => <MoreCell entry={entry} />,
  time: ({ at }) => (
    <time dateTime={at} title={utcText(at)}>
      <Ltr>{formatSecond(at)}</Ltr>
    </time>
  ),
  person: ({ actor }) => (
    <span dir="ltr" title={actorName(actor)} className={cn('clip', actor.email === null && 'text-muted')}>
      {actorName(actor)}
    </span>
  ),
  action: ({ action }) => (
    <span className="clip" dir="auto" title={action}>
      {actionLabel(action)}
    </span>
  ),
  customer: ({ customer }) => <CustomerCell customer={customer} />,
  outcome: (entry) => <OutcomeBadge entry={entry} />,
  details: (entry) => {
    const details = detailWords(entry);
    return (
      <span className="clip" dir="auto" title={details || undefined}>
        {details}
      </span>
    );
  },
});

/** The row's button. The table takes its click like every other click in the row. */
function MoreCell({ entry }: { entry: AuditEntry }) {
  const opens = useContext(OpenDetails);
  const isTabStop = useContext(TabStop);
  return (
    <Button
      variant="ghost"
      size="icon"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={`Details of event ${eventNumber(entry.seq)}`}
      aria-expanded={opens !== undefined}
      aria-controls={opens}
    >
      <ChevronRight
        aria-hidden
        className={cn('transition-transform rtl:-scale-x-100', opens !== undefined && 'rotate-90 rtl:-rotate-90')}
      />
    </Button>
  );
}

/** The first part of the id tells customers apart at a glance. The customer's name stands on their own page alone. */
function CustomerCell({ customer }: { customer: string | null }) {
  const isTabStop = useContext(TabStop);
  if (customer === null) return <span className="text-muted">{NOTHING}</span>;
  const short = <Ltr className="tabular-nums">{customer.slice(0, 8)}…</Ltr>;
  if (parseUuid(customer) === null) return <span title={customer}>{short}</span>;
  return (
    <CustomerLink
      uuid={customer}
      tabIndex={isTabStop ? 0 : -1}
      title={`Customer ${customer}`}
      className="rounded-sm text-accent hover:underline"
    >
      {short}
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
