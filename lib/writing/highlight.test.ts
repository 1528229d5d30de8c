import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pieces } from './highlight';

const marks = (text: string, ...ranges: [start: number, length: number][]) =>
  pieces(
    text,
    ranges.map(([start, length]) => ({ start, length })),
  )
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('');

describe('pieces', () => {
  test.each<[string, string, ...[number, number][]]>([
    ['nothing', 'Noor'],
    ['the beginning', '[No]or', [0, 2]],
    ['the end', 'No[or]', [2, 2]],
    ['all', '[Noor]', [0, 4]],
    ['two places, in either order', 'N[o]o[r]', [3, 1], [1, 1]],
    ['places that touch', '[No][or]', [0, 2], [2, 2]],
    ['places that overlap', '[Noo][r]', [0, 3], [1, 3]],
    ['a place within another', '[Noo]r', [0, 3], [1, 1]],
    ['a place beyond the end', 'No[or]', [2, 50]],
    ['a place after the end', 'Noor', [9, 2]],
    ['an empty place', 'Noor', [2, 0]],
    ['a place before the beginning', '[N]oor', [-2, 3]],
  ])('mark %s', (_what, marked, ...ranges) => expect(marks('Noor', ...ranges)).toBe(marked));

  test('mark a whole letter, where half of one is named', () => {
    expect(marks('a😀b', [2, 2])).toBe('a[😀b]');
    expect(marks('a😀b', [0, 2])).toBe('[a😀]b');
    expect(marks('a😀b', [2, 0])).toBe('a😀b');
    expect(marks('\uffffb', [1, 1])).toBe('\uffff[b]');
  });

  test('are the whole text, once, in order, and no letter is torn in two', () => {
    const place = fc.record({ start: fc.integer({ min: -3, max: 30 }), length: fc.integer({ min: -2, max: 30 }) });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.array(place, { maxLength: 6 }), (text, matches) => {
        const found = pieces(text, matches);
        expect(found.map((piece) => piece.text).join('')).toBe(text);
        for (const piece of found) {
          expect(piece.text).not.toBe('');
          // Refuses half a pair.
          expect(() => encodeURIComponent(piece.text)).not.toThrow();
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('mark what was named and nothing else, in letters of one unit', () => {
    const place = fc.record({ start: fc.nat(20), length: fc.nat(20) });
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.array(place, { maxLength: 6 }), (text, matches) => {
        const marked = pieces(text, matches).flatMap((piece) => [...piece.text].map(() => piece.marked));
        const named = [...text].map((_, at) => matches.some(({ start, length }) => at >= start && at < start + length));
        expect(marked).toEqual(named);
      }),
    );
  });
});
