import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { add, playwrightCounts, readCounts, summaryLine, vitestCounts } from './counts.ts';
import { parseOnly } from './run-phases.ts';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'counts-'));
afterAll(() => fs.rmSync(directory, { recursive: true }));

function report(content: unknown): string {
  const file = path.join(directory, `${Math.random()}.json`);
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('counting', () => {
  it('reads what Vitest reports', () => {
    const file = report({
      numPassedTests: 12,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [],
    });
    expect(readCounts(file, vitestCounts, 1)).toEqual({ passed: 12, failed: 1, skipped: 3 });
  });

  it('counts a file that did not load', () => {
    const file = report({
      numPassedTests: 3,
      numFailedTests: 0,
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    });
    expect(readCounts(file, vitestCounts, 1)).toMatchObject({ passed: 3, failed: 1 });
  });

  it('reads what Playwright reports, and takes a flaky test for a failed one', () => {
    const file = report({ stats: { expected: 40, unexpected: 1, flaky: 1, skipped: 2 } });
    expect(readCounts(file, playwrightCounts, 1)).toEqual({ passed: 40, failed: 2, skipped: 2 });
  });

  it('counts what failed in Playwright and is no test', () => {
    const stats = { expected: 40, unexpected: 1, flaky: 0, skipped: 0 };
    const file = report({ stats, errors: [{ message: 'a worker died' }] });
    expect(readCounts(file, playwrightCounts, 1)).toMatchObject({ passed: 40, failed: 2 });
  });

  it('never lets a runner that failed pass', () => {
    const green = report({ numPassedTests: 5, numFailedTests: 0 });
    expect(readCounts(green, vitestCounts, 1)).toMatchObject({ passed: 5, failed: 1 });
    expect(readCounts(green, vitestCounts, null)).toMatchObject({ failed: 1 });
    expect(readCounts(report('{"numPassed'), vitestCounts, 0)).toMatchObject({ passed: 0, failed: 1 });
    expect(readCounts(path.join(directory, 'none.json'), vitestCounts, 0)).toMatchObject({ failed: 1 });
  });

  it('ends in one line', () => {
    const sum = add([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 311, failed: 2, skipped: 0 },
    ]);
    expect(summaryLine(sum)).toBe('312 passed, 2 failed');
    expect(summaryLine({ ...sum, skipped: 4 })).toBe('312 passed, 2 failed, 4 skipped');
  });
});

describe('--only', () => {
  it('selects phases', () => {
    expect([...(parseOnly(['--only', 'unit,e2e']) ?? [])]).toEqual(['unit', 'e2e']);
    expect([...(parseOnly(['--only=lint']) ?? [])]).toEqual(['lint']);
    expect(parseOnly([])?.size).toBe(6);
  });

  it.each([[['--only']], [['--only', 'units']], [['--fast']], [['--only', 'unit', 'e2e']]])('refuses %s', (args) => {
    expect(parseOnly(args)).toBeUndefined();
  });
});
