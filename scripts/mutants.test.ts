import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EQUIVALENTS } from './mutants/equivalents.ts';
import { LEFT_OUT, ROOMS, rulesOf } from './mutants/rules.ts';
import { belowFloor, killRate, readSummary, summarise } from './mutants/summary.ts';

const root = path.resolve(import.meta.dirname, '..');

/** `npm run mutants` takes too long for every test run; this reads what it last found. */
describe('docs/mutants.json', () => {
  const summary = readSummary();

  it('has an answer for every rule, and for no file that is gone', () => {
    const rules = ROOMS.flatMap(({ name }) => rulesOf(name));
    expect(rules.filter((file) => !summary[file])).toEqual([]);
    expect(Object.keys(summary).filter((file) => !rules.includes(file))).toEqual([]);
  });

  it('is not below the floor of any room', () => {
    expect(belowFloor(summary)).toEqual([]);
  });

  it('adds up', () => {
    const wrong = Object.entries(summary).filter(
      ([, { mutants, killed, equivalent, survivors }]) => mutants !== killed + equivalent + survivors.length,
    );
    expect(wrong).toEqual([]);
  });
});

it('only files that are there are left out, or have faults that change nothing', () => {
  const named = [...Object.entries(LEFT_OUT).flat(2), ...Object.keys(EQUIVALENTS)];
  expect(named.filter((file) => !fs.existsSync(path.join(root, file)))).toEqual([]);
});

describe('a report', () => {
  const source = 'export const one = 1;\nexport function two(n: number) {\n  return n > 1;\n}\n';
  const at = (line: number, from: number, to: number) => ({
    start: { line, column: from },
    end: { line, column: to },
  });
  const mutants = [
    { status: 'Killed', replacement: 'true', location: at(3, 10, 15) },
    { status: 'Timeout', replacement: 'false', location: at(3, 10, 15) },
    { status: 'Survived', replacement: 'n >= 1', location: at(3, 10, 15) },
    { status: 'NoCoverage', replacement: '{}', location: { start: at(2, 32, 33).start, end: at(4, 1, 2).end } },
    { status: 'CompileError', replacement: '', location: at(1, 1, 2) },
  ];

  it('counts what was seen, and shows each line that stayed green with the fault in it', () => {
    expect(summarise({ files: { 'lib/access.ts': { source, mutants } } })).toEqual({
      'lib/access.ts': {
        ...{ mutants: 4, killed: 2, equivalent: 0 },
        survivors: ['export function two(n: number) {}', 'return n >= 1;'],
      },
    });
  });

  it('is measured without the faults that change nothing', () => {
    const counts = { mutants: 12, killed: 9, equivalent: 2, survivors: ['x'] };
    expect(killRate({ 'lib/access.ts': counts }, 'lib/access.ts')).toBe(90);
    expect(belowFloor({ 'lib/access.ts': counts })).toEqual([]);
    expect(belowFloor({ 'lib/access.ts': { ...counts, killed: 8, survivors: ['x', 'y'] } })).toEqual([
      'lib/access.ts: 80.0 % of the faults were seen, not 90 %',
    ]);
  });
});
