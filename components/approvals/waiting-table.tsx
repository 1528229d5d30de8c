'use client';

import { ArrowRight } from 'lucide-react';
import { createContext, useContext, useRef } from 'react';
import { useTimeZone } from '@/components/shell/clock';
import type { ColumnLook } from '@/components/table/column-look';
import { SkeletonRows } from '@/components/table/skeleton-rows';
import { TableFrame } from '@/components/table/table-frame';
import { tableColumns, useTableModel } from '@/components/table/table-model';
import { TableRow } from '@/components/table/table-row';
import { useRowFocus } from '@/components/table/use-row-focus';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Ltr } from '@/components/ui/ltr';
import type { CallerChecked, WaitingApproval } from '@/lib/contracts/approvals';
import { APPROVAL_WORDS as WORDS } from '@/lib/words/approvals';
import { FIELD_LABELS } from '@/lib/words/contact';
import { documentLabel } from '@/lib/words/documents';
import { formatMoment, NOTHING } from '@/lib/words/format';
import { formatFacts } from '@/lib/words/numbers';
import { purposeLabel } from '@/lib/words/purposes';
import { Decision } from './decision';
import { CardLabel, CustomerName, Person } from './people';

type ColumnId = 'customer' | 'change' | 'maker' | 'caller' | 'purpose' | 'until' | 'actions';

/** On a phone a row is a card, with one cell below the other. */
const WRAPPED = 'on-card whitespace-normal py-2 align-top max-sm:col-span-full';

/** The columns of the table, in their order. */
const LOOKS: Record<ColumnId, ColumnLook> = {
  customer: { label: WORDS.columns.customer, min: 160, share: '16%', bone: 'w-32', cell: WRAPPED },
  change: { label: WORDS.columns.change, min: 260, share: '30%', bone: 'w-56', cell: WRAPPED },
  maker: { label: WORDS.columns.maker, min: 140, share: '14%', bone: 'w-24', cell: WRAPPED },
  caller: { label: WORDS.columns.caller, min: 130, share: '10%', bone: 'w-16', cell: WRAPPED },
  purpose: { label: WORDS.columns.purpose, min: 130, share: '12%', bone: 'w-20', cell: WRAPPED },
  until: { label: WORDS.columns.until, min: 110, share: '8%', bone: 'w-16', cell: WRAPPED },
  actions: { label: WORDS.actions, min: 200, share: 'rest', bone: 'w-28', cell: WRAPPED },
};

const CALLER_TONES: Record<CallerChecked, BadgeTone> = { passed: 'good', 'not-passed': 'attention', off: 'neutral' };

const NONE: WaitingApproval[] = [];
const SKELETONS = 2;

const Decided = createContext<() => void>(() => {});

const columns = tableColumns<WaitingApproval, ColumnId>(LOOKS, {
  customer: ({ customer }) => <CustomerName {...customer} />,
  change: (request) => <Change request={request} />,
  maker: ({ maker, requestedAt }) => (
    <>
      <CardLabel>{WORDS.columns.maker}</CardLabel>
      <Person {...maker} at={requestedAt} />
    </>
  ),
  caller: ({ callerCheck }) => (
    <>
      <CardLabel>{WORDS.columns.caller}</CardLabel>
      <Badge tone={CALLER_TONES[callerCheck]}>{WORDS.callers[callerCheck]}</Badge>
    </>
  ),
  purpose: ({ purpose, sentence }) => (
    <>
      <CardLabel>{WORDS.columns.purpose}</CardLabel>
      <bdi>{purpose === null ? WORDS.noPurpose : purposeLabel(purpose)}</bdi>
      {sentence !== null && <bdi className="block text-muted text-xs wrap-anywhere">{sentence}</bdi>}
    </>
  ),
  until: ({ lapsesAt }) => (
    <>
      <CardLabel>{WORDS.columns.until}</CardLabel>
      <Moment at={lapsesAt} />
    </>
  ),
  actions: (request) => <DecisionCell request={request} />,
});

interface WaitingTableProps {
  /** `undefined` while the requests are loading. */
  waiting: readonly WaitingApproval[] | undefined;
  onDecided: () => void;
}

export function WaitingTable({ waiting, onDecided }: WaitingTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const table = useTableModel(columns, waiting ?? NONE);
  const { onFocus } = useRowFocus(body, waiting?.length ?? 0, 'rows');
  return (
    <Decided value={onDecided}>
      <div className="overflow-x-auto">
        <TableFrame
          label={WORDS.title}
          phoneCards
          columns={table.columns}
          busy={waiting === undefined}
          ref={body}
          onFocus={onFocus}
        >
          {waiting === undefined ? (
            <SkeletonRows columns={table.columns} count={SKELETONS} rowClass="h-16" />
          ) : (
            table.rows.map((row) => (
              <TableRow
                key={row.original.id}
                row={row}
                cells={table.cells}
                tabStop
                className="bg-surface hover:bg-sunken"
              />
            ))
          )}
        </TableFrame>
      </div>
    </Decided>
  );
}

function DecisionCell({ request }: { request: WaitingApproval }) {
  return <Decision request={request} onDecided={useContext(Decided)} />;
}

function Moment({ at }: { at: string }) {
  return <bdi>{formatMoment(at, useTimeZone())}</bdi>;
}

/** Before and after, so that a colleague can compare with what the customer asked for. */
function Change({ request: { kind, reason, changes, contact, documents } }: { request: WaitingApproval }) {
  return (
    <>
      <p className="font-medium">
        <bdi>{WORDS.kinds[kind]}</bdi>
      </p>
      <dl>
        {changes.map(({ field, before, after }) => (
          <div key={field} className="mt-1">
            <dt className="text-muted text-xs">{FIELD_LABELS[field]}</dt>
            <dd className="flex flex-wrap items-center gap-x-2">
              <Ltr className="text-muted line-through decoration-line-strong wrap-anywhere">{before ?? NOTHING}</Ltr>
              <ArrowRight aria-hidden className="size-3.5 shrink-0 text-muted rtl:-scale-x-100" />
              <Ltr className="font-semibold wrap-anywhere">{after}</Ltr>
            </dd>
          </div>
        ))}
        {contact !== null &&
          (['email', 'phoneNumber'] as const).map((field) => (
            <div key={field} className="mt-1">
              <dt className="text-muted text-xs">{FIELD_LABELS[field]}</dt>
              <dd>
                <Ltr className="wrap-anywhere">{contact[field] ?? NOTHING}</Ltr>
              </dd>
            </div>
          ))}
      </dl>
      {documents.length > 0 && <p className="mt-1">{formatFacts(documents.map(documentLabel))}</p>}
      <p className="mt-1 text-muted text-xs">
        <bdi>{WORDS.reasons[reason]}</bdi>
      </p>
    </>
  );
}
