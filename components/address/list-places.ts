import { lastShownList, rememberShownList, type ShownList } from './shown-list';

/** Rows that a list has shown, and where they stand in it. */
export interface ShownRows {
  /** The rows before them. */
  before: number;
  uuids: readonly string[];
  /** How many the list has, as people read it: "136", "more than 10,000"; `null` where nobody has counted. */
  total: string | null;
}

/** A customer's place in the shown list, from 1. */
export interface ShownPlace {
  number: number;
  total: string | null;
}

interface Places {
  /** The list, as text. */
  list: string;
  numbers: Map<string, number>;
  total: string | null;
}

/** They go with their list, which the tab forgets at the end of a session. Apart, because no list needs them at first. */
const places = new WeakMap<ShownList, Places>();

/** Remembers the list, and where in it the rows on screen stand. For effects and handlers only. */
export function rememberShownRows(list: ShownList, rows?: ShownRows): void {
  const before = placesNow();
  rememberShownList(list);
  const text = JSON.stringify(list);
  const now = before?.list === text ? before : { list: text, numbers: new Map<string, number>(), total: null };
  places.set(list, now);
  if (rows === undefined) return;
  now.total = rows.total;
  // A customer with two expiring documents stands where the first of them does.
  for (const [index, uuid] of rows.uuids.entries()) {
    if (rows.uuids.indexOf(uuid) === index) now.numbers.set(uuid, rows.before + index + 1);
  }
}

/** `null` for a customer whose place is not known: opened by a link, say. */
export function shownPlace(uuid: string): ShownPlace | null {
  const now = placesNow();
  const number = now?.numbers.get(uuid);
  return now === undefined || number === undefined ? null : { number, total: now.total };
}

/** The list continues beyond the rows that it has shown: a neighbour stands one place further. */
export function noteNeighbour(of: string, neighbour: string, by: 1 | -1): void {
  const numbers = placesNow()?.numbers;
  const number = numbers?.get(of);
  if (number !== undefined && !numbers?.has(neighbour)) numbers?.set(neighbour, number + by);
}

function placesNow(): Places | undefined {
  const list = lastShownList();
  return list && places.get(list);
}
