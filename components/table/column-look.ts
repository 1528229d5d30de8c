import { cn } from '@/components/ui/cn';

/** How a table draws one column. The page adds the cells and decides what sorting means. */
export interface ColumnLook {
  /** The header's text, and the column's name in the Columns menu. */
  label: string;
  /** Only screen readers get the header's text: the cells explain themselves to the eye. */
  labelHidden?: boolean;
  /** The narrowest width, in pixels. */
  min: number;
  /**
   * The width in a wider table: a CSS length, a percentage of the table, or `rest` for the space that is left.
   * Without it the column keeps `min`.
   */
  share?: string;
  /** The header has a sort button. */
  sortable?: boolean;
  /** People cannot hide the column. */
  fixed?: boolean;
  /** The cells hold one line of text, which runs in this direction and is clipped at its own end. */
  dir?: 'ltr' | 'auto';
  /** Class of the skeleton bar, about as wide as the usual content. */
  bone: string;
  /** Classes of the column's cells, skeleton cells included. */
  cell?: string;
  /** Classes of the header cell. */
  head?: string;
}

/** A column as the head and the skeleton draw it. */
export interface DrawnColumn {
  id: string;
  look: ColumnLook;
  /** `undefined`: the column takes the space that is left. */
  width: string | number | undefined;
  /** The order of the rows, if this column decides it. */
  sorted?: 'asc' | 'desc' | undefined;
}

const CARD_CELL = 'px-3 first:ps-4 last:pe-4 sm:h-10 sm:border-line sm:border-t';

/**
 * The classes of a body cell beside those of its table (`page-table` in `globals.css`).
 *
 * @param card the table is one part of a page, and on a phone its rows are grids
 */
export function cellClass(look: ColumnLook, card: boolean): string | undefined {
  return card ? cn(CARD_CELL, look.cell) : look.cell;
}

/** The columns of a table that has no rows yet: all of them, in the page's order, unsorted. */
export function drawnColumns(looks: Readonly<Record<string, ColumnLook>>): DrawnColumn[] {
  return Object.entries(looks).map(([id, look]) => ({ id, look, width: columnWidth(look) }));
}

/**
 * The CSS width of a header cell. The table's layout is fixed, so the header cells alone decide the widths.
 */
export function columnWidth({ min, share }: ColumnLook): string | number | undefined {
  if (share === undefined) return min;
  if (share === 'rest') return undefined;
  // Browsers read a percentage inside max() as `auto` in a table of fixed layout. The table's own minimum width
  // keeps such a column wide enough.
  return share.endsWith('%') ? share : `max(${min}px, ${share})`;
}

/** The table's narrowest width, in pixels. In a narrower box the table scrolls sideways. */
export function tableWidth(columns: readonly DrawnColumn[]): number {
  return columns.reduce((sum, { look, width }) => sum + (typeof width === 'number' ? width : look.min), 0);
}
