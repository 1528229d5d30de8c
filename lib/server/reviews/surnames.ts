import 'server-only';
import { fold } from '../../writing/fold';

/** One writing of a surname: folded, without spaces and hyphens. `Al-Mansoori` and `AL MANSOORI` are one. */
export function surnameKey(text: string): string {
  return fold(text).replace(/\s+/g, '');
}

/**
 * The writings of the surname in a whole name: every ending of the name but the whole of it, so that `Aisha Al Mansoori`
 * has `mansoori` and `almansoori`. Blind spot: a surname in another script than the customer's.
 */
export function surnameKeys(name: string): string[] {
  const words = fold(name)
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.slice(1).map((_, index) => surnameKey(words.slice(index + 1).join(' ')));
}
