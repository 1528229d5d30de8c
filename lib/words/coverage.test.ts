import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COVERAGE_GAPS, type Coverage, coverageOf, openGaps } from '../contracts/coverage';
import type { DirectoryStatus } from '../contracts/directory';
import { coverageSentences } from './coverage';
import { directoryWords } from './directory';
import { errorSentence } from './errors';
import { formatMoment } from './format';

const NOW = new Date('2026-11-24T14:05:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
const READY: DirectoryStatus = {
  state: 'ready',
  covered: 40_000,
  total: 40_000,
  caughtUpAt: ago(1),
  walkedAt: ago(60),
  proven: true,
  walk: null,
  error: null,
  skipped: 0,
};
const said = (change: Partial<DirectoryStatus>, rows?: Coverage['rows']) =>
  coverageSentences(coverageOf({ ...READY, ...change }, NOW, rows));

describe('what a file would lack', () => {
  test('nothing, from a directory that is whole and fresh', () => {
    expect(said({})).toEqual([]);
    expect(said({}, { matches: 100_000, limit: 100_000 })).toEqual([]);
    // A customer whom Sentinel no longer lists stays until two walks have missed them.
    expect(said({ covered: 40_001 })).toEqual([]);
  });

  test.each<[string, Partial<DirectoryStatus>, string[]]>([
    [
      'while it fills',
      { state: 'filling', covered: 12_400, caughtUpAt: null, walkedAt: null },
      ['The directory is still filling: it knows 12,400 of 40,000 customers so far.'],
    ],
    [
      'before Sentinel has named a number',
      { state: 'empty', covered: 0, total: null, caughtUpAt: null, walkedAt: null },
      ['The directory is still filling: it knows 0 customers so far.'],
    ],
    ['where customers are missing', { covered: 39_990 }, ['The directory knows 39,990 of 40,000 customers.']],
    [
      'an old one',
      { caughtUpAt: ago(16) },
      [`The directory is as of ${formatMoment(ago(16))}: later changes are missing.`],
    ],
    [
      'one that has never caught up since an old walk',
      { caughtUpAt: null, walkedAt: ago(60) },
      [`The directory is as of ${formatMoment(ago(60))}: later changes are missing.`],
    ],
    [
      'after a failed walk',
      { error: { code: 'vendor_timeout', at: ago(3) } },
      [`The last update of the directory failed at ${formatMoment(ago(3))}: later changes may be missing.`],
    ],
    [
      'without records that could not be read',
      { skipped: 2, covered: 39_998 },
      ['2 records of Sentinel could not be read and are not in the directory.'],
    ],
    ['without one record', { skipped: 1 }, ['1 record of Sentinel could not be read and is not in the directory.']],
  ])('%s', (_when, change, sentences) => expect(said(change)).toEqual(sentences));

  test('customers beyond the row limit', () => {
    expect(said({}, { matches: 250_000, limit: 100_000 })).toEqual([
      '250,000 rows match. A file holds 100,000 at the most: the others are left out.',
    ]);
  });

  test('is said by the refusal, too', () => {
    const coverage = coverageOf({ ...READY, state: 'filling', covered: 12_400, skipped: 1 }, NOW);
    const sentence = errorSentence({ code: 'export_incomplete', problem: { code: 'incomplete', ...coverage } });
    expect(sentence).toBe(coverageSentences(coverage).join(' '));
  });
});

const moment = fc.option(fc.integer({ min: 0, max: 5_000 }).map(ago));
const status = fc.record<DirectoryStatus>({
  state: fc.constantFrom('empty', 'filling', 'ready'),
  covered: fc.nat(50_000),
  total: fc.option(fc.nat(50_000)),
  caughtUpAt: moment,
  walkedAt: moment,
  proven: fc.boolean(),
  walk: fc.constant(null),
  error: fc.option(fc.constant({ code: 'vendor_timeout', at: ago(2) })),
  skipped: fc.nat(3),
});

test('every state has a sentence per gap, and the note beside a result asks for attention for the same states', () => {
  fc.assert(
    fc.property(status, (one) => {
      const coverage = coverageOf(one, NOW);
      const sentences = coverageSentences(coverage);
      expect(sentences).toHaveLength(coverage.gaps.length);
      for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z\d].*\.$/);
      expect(directoryWords(one, NOW).attention).toBe(coverage.gaps.length > 0);
    }),
  );
});

test('a gap stays open until it is accepted, whatever else is', () => {
  const gaps = fc.subarray([...COVERAGE_GAPS]);
  fc.assert(
    fc.property(gaps, gaps, (found, accepted) => {
      const open = openGaps({ ...coverageOf(READY, NOW), gaps: found }, accepted);
      expect(new Set([...open, ...accepted])).toEqual(new Set([...found, ...accepted]));
      expect(open.filter((gap) => accepted.includes(gap))).toEqual([]);
    }),
  );
});
