'use client';

import { useRouter } from 'next/navigation';
import { type MouseEvent, type Ref, useEffect, useRef } from 'react';
import type { Visibility } from '@/components/table/column-choice';
import { SkeletonRows } from '@/components/table/skeleton-rows';
import { TableFrame } from '@/components/table/table-frame';
import { type TableColumns, useTableModel } from '@/components/table/table-model';
import { TableRow } from '@/components/table/table-row';
import type { RowFocus } from '@/components/table/use-row-focus';
import type { CustomerRow } from '@/lib/contracts/customer';
import type { Order, PerPage, SortKey } from '@/lib/contracts/list-params';
import { routes } from '@/lib/routes';
import { SORTED_COLUMN, sortKeyOf } from './customer-looks';

const NO_ROWS: CustomerRow[] = [];

/** Milliseconds. A pointer that rests this long on a row is likely to press. */
const INTENT_MS = 80;

const ROW =
  'group h-10 cursor-pointer bg-surface -outline-offset-2 hover:bg-sunken has-[a:focus-visible]:bg-accent-soft has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-accent';

interface CustomersTableProps {
  /** `sortBy: null`: the best match first, which no column shows. */
  params: { sortBy: SortKey | null; order: Order; perPage: PerPage };
  columns: TableColumns<CustomerRow>;
  onSort: (sortBy: SortKey) => void;
  visibility: Visibility;
  /** `undefined` while the first rows are on their way. */
  rows: CustomerRow[] | undefined;
  /** The rows are of an earlier state; newer ones are coming. */
  dimmed: boolean;
  body: Ref<HTMLTableSectionElement>;
  focus: RowFocus;
  /** Called with the row's index before the page opens its customer. */
  onOpen: (index: number) => void;
}

/** Customers in rows. A press anywhere in a row opens the customer, in a new tab where the browser's own links would. */
export function CustomersTable(props: CustomersTableProps) {
  const { params, rows, dimmed, focus, visibility } = props;
  const router = useRouter();
  const prepare = usePrepare();
  const afterSingleClick = useSingleClick();
  const sort = params.sortBy && { id: SORTED_COLUMN[params.sortBy], desc: params.order === 'desc' };
  const table = useTableModel(props.columns, rows ?? NO_ROWS, { visibility, sort });

  const customerAt = (target: EventTarget) => rows?.[Number((target as HTMLElement).closest('tr')?.dataset.index)];

  const open = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const row = target.closest('tr');
    const customer = customerAt(target);
    if (!row || !customer || event.button > 1) return;
    const newTab = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!newTab) props.onOpen(Number(row.dataset.index));
    // The browser follows the link itself, in every way that it knows.
    if (target.closest('a')) return;
    if (newTab) window.open(routes.customer(customer.uuid), '_blank', 'noopener');
    else afterSingleClick(event.detail, () => !isSelecting(row) && router.push(routes.customer(customer.uuid)));
  };

  return (
    <TableFrame
      label="Customers"
      columns={table.columns}
      onSort={(id) => {
        const sortBy = sortKeyOf(id);
        if (sortBy !== undefined) props.onSort(sortBy);
      }}
      busy={rows === undefined || dimmed}
      dimmed={dimmed}
      ref={props.body}
      onClickCapture={open}
      onAuxClick={open}
      onFocus={focus.onFocus}
      onPointerOver={(event) => prepare(customerAt(event.target))}
    >
      {rows === undefined ? (
        <SkeletonRows columns={table.columns} count={params.perPage} />
      ) : (
        table.rows.map((row) => (
          <TableRow
            key={row.id}
            row={row}
            columnKey={table.columnKey}
            tabStop={row.index === focus.active}
            className={ROW}
          />
        ))
      )}
    </TableFrame>
  );
}

/** Milliseconds. Systems count two presses as a double click for up to 500; most people take less than half of that. */
const DOUBLE_CLICK_MS = 250;

/**
 * Waits whether a press becomes a double click. A double click selects the word under it, so that a person can copy a
 * phone number; it must not open the customer, because opening is recorded. The link with the name never waits.
 */
function useSingleClick(): (clicks: number, act: () => void) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (clicks, act) => {
    clearTimeout(timer.current);
    if (clicks < 2) timer.current = setTimeout(act, DOUBLE_CLICK_MS);
  };
}

/** A person who has just marked an e-mail address to copy it wants to stay on the page. */
function isSelecting(row: HTMLElement): boolean {
  const selection = window.getSelection();
  return selection !== null && selection.type === 'Range' && selection.containsNode(row, true);
}

/**
 * Prefetches the frame of a customer's page while the pointer rests on the row, so that a press opens the page at once.
 * The frame only: the desk asks for the customer's record when a person opens it, because opening is audited.
 */
function usePrepare(): (customer: CustomerRow | undefined) => void {
  const router = useRouter();
  const pending = useRef<{ uuid: string; timer: ReturnType<typeof setTimeout> }>(undefined);
  useEffect(() => () => clearTimeout(pending.current?.timer), []);
  return (customer) => {
    if (customer?.uuid === pending.current?.uuid) return;
    clearTimeout(pending.current?.timer);
    pending.current = customer && {
      uuid: customer.uuid,
      timer: setTimeout(() => router.prefetch(routes.customer(customer.uuid)), INTENT_MS),
    };
  };
}
