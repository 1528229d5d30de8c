'use client';

import { CalendarCheck } from 'lucide-react';
import { type ComponentType, createContext, useContext, useMemo, useRef } from 'react';
import { useCan } from '@/components/shell/viewer-context';
import { TableCard, TableFrame } from '@/components/table/table-frame';
import { tableColumns, useTableModel } from '@/components/table/table-model';
import { TableRow, TabStop } from '@/components/table/table-row';
import { useRowFocus } from '@/components/table/use-row-focus';
import { useRowOpening } from '@/components/table/use-row-opening';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Ltr } from '@/components/ui/ltr';
import type { ExpiringRow } from '@/lib/contracts/directory';
import { routes } from '@/lib/routes';
import { daysText, disputedText } from '@/lib/words/expiry';
import { formatDay, NOTHING } from '@/lib/words/format';
import { unreadableText } from '@/lib/words/unreadable';
import { fullName } from '@/lib/writing/names';
import { EXPIRING_LOOKS, EXPIRING_ROW, type ExpiringColumnId } from './expiring-looks';

type CreateLinkButton = ComponentType<{ uuid: string; name: string; small?: boolean; tabIndex?: number }>;

/** A context, because the columns stand at module scope. */
const LinkButton = createContext<CreateLinkButton | null>(null);

const columns = tableColumns<ExpiringRow, ExpiringColumnId>(EXPIRING_LOOKS, {
  customer: (row) => <CustomerCell row={row} />,
  document: (row) => <ExpiryBadge row={row} />,
  lastDay: (row) => <LastDay row={row} />,
  nationality: ({ nationality, ...row }) => (
    <span dir="auto" className="clip" title={nationality ?? undefined}>
      {nationality ?? <Missing text={unreadableText(row, 'nationality')} />}
    </span>
  ),
  link: (row) => <LinkCell row={row} />,
});

export interface ExpiringTableProps {
  /** The button that creates a verification link. That feature has a room of its own, so `app/` passes it in. */
  CreateLink: CreateLinkButton;
  rows: readonly ExpiringRow[];
  dimmed: boolean;
  /** The next rows; `null` after the last ones. */
  more: { load: () => void; loading: boolean; failed: boolean } | null;
}

/** The expiring documents in rows, and the button for more of them. */
export function ExpiringTable({ CreateLink, rows, dimmed, more }: ExpiringTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const mayCreateLink = useCan('link:create');
  const view = useMemo(() => ({ visibility: { link: mayCreateLink } }), [mayCreateLink]);
  const table = useTableModel(columns, rows, view);
  const { active, onFocus } = useRowFocus(body, rows.length, 'rows');
  const opening = useRowOpening((index) => rows[index]?.uuid);
  if (rows.length === 0) {
    return (
      <EmptyState icon={CalendarCheck} title="No documents here">
        Nothing expires in this choice.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col items-center gap-3">
      <TableCard>
        <TableFrame
          label="Expiring documents"
          columns={table.columns}
          busy={dimmed}
          dimmed={dimmed}
          card
          ref={body}
          {...opening}
          onFocus={onFocus}
        >
          <LinkButton value={CreateLink}>
            {table.rows.map((row) => (
              <TableRow
                key={`${row.original.uuid} ${row.original.documentType}`}
                row={row}
                cells={table.cells}
                tabStop={row.index === active}
                card
                className={`cursor-pointer hover:bg-sunken data-opening:bg-accent-soft has-[a:focus-visible]:bg-accent-soft ${EXPIRING_ROW}`}
              />
            ))}
          </LinkButton>
        </TableFrame>
      </TableCard>
      {more && (
        <>
          {more.failed && <p role="alert">The next documents could not be loaded.</p>}
          <Button loading={more.loading} onClick={more.load}>
            Show more
          </Button>
        </>
      )}
    </div>
  );
}

/** The row's one link: `useRowOpening` takes its click, like every press in the row. */
function CustomerCell({ row }: { row: ExpiringRow }) {
  const name = fullName(row);
  const isTabStop = useContext(TabStop);
  return (
    <a
      href={routes.customer(row.uuid)}
      tabIndex={isTabStop ? 0 : -1}
      dir="auto"
      title={name ?? undefined}
      className="clip font-medium"
    >
      {name ?? unreadableText(row, 'name') ?? unreadableText(row, 'surname') ?? 'No name'}
    </a>
  );
}

/** A document that Sentinel alone calls expired says what its own date says. */
function LastDay({ row }: { row: ExpiringRow }) {
  if (row.dateOfExpiry !== null) return <Ltr>{formatDay(row.dateOfExpiry)}</Ltr>;
  return <Missing text={disputedText(row.disputed) ?? unreadableText(row, 'dateOfExpiry')} />;
}

/** In place of a value: what is odd about the value, or nothing. */
function Missing({ text }: { text: string | null }) {
  if (text === null) return NOTHING;
  return (
    <span title={text} className="flex">
      <Badge tone="attention">{text}</Badge>
    </span>
  );
}

/** Red for an expired document, also when only Sentinel says so (`days` is `null`). Amber for one about to expire. */
export function ExpiryBadge({ row }: { row: ExpiringRow }) {
  const expired = row.days === null || row.days < 0;
  return (
    <span className="flex">
      <Badge tone={expired ? 'bad' : 'attention'}>{daysText(row)}</Badge>
    </span>
  );
}

function LinkCell({ row }: { row: ExpiringRow }) {
  const CreateLink = useContext(LinkButton);
  const isTabStop = useContext(TabStop);
  if (CreateLink === null) return null;
  return (
    <div className="flex justify-end">
      <CreateLink
        small
        uuid={row.uuid}
        name={fullName(row) ?? 'a customer without a name'}
        tabIndex={isTabStop ? 0 : -1}
      />
    </div>
  );
}
