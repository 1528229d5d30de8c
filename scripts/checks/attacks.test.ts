import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ATTACKS, filesOf, findings } from './attacks.ts';

const root = path.resolve(import.meta.dirname, '../..');
const held = Object.entries(ATTACKS).flatMap(([attack, tests]) => tests.map((one) => ({ attack, ...one })));

it.each(held)('$attack: $file has the tests that hold it off', ({ file, tests = [] }) => {
  const source = fs.readFileSync(path.join(root, file), 'utf8');
  expect(tests.filter((words) => !source.includes(words))).toEqual([]);
  // `npm test` replays every attack: none is left to `npm run torture`.
  const left = source.split('\n').filter((line) => line.includes(" @more'"));
  expect(tests.filter((words) => left.some((line) => line.includes(words)))).toEqual([]);
});

it('every attack is tried somewhere, and every file once', () => {
  expect(Object.values(ATTACKS).filter((tests) => tests.length === 0)).toEqual([]);
  const http = filesOf((file) => file.startsWith('e2e/http/'));
  expect(http.length).toBe(new Set(http).size);
  expect(http).toContain('e2e/http/access.test.ts');
});

it('a failure counts for the attacks whose tests it is among, and a file that could not be loaded for all of them', () => {
  const file = 'e2e/http/sign-in-limits.test.ts';
  const attacksOf = (title: string) =>
    findings([{ file, title }])
      .filter(({ failed }) => failed.length > 0)
      .map(({ attack }) => attack);
  expect(attacksOf('one address is not judged for any number of e-mails')).toEqual(['One address tries many e-mails']);
  expect(attacksOf('').length).toBeGreaterThan(3);
  expect(attacksOf('something else')).toEqual([]);
  expect(findings([{ file: 'lib/other.test.ts', title: '' }]).every(({ failed }) => failed.length === 0)).toBe(true);
});
