import type { TextMatch } from '@/lib/contracts/search';

export interface Piece {
  text: string;
  marked: boolean;
}

/**
 * Splits a text at its matches. Ranges may touch, overlap or reach beyond the text, because the text may have changed
 * since the search. The pieces always make up the whole text once, and no piece splits a surrogate pair.
 */
export function pieces(text: string, matches: readonly Pick<TextMatch, 'start' | 'length'>[]): Piece[] {
  const result: Piece[] = [];
  const add = (from: number, to: number, marked: boolean) => {
    if (from < to) result.push({ text: text.slice(from, to), marked });
  };
  let at = 0;
  for (const { start, length } of [...matches].sort((one, other) => one.start - other.start)) {
    if (length <= 0) continue;
    const from = Math.max(at, edge(text, start, 'before'));
    const to = Math.max(from, edge(text, start + length, 'after'));
    add(at, from, false);
    add(from, to, true);
    at = to;
  }
  add(at, text.length, false);
  return result;
}

/** The place, moved into the text, and out of a surrogate pair to the side asked for. */
function edge(text: string, place: number, side: 'before' | 'after'): number {
  const at = Math.min(Math.max(0, place), text.length);
  const inside = (text.codePointAt(at - 1) ?? 0) > 0xffff;
  return inside ? at + (side === 'before' ? -1 : 1) : at;
}
