'use client';

import { pushEntry } from '@/components/address/customers-address';
import { EXPIRING_CODEC } from '@/components/address/expiring-codec';
import { readView, writeView } from '@/components/address/filter-codec';
import { pushAddress } from '@/components/address/page-address';
import { type ColumnView, readColumns } from '@/components/table/column-choice';
import type { ColumnLook } from '@/components/table/column-look';
import { DEFAULT_EXPIRING } from '@/lib/contracts/expiring';
import { DEFAULT_LIST } from '@/lib/contracts/list-params';
import type { ViewPage, ViewState } from '@/lib/contracts/views';
import { routes } from '@/lib/routes';

/** What a page shows by its address. The text of a search is in no address, and so in no view. */
export function stateOf(page: ViewPage, search: string): ViewState {
  if (page === 'customers') {
    const { filters, sort } = readView(search);
    return { page, filters, ...(sort && { sort }) };
  }
  return { page, params: { ...DEFAULT_EXPIRING, ...EXPIRING_CODEC.read(search) } };
}

/** The path and query under which a page shows a view. */
export function addressOf(state: ViewState, perPage = DEFAULT_LIST.perPage): string {
  if (state.page === 'expiring') return routes.expiring() + EXPIRING_CODEC.write(state.params);
  return routes.customers() + writeView({ filters: state.filters, sort: state.sort, perPage });
}

/** A step to a view, which Back undoes. The rows a page stay as they are, and a searched text goes. */
export function showState(state: ViewState): void {
  const { perPage } = readView(window.location.search);
  const address = addressOf(state, perPage);
  if (state.page === 'expiring') pushAddress(address);
  else pushEntry(new URL(address, window.location.href).search, { text: '', trail: [] });
}

/** The columns that are shown, in their order. */
export function shownColumns({ order, visibility }: ColumnView): string[] {
  return order.filter((id) => visibility[id] !== false);
}

/** What a view keeps of what is shown. Without columns, each browser keeps its own. */
export function keptState({ columns, ...rest }: ViewState, withColumns: boolean): ViewState {
  return withColumns && columns !== undefined ? { ...rest, columns } : rest;
}

/**
 * The columns as a view wants them; widths stay the browser's own. Columns that this release does not know are dropped,
 * and fixed columns keep their places.
 *
 * @param looks the page's columns
 */
export function arrangedAs(
  columns: readonly string[],
  { widths }: Pick<ColumnView, 'widths'>,
  looks: Readonly<Record<string, ColumnLook>>,
): ColumnView {
  const hidden = Object.keys(looks).filter((id) => !columns.includes(id));
  const text = [...columns, ...hidden.map((id) => `-${id}`)].join();
  return { ...readColumns(text, looks), widths };
}
