import { ListFilter } from 'lucide-react';
import type { ReactNode } from 'react';
import { parseUuid } from '@/components/address/audit-codec';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Ltr } from '@/components/ui/ltr';
import type { AuditEntry, AuditNames } from '@/lib/contracts/audit';
import { actionLabel, actorName, actorRole, eventNumber, outcomeWords } from '@/lib/words/audit';
import { auditFields } from '@/lib/words/audit-fields';
import { formatSecond, utcText } from '@/lib/words/audit-time';
import { NOTHING } from '@/lib/words/format';
import type { Filters } from './audit-state';

interface EventDetailsProps {
  entry: AuditEntry;
  names: AuditNames;
  onFilter: (change: Partial<Filters>) => void;
}

/** The whole event as the trail keeps it, for people who must prove something with it. */
export function EventDetails({ entry, names, onFilter }: EventDetailsProps) {
  const { actor, customer, action } = entry;
  const name = customer === null ? undefined : names.customers[customer];
  const whose = customer === null ? null : parseUuid(customer);
  return (
    // The table may be wider than the window and scroll sideways. The details stay within the window.
    <div className="sticky start-0 flex w-screen max-w-full flex-col gap-3 px-4 py-3 ps-14 max-sm:ps-4">
      <dl className="grid gap-x-8 gap-y-1 md:grid-cols-2 xl:max-w-5xl">
        <Line label="Event">{eventNumber(entry.seq)}</Line>
        <Line label="Outcome event">{entry.outcomeSeq !== null && eventNumber(entry.outcomeSeq)}</Line>
        <Line label="Local time">{formatSecond(entry.at)}</Line>
        <Line label="UTC">{utcText(entry.at)}</Line>
        <Line label="Person">{actorName(actor, names.people)}</Line>
        <Line label="E-mail then">{actor.email}</Line>
        <Line label="Role">{actorRole(actor.role)}</Line>
        <Line label="Account" copy={actor.id} />
        <Line label="Session" copy={entry.sessionId} />
        <Line label="Address">{entry.address}</Line>
        <Line label="Request" copy={entry.requestId} />
        {name !== undefined && <Line label="Name">{name}</Line>}
        <Line label="Customer" copy={customer} />
        <Line label="Action">{actionLabel(action)}</Line>
        <Line label="Outcome">{outcomeWords(entry).label}</Line>
        {auditFields(entry, names.people).map(({ label, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a correction has a line per change, and the order never changes
          <Line key={`${index} ${label}`} label={label}>
            {value}
          </Line>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">
        {actor.id !== null && <Only what="this person" onClick={() => onFilter({ actor: actor.id })} />}
        <Only what="this action" onClick={() => onFilter({ action })} />
        {whose !== null && <Only what="this customer" onClick={() => onFilter({ customer: whose })} />}
      </div>
    </div>
  );
}

function Line({ label, children, copy }: { label: string; children?: ReactNode; copy?: string | null }) {
  return (
    <div className="grid min-h-6 grid-cols-[6.5rem_minmax(0,1fr)] items-center gap-3">
      <dt className="text-muted">{label}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <Ltr className="min-w-0 [overflow-wrap:anywhere]">{copy || children || NOTHING}</Ltr>
        {copy && <CopyButton value={copy} label={`Copy ${label.toLowerCase()}`} className="shrink-0" />}
      </dd>
    </div>
  );
}

function Only({ what, onClick }: { what: string; onClick: () => void }) {
  return (
    <Button size="sm" onClick={onClick}>
      <ListFilter aria-hidden />
      Only {what}
    </Button>
  );
}
