import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIGURES } from './figures.ts';
import { compareRounds, differRounds, isMet, median } from './numbers.ts';
import { renderMarkdown, renderText } from './render.ts';
import { type Results, readResults, withTable } from './results.ts';
import { inTurns, isBusy, pairsOf } from './rounds.ts';

describe('the arithmetic', () => {
  it('takes the value in the middle, in whatever order they come', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 9, 1, 2])).toBe(5.5);
    expect(median([])).toBeNaN();
  });

  it('compares round by round: a busy round on both sides changes nothing', () => {
    const pairs = [
      { ours: 50, theirs: 100 },
      { ours: 500, theirs: 1_000 },
      { ours: 60, theirs: 100 },
    ];
    expect(compareRounds(pairs, 'ms')).toEqual({ value: 0.5, ours: 60, theirs: 100, unit: 'ms', rounds: 3 });
  });

  it('tells what the desk adds, round by round', () => {
    const pairs = [
      { ours: 3, theirs: 2 },
      { ours: 30, theirs: 20 },
      { ours: 4, theirs: 2 },
    ];
    expect(differRounds(pairs, 's')).toEqual({ value: 2, ours: 4, theirs: 2, unit: 's', rounds: 3 });
  });

  it('meets a target at its very edge, from the right side', () => {
    expect([0.49, 0.5, 0.51].map((value) => isMet(value, { atMost: 0.5 }))).toEqual([true, true, false]);
    expect([0.49, 0.5, 0.51].map((value) => isMet(value, { atLeast: 0.5 }))).toEqual([false, true, true]);
    expect(isMet(Number.NaN, { atMost: 0.5 })).toBe(false);
  });
});

describe('the rounds', () => {
  it('change who goes first, and drop the one that warms up', async () => {
    const order: string[] = [];
    const side = (name: string) => async (round: number) => {
      order.push(`${name}${round}`);
      return `${name}${round}`;
    };
    expect(await inTurns(2, side('ours'), side('theirs'))).toEqual([
      { ours: 'ours1', theirs: 'theirs1' },
      { ours: 'ours2', theirs: 'theirs2' },
    ]);
    expect(order).toEqual(['ours0', 'theirs0', 'theirs1', 'ours1', 'ours2', 'theirs2']);
  });

  it('give pairs of those that both sides measured', () => {
    const samples = [
      { ours: { ms: 1 }, theirs: { ms: 2 } },
      { ours: {}, theirs: { ms: 2 } },
    ];
    expect(pairsOf<{ ms?: number }>(samples, ({ ms }) => ms)).toEqual([{ ours: 1, theirs: 2 }]);
  });

  it('call a machine busy when more wants to run than there are processors', () => {
    expect([1.9, 2, 2.1].map((load) => isBusy({ load, processors: 2 }))).toEqual([false, false, true]);
  });
});

describe('the table', () => {
  const machine = { processors: 2, model: 'A model', node: '20.20.2', load: 0.4 };
  const at = '2026-11-27T01:00:00.000Z';
  const results: Results = {
    'cold-load': { value: 0.42, ours: 210, theirs: 500, unit: 'ms', rounds: 7, at, machine },
    'list-rate-proxy': { value: 0.25, ours: 400.4, theirs: 1601, unit: '/ s', rounds: 7, at, machine },
    'next-paint': { value: 184.2, rounds: 7, at, machine: { ...machine, load: 6.5 } },
    boot: { value: 1.234, ours: 1.734, theirs: 0.5, unit: 's', rounds: 7, at, machine },
  };

  it('says what was measured, and whether that meets the target', () => {
    const rows = renderText(results).split('\n');
    const row = (start: string) => rows.find((line) => line.startsWith(start))?.split(/ {2,}/);
    expect(row('cold load')).toEqual([
      'cold load to 50 rows, signed in',
      'react-admin',
      '0.42',
      '210 / 500 ms',
      '≤ 0.50',
      'yes',
    ]);
    expect(row('list')?.slice(2)).toEqual(['0.25', '400 / 1601 / s', '≥ 0.30', 'NO']);
    expect(row('interaction')?.slice(1)).toEqual(['–', '184 ms', '–', '≤ 200 ms', 'yes']);
    expect(row('start to healthy')?.slice(2)).toEqual(['1.2 s', '1.73 / 0.50 s', '≤ 1.5 s', 'yes']);
    expect(rows).toContain('3 of these results: 2 processors (A model), Node 20.20.2, not busy, 2026-11-27.');
    expect(rows.at(-1)).toContain('1 of these results');
    expect(rows.at(-1)).toContain('busy: load 6.5 before a run');
  });

  it('of the document has a row for every figure, measured or not', () => {
    const rows = renderMarkdown(results)
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(rows).toHaveLength(Object.keys(FIGURES).length + 2);
    expect(rows.filter((row) => row.includes('| not measured |'))).toHaveLength(Object.keys(FIGURES).length - 4);
  });

  it('takes the place between its marks and leaves the rest of the document', () => {
    const document = withTable('before <!-- results -->old<!-- /results --> after', results);
    expect(document).toMatch(/^before <!-- results -->\n\n\| figure [\s\S]* \|\n[\s\S]*\n\n<!-- \/results --> after$/);
    expect(withTable(document, results)).toBe(document);
    expect(() => withTable('no marks', results)).toThrow(/lost its marks/);
  });

  it('stands in docs/performance.md as bench/results.json has it', () => {
    const document = fs.readFileSync('docs/performance.md', 'utf8');
    expect(withTable(document, readResults())).toBe(document);
  });
});
