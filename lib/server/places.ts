import 'server-only';
import { DeskError } from './desk-error';
import { singleton } from './singleton';

/**
 * Takes one of a few places in this process, for work that holds a connection or reads everything.
 *
 * @param most how many may be taken at once
 * @returns frees the place; calling it twice does no harm. `null` when every place is taken
 */
export function tryPlace(name: string, most: number): (() => void) | null {
  const taken = singleton(`places ${name}`, () => new Set<symbol>());
  if (taken.size >= most) return null;
  const place = Symbol(name);
  taken.add(place);
  return () => void taken.delete(place);
}

/** As {@link tryPlace}. @throws DeskError `busy` when every place is taken */
export function takePlace(name: string, most: number): () => void {
  const free = tryPlace(name, most);
  if (free === null) throw new DeskError('busy');
  return free;
}
