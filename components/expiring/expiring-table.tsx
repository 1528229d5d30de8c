'use client';

import { CalendarCheck } from 'lucide-react';
import { type ComponentType, createContext, type ReactNode, useContext, useMemo, useRef } from 'react';
import { useTimeZone } from '@/components/shell/clock';
import { Phone } from '@/components/shell/phone';
import { useCan } from '@/components/shell/viewer-context';
import type { ColumnView } from '@/components/table/column-choice';
import { TableCard, TableFrame } from '@/components/table/table-frame';
import { tableColumns, useTableModel } from '@/components/table/table-model';
import { TableRow, TabStop } from '@/components/table/table-row';
import { useRowFocus } from '@/components/table/use-row-focus';
import { useRowOpening } from '@/components/table/use-row-opening';
import { type RowSelection, useRowSelection } from '@/components/table/use-row-selection';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Ltr } from '@/components/ui/ltr';
import type { ExpiringParams, ExpiringRow, ExpiringSort } from '@/lib/contracts/expiring';
import { routes } from '@/lib/routes';
import { documentLabel } from '@/lib/words/documents';
import { daysText, disputedText } from '@/lib/words/expiry';
import { formatDay, NOTHING } from '@/lib/words/format';
import { counted } from '@/lib/words/numbers';
import { unreadableText } from '@/lib/words/unreadable';
import { linkTexts, markTitle, WORKLIST_WORDS } from '@/lib/words/worklist';
import { fullName } from '@/lib/writing/names';
import { EXPIRING_LOOKS, EXPIRING_ROW, type ExpiringColumnId } from './expiring-looks';

type CreateLinkButton = ComponentType<{ uuid: string; name: string; small?: boolean; tabIndex?: number }>;

/** Contexts, because the columns stand at module scope. */
const LinkButton = createContext<CreateLinkButton | null>(null);
const Selection = createContext<RowSelection | null>(null);

const columns = tableColumns<ExpiringRow, ExpiringColumnId>(
  EXPIRING_LOOKS,
  {
    select: (row) => <SelectCell row={row} />,
    customer: (row) => <CustomerCell row={row} />,
    document: (row) => <ExpiryBadge row={row} />,
    lastDay: (row) => <LastDay row={row} />,
    status: ({ status, ...row }) =>
      status === null ? (
        <Missing text={unreadableText(row, 'status')} />
      ) : (
        <span className="flex">
          <Badge tone={status.tone}>{status.label}</Badge>
        </span>
      ),
    phone: (row) =>
      row.phoneNumber === null ? (
        <Missing text={unreadableText(row, 'phoneNumber')} />
      ) : (
        <Phone number={row.phoneNumber} />
      ),
    email: (row) => row.email ?? <Missing text={unreadableText(row, 'email')} />,
    nationality: ({ nationality, ...row }) => (
      <span dir="auto" className="clip" title={nationality ?? undefined}>
        {nationality ?? <Missing text={unreadableText(row, 'nationality')} />}
      </span>
    ),
    lastLink: (row) => <LastLinkCell row={row} />,
    done: (row) => <DoneCell row={row} />,
    link: (row) => <LinkCell row={row} />,
  },
  { email: ({ email }) => email },
);

/** The column by whose button the page is sorted, and back. */
const SORTED: readonly (readonly [column: ExpiringColumnId, sort: ExpiringSort])[] = [
  ['customer', 'name'],
  ['lastDay', 'lastDay'],
  ['status', 'status'],
  ['nationality', 'nationality'],
];

/** A row's own key: a customer may have two documents in the list. */
export function rowKey({ uuid, documentType }: Pick<ExpiringRow, 'uuid' | 'documentType'>): string {
  return `${uuid} ${documentType}`;
}

export interface ExpiringTableProps {
  /** The button that creates a verification link. That feature has a room of its own, so `app/` passes it in. */
  CreateLink: CreateLinkButton;
  rows: readonly ExpiringRow[];
  dimmed: boolean;
  params: ExpiringParams;
  /** How the person has arranged the columns. */
  arranged: ColumnView;
  onSort: (change: Pick<ExpiringParams, 'sortBy' | 'order'>) => void;
  /** Whether the choice is small enough for every order. */
  sortable: boolean;
  /** Draws what can be done with the selected rows, below the table. */
  actions: (selection: RowSelection) => ReactNode;
  /** The next rows; `null` after the last ones. */
  more: { load: () => void; loading: boolean; failed: boolean } | null;
}

