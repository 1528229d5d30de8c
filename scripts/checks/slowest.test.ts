import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { slowestFiles, slowestLines } from './slowest.ts';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'slowest-'));
afterAll(() => fs.rmSync(directory, { recursive: true }));

function report(name: string, content: unknown): string {
  const file = path.join(directory, name);
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

it('names the slowest files of all runners, slowest first', () => {
  const vitest = report('vitest.json', {
    testResults: [
      { name: '/desk/lib/quick.test.ts', startTime: 1_000, endTime: 1_200 },
      { name: '/desk/e2e/http/slow.test.ts', startTime: 2_000, endTime: 44_000 },
    ],
  });
  const spec = (...durations: number[]) => ({
    file: 'journeys/list.spec.ts',
    tests: [{ results: durations.map((duration) => ({ duration })) }],
  });
  const playwright = report('playwright.json', {
    config: { rootDir: '/desk/e2e' },
    suites: [{ file: 'journeys/list.spec.ts', specs: [spec(2_000)], suites: [{ specs: [spec(3_000, 500)] }] }],
  });
  const slowest = slowestFiles([vitest, playwright, path.join(directory, 'none.json')], '/desk', 2);
  expect(slowest).toEqual([
    { file: 'e2e/http/slow.test.ts', ms: 42_000 },
    { file: 'e2e/journeys/list.spec.ts', ms: 5_500 },
  ]);
  expect(slowestLines(slowest)).toBe('     42.0 s  e2e/http/slow.test.ts\n      5.5 s  e2e/journeys/list.spec.ts');
});

it('takes a report that was cut off for one without files', () => {
  expect(slowestFiles([report('torn.json', '{"testResults":[')], '/desk')).toEqual([]);
});
