import { spoken } from './language';

/** The words of arranging a table's columns. */
export interface ColumnWords {
  arrange: string;
  density: string;
  densities: Record<'normal' | 'compact', string>;
  title: string;
  about: string;
  list: string;
  up: (column: string) => string;
  down: (column: string) => string;
  width: (column: string) => string;
  usual: string;
  reset: string;
  done: string;
  /** Said after a step: "Phone is column 3". */
  moved: (column: string, place: string) => string;
}

const ENGLISH: ColumnWords = {
  arrange: 'Order and widths…',
  density: 'Rows',
  densities: { normal: 'Normal', compact: 'Compact' },
  title: 'Order and widths',
  about: 'Kept in this browser.',
  list: 'Columns',
  up: (column) => `Move ${column} forward`,
  down: (column) => `Move ${column} back`,
  width: (column) => `Width of ${column}, pixels`,
  usual: 'usual',
  reset: 'As usual',
  done: 'Done',
  moved: (column, place) => `${column} is column ${place}`,
};

export const COLUMN_WORDS = spoken({ en: ENGLISH });
