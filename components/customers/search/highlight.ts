import type { TextMatch } from '@/lib/contracts/search';

export interface Piece {
  text: string;
  marked: boolean;
}

/**
 * A text in pieces, those that matched marked. Ranges may touch, overlap or reach beyond the text (it may have changed
 * since): nothing is shown twice or lost, whatever they say.
 */
export function pieces(text: string, matches: readonly Pick<TextMatch, 'start' | 'length'>[]): Piece[] {
  const result: Piece[] = [];
  const add = (from: number, to: number, marked: boolean) => {
    if (from < to) result.push({ text: text.slice(from, to), marked });
  };
  let at = 0;
  for (const { start, length } of [...matches].sort((one, other) => one.start - other.start)) {
    const from = Math.min(Math.max(at, start), text.length);
    const to = Math.min(Math.max(from, start + length), text.length);
    add(at, from, false);
    add(from, to, true);
    at = to;
  }
  add(at, text.length, false);
  return result;
}
