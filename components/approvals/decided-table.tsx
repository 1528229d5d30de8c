'use client';

import { useRef } from 'react';
import type { ColumnLook } from '@/components/table/column-look';
import { TableFrame } from '@/components/table/table-frame';
import { tableColumns, useTableModel } from '@/components/table/table-model';
import { TableRow } from '@/components/table/table-row';
import { useRowFocus } from '@/components/table/use-row-focus';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import type { DecidedApproval } from '@/lib/contracts/approvals';
import { APPROVAL_WORDS as WORDS } from '@/lib/words/approvals';
import { outcomeWords } from '@/lib/words/audit';
import { NOTHING } from '@/lib/words/format';
import { CardLabel, CustomerName, Person } from './people';

type ColumnId = 'customer' | 'kind' | 'state' | 'maker' | 'by' | 'word';

/** On a phone a row is a card, with one cell below the other. */
const WRAPPED = 'on-card whitespace-normal py-2 align-top max-sm:col-span-full';

const LOOKS: Record<ColumnId, ColumnLook> = {
  customer: { label: WORDS.columns.customer, min: 160, share: '18%', bone: 'w-32', cell: WRAPPED },
  kind: { label: WORDS.columns.change, min: 150, share: '15%', bone: 'w-32', cell: WRAPPED },
  state: { label: WORDS.decidedColumns.state, min: 180, share: '20%', bone: 'w-24', cell: WRAPPED },
  maker: { label: WORDS.columns.maker, min: 140, share: '15%', bone: 'w-24', cell: WRAPPED },
  by: { label: WORDS.decidedColumns.by, min: 140, share: '15%', bone: 'w-24', cell: WRAPPED },
  word: { label: WORDS.decidedColumns.word, min: 140, share: 'rest', bone: 'w-24', cell: WRAPPED },
};

const TONES: Record<DecidedApproval['state'], BadgeTone> = {
  approved: 'neutral',
  approving: 'neutral',
  written: 'good',
  unknown: 'attention',
  failed: 'bad',
  declined: 'neutral',
  lapsed: 'neutral',
};

const columns = tableColumns<DecidedApproval, ColumnId>(LOOKS, {
  customer: ({ customer }) => <CustomerName {...customer} />,
  kind: ({ kind }) => <bdi>{WORDS.kinds[kind]}</bdi>,
  state: ({ state, failure }) => (
    <>
      <Badge tone={TONES[state]}>{WORDS.states[state]}</Badge>
      {state === 'unknown' && <bdi className="mt-1 block text-muted text-xs">{WORDS.unknown}</bdi>}
      {failure !== null && (
        <bdi className="mt-1 block text-muted text-xs">
          {outcomeWords({ action: 'customer.approval-ended', outcome: failure }).label}
        </bdi>
      )}
    </>
  ),
  maker: ({ maker, requestedAt }) => (
    <>
      <CardLabel>{WORDS.columns.maker}</CardLabel>
      <Person {...maker} at={requestedAt} />
    </>
  ),
  by: ({ by, decidedAt }) => (
    <>
      <CardLabel>{WORDS.decidedColumns.by}</CardLabel>
      {by === null ? <bdi>{WORDS.nobody}</bdi> : <Person {...by} at={decidedAt} />}
    </>
  ),
  word: ({ word }) => (
    <>
      <CardLabel>{WORDS.decidedColumns.word}</CardLabel>
      <bdi className="wrap-anywhere">{word ?? NOTHING}</bdi>
    </>
  ),
});

/** How requests were decided lately. It has no values: those are removed when a request is decided. */
export function DecidedTable({ decided }: { decided: DecidedApproval[] }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const table = useTableModel(columns, decided);
  const { onFocus } = useRowFocus(body, decided.length, 'rows');
  return (
    <div className="overflow-x-auto">
      <TableFrame label={WORDS.decided} phoneCards columns={table.columns} busy={false} ref={body} onFocus={onFocus}>
        {table.rows.map((row) => (
          <TableRow key={row.original.id} row={row} cells={table.cells} tabStop className="bg-surface" />
        ))}
      </TableFrame>
    </div>
  );
}
