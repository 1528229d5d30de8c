import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { failureLines } from './failures.ts';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'failures-'));
afterAll(() => fs.rmSync(directory, { recursive: true }));

function report(name: string, content: unknown): string {
  const file = path.join(directory, name);
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}

const times = { startTime: 0, endTime: 1 };
report('unit.json', {
  testResults: [
    {
      ...times,
      name: '/desk/lib/one.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'one works', failureMessages: [] },
        { status: 'failed', fullName: 'two does not', failureMessages: ['\u001b[31mexpected 1 to be 2\u001b[39m'] },
      ],
    },
    { ...times, name: '/desk/lib/torn.test.ts', status: 'failed', message: 'Unexpected token', assertionResults: [] },
  ],
});
report('e2e.json', {
  config: { rootDir: '/desk/e2e' },
  suites: [
    {
      specs: [
        { file: 'journeys/a.spec.ts', title: 'opens', ok: true, tests: [{ results: [{ duration: 1 }] }] },
        {
          file: 'journeys/a.spec.ts',
          title: 'closes',
          ok: false,
          tests: [{ results: [{ duration: 1, errors: [{ message: Array(40).fill('line').join('\n') }] }] }],
        },
      ],
    },
  ],
});

const lines = (...names: string[]): string[] =>
  failureLines(
    names.map((name) => ({ name, output: `first\n${Array(20).fill(name).join('\n')}\n` })),
    (name) => path.join(directory, `${name}.json`),
    '/desk',
  ).split('\n');

it('names each failed test of all runners with what it said, in plain text', () => {
  const said = lines('unit', 'e2e');
  expect(said.filter((line) => !line.startsWith('      '))).toEqual([
    '  lib/one.test.ts > two does not',
    '  lib/torn.test.ts',
    '  e2e/journeys/a.spec.ts > closes',
  ]);
  expect(said).toContain('      expected 1 to be 2');
  expect(said).toContain('      Unexpected token');
  expect(said.filter((line) => line === '      line')).toHaveLength(12);
});

it('shows the end of what a tool without a report printed', () => {
  expect(lines('lint')).toEqual(['  lint', ...Array(12).fill('      lint')]);
});

it('is empty when nothing failed', () => {
  expect(lines()).toEqual(['']);
});
