'use client';

import { useCallback, useMemo } from 'react';
import { type KeptChoice, useKept } from '@/components/ui/kept-choice';
import type { ColumnLook } from './column-look';

/** `false` hides a column. */
export type Visibility = Readonly<Record<string, boolean>>;

/** How a person has arranged the columns of a table. */
export interface ColumnView {
  visibility: Visibility;
  /** All columns, hidden ones included. */
  order: readonly string[];
  /** Pixels, of the columns that a person has sized. */
  widths: Readonly<Record<string, number>>;
}

type Looks = Readonly<Record<string, ColumnLook>>;

/** Narrower columns show nothing, and wider ones push the others out of sight. Pixels. */
export const COLUMN_WIDTH = { least: 64, most: 640 } as const;

/**
 * The columns as this browser keeps them, and how to change them. The server and the first paint show all columns in the
 * page's own order.
 *
 * @param kept holds ids and widths of columns and nothing else
 * @param looks the page's columns, at module scope
 */
export function useColumns(kept: KeptChoice, looks: Looks): [view: ColumnView, change: (view: ColumnView) => void] {
  const stored = useKept(kept);
  const view = useMemo(() => readColumns(stored, looks), [stored, looks]);
  const change = useCallback((next: ColumnView) => kept.write(writeColumns(next)), [kept]);
  return [view, change];
}

/**
 * `name,email:240,-gender` -> the order, a width, a hidden column. Other programs may write to the browser's storage, and
 * another release has other columns: what is no column is dropped, and a column that is missing stands at its default
 * place. Fixed columns keep their places and are never hidden.
 */
export function readColumns(stored: string, looks: Looks): ColumnView {
  const ids = Object.keys(looks);
  const isMovable = (id: string) => looks[id] !== undefined && Object.hasOwn(looks, id) && looks[id].fixed !== true;
  const hidden: string[] = [];
  const widths: Record<string, number> = {};
  const movable: string[] = [];
  for (const [, minus, id = '', digits] of stored.matchAll(/(-?)([A-Za-z]{1,20})(?::(\d{1,4}))?(?:,|$)/g)) {
    const width = Number(digits);
    if (!Object.hasOwn(looks, id)) continue;
    if (width >= COLUMN_WIDTH.least && width <= COLUMN_WIDTH.most) widths[id] = width;
    if (!isMovable(id) || movable.includes(id)) continue;
    movable.push(id);
    if (minus === '-') hidden.push(id);
  }
  for (const [place, id] of ids.filter(isMovable).entries()) if (!movable.includes(id)) movable.splice(place, 0, id);
  const rest = movable.values();
  return {
    visibility: Object.fromEntries(hidden.map((id) => [id, false])),
    order: ids.map((id) => (isMovable(id) ? (rest.next().value ?? id) : id)),
    widths,
  };
}

/** The reverse of {@link readColumns}. */
export function writeColumns({ order, visibility, widths }: ColumnView): string {
  return order
    .map((id) => `${visibility[id] === false ? '-' : ''}${id}${widths[id] === undefined ? '' : `:${widths[id]}`}`)
    .join();
}