/** The expiring documents in rows, and the button for more of them. */
export function ExpiringTable(props: ExpiringTableProps) {
  const { CreateLink, rows, dimmed, params, arranged, more, sortable } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const mayCreateLink = useCan('link:create');
  const sort = sortOf(params);
  const { status, nationality } = params;
  const view = useMemo(() => {
    // A column that a filter is about is in sight, so that each row says why it is there.
    const asked = {
      ...(status !== undefined && { status: true }),
      ...(nationality !== undefined && { nationality: true }),
    };
    const visibility = { ...arranged.visibility, ...asked, ...(!mayCreateLink && { link: false }) };
    return { ...arranged, visibility };
  }, [arranged, mayCreateLink, status, nationality]);
  const table = useTableModel(columns, rows, { ...view, sort });
  const keys = useMemo(() => rows.map(rowKey), [rows]);
  const selection = useRowSelection({
    ...{ body, rows: keys, scope: JSON.stringify(params), stale: dimmed },
    moveTo: (index) => moveTo(index),
  });
  const { active, onFocus, moveTo } = useRowFocus(body, rows.length, 'rows');
  const opening = useRowOpening((index) => rows[index]?.uuid);
  const list = (
    <>
      <TableCard>
        <TableFrame
          label="Expiring documents"
          columns={table.columns.map((column) =>
            sortable || column.id === 'lastDay' ? column : { ...column, look: { ...column.look, sortable: false } },
          )}
          onSort={(id) => props.onSort(nextSort(params, SORTED.find(([column]) => column === id)?.[1] ?? 'lastDay'))}
          heads={{ select: <SelectAll rows={keys} selection={selection} /> }}
          busy={dimmed}
          dimmed={dimmed}
          card
          ref={body}
          {...opening}
          onFocus={onFocus}
        >
          <LinkButton value={CreateLink}>
            <Selection value={selection}>
              {table.rows.map((row) => (
                <TableRow
                  key={rowKey(row.original)}
                  row={row}
                  cells={table.cells}
                  tabStop={row.index === active}
                  card
                  className={`cursor-pointer hover:bg-sunken data-opening:bg-accent-soft has-checked:bg-accent-soft has-[a:focus-visible]:bg-accent-soft ${EXPIRING_ROW}`}
                />
              ))}
            </Selection>
          </LinkButton>
        </TableFrame>
      </TableCard>
      {more && (
        <>
          {more.failed && (
            <p role="alert">
              <bdi>The next documents could not be loaded.</bdi>
            </p>
          )}
          <Button data-more loading={more.loading} onClick={more.load}>
            Show more
          </Button>
        </>
      )}
    </>
  );
  return (
    <div className="flex flex-col items-center gap-3">
      {rows.length > 0 ? (
        list
      ) : (
        <EmptyState icon={CalendarCheck} title="No documents here">
          {params.open ? 'Nothing that is not done expires in this choice.' : 'Nothing expires in this choice.'}
        </EmptyState>
      )}
      {/* Also below no rows: a dialog of the actions stays open when the last row leaves the list. */}
      {props.actions(selection)}
    </div>
  );
}

/** The order as the head draws it: soonest first, of expired documents the latest first. */
function sortOf({ sortBy = 'lastDay', order, within }: ExpiringParams): { id: string; desc: boolean } | null {
  const id = SORTED.find(([, sort]) => sort === sortBy)?.[0];
  const usual = sortBy === 'lastDay' && within === 'expired' ? 'desc' : 'asc';
  return id === undefined ? null : { id, desc: (order ?? usual) === 'desc' };
}

/** After a press on a header: the active column turns round, another one starts in its usual order. */
function nextSort(params: ExpiringParams, sortBy: ExpiringSort): Pick<ExpiringParams, 'sortBy' | 'order'> {
  const now = sortOf(params);
  const isActive = (params.sortBy ?? 'lastDay') === sortBy;
  if (!isActive) return sortBy === 'lastDay' ? { sortBy: undefined, order: undefined } : { sortBy, order: 'asc' };
  return { sortBy, order: now?.desc ? 'asc' : 'desc' };
}

/** In the head: selects every row that is shown, or takes the selection away. */
function SelectAll({ rows, selection }: { rows: readonly string[]; selection: RowSelection }) {
  const some = selection.keys.length > 0;
  const all = selection.keys.length === rows.length;
  return (
    <label className="-ms-4 flex h-9 items-center ps-4">
      <input
        ref={(box) => {
          if (box) box.indeterminate = some && !all;
        }}
        type="checkbox"
        aria-label={counted(rows.length, WORKLIST_WORDS.selectAll)}
        title={counted(rows.length, WORKLIST_WORDS.selectAll)}
        checked={all}
        onChange={all ? selection.clear : selection.all}
        className="size-3.5 accent-accent"
      />
    </label>
  );
}

function SelectCell({ row }: { row: ExpiringRow }) {
  const selection = useContext(Selection);
  const isTabStop = useContext(TabStop);
  const key = rowKey(row);
  return (
    <label className="-my-2 -ms-4 flex h-9 items-center ps-4">
      <input
        type="checkbox"
        tabIndex={isTabStop ? 0 : -1}
        aria-label={WORKLIST_WORDS.selectRow(nameOf(row), documentLabel(row.documentType))}
        checked={selection?.has(key) ?? false}
        onChange={() => selection?.toggle(key)}
        className="size-3.5 accent-accent"
      />
    </label>
  );
}

/** The customer's name; words where there is none. */
export function nameOf(row: Pick<ExpiringRow, 'name' | 'surname'>): string {
  return fullName(row) ?? WORKLIST_WORDS.nameless;
}

function LastLinkCell({ row }: { row: ExpiringRow }) {
  const zone = useTimeZone();
  if (row.lastLink === null) return NOTHING;
  const { text, title } = linkTexts(row.lastLink, zone);
  return (
    <span dir="auto" className="clip" title={title}>
      {text}
    </span>
  );
}

function DoneCell({ row }: { row: ExpiringRow }) {
  const zone = useTimeZone();
  const mark = row.marks.find((one) => one.for === 'all') ?? row.marks[0];
  if (mark === undefined) return NOTHING;
  return (
    <span className="flex">
      <Badge tone="good" title={row.marks.map((one) => markTitle(one, zone)).join('\n')}>
        {WORKLIST_WORDS.done[mark.for]}
      </Badge>
    </span>
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
      <CreateLink small uuid={row.uuid} name={nameOf(row)} tabIndex={isTabStop ? 0 : -1} />
    </div>
  );
}
