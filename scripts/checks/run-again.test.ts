import { describe, expect, it } from 'vitest';
import { asOneTest } from './counts.ts';
import type { FileReport } from './reports.ts';
import { filesToRunAgain, runAgain } from './run-again.ts';

const report = (file: string, ...titles: string[]): FileReport => ({
  file,
  ms: 1,
  failures: titles.map((title) => ({ title, message: 'no' })),
});
const counts = (failed: number) => ({ passed: 10, failed, skipped: 1 });

describe('what is run again', () => {
  it('is each file with a failure, once', () => {
    const reports = [report('a', 'one', 'two'), report('b'), report('c', 'three'), report('c', 'four')];
    expect(filesToRunAgain(reports, counts(4))).toEqual(['a', 'c']);
  });

  it('is nothing when more than two files failed', () => {
    expect(filesToRunAgain([report('a', 'x'), report('b', 'x'), report('c', 'x')], counts(3))).toEqual([]);
  });

  it('is nothing when something failed that is no test of the report', () => {
    expect(filesToRunAgain([], counts(1))).toEqual([]);
    expect(filesToRunAgain([report('a', 'x')], counts(2))).toEqual([]);
  });
});

describe('a phase that failed', () => {
  const failed = [report('a', 'one')];
  const outcomes = (...worked: boolean[]) => {
    const asked: (readonly string[])[] = [];
    const run = async (files: readonly string[]) => {
      asked.push(files);
      return { counts: asOneTest(worked[asked.length - 1] ?? true), output: '' };
    };
    return { asked, run };
  };

  it('has passed when its files pass twice', async () => {
    const { asked, run } = outcomes(true, true);
    expect(await runAgain(failed, counts(1), run)).toEqual({ passed: 11, failed: 0, skipped: 1 });
    expect(asked).toEqual([['a'], ['a']]);
  });

  it.each([
    ['the first time', [false], 1],
    ['the second time', [true, false], 2],
  ])('stays failed when they fail %s', async (_, worked, times) => {
    const { asked, run } = outcomes(...worked);
    expect(await runAgain(failed, counts(1), run)).toBeUndefined();
    expect(asked).toHaveLength(times);
  });

  it('stays failed when no test ran, and when nothing may be run again', async () => {
    const none = async () => ({ counts: { passed: 0, failed: 0, skipped: 3 }, output: '' });
    expect(await runAgain(failed, counts(1), none)).toBeUndefined();
    const { asked, run } = outcomes();
    expect(await runAgain([], counts(1), run)).toBeUndefined();
    expect(asked).toEqual([]);
  });
});
