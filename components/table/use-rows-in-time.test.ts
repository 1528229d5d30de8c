import { expect, test } from 'vitest';
import { rowsInTime } from './use-rows-in-time';

const BEFORE = ['before'];
const LATEST = ['latest'];

test.each([
  ['a quick machine draws the latest rows at once', BEFORE, 20, LATEST],
  ['a slow one draws them when it has time', BEFORE, 200, BEFORE],
  ['rows whose own draw was slow are not taken away again', LATEST, 200, LATEST],
])('%s', (_, drawn, took, expected) => {
  expect(rowsInTime(LATEST, BEFORE, drawn, took)).toBe(expected);
});

test('the first rows are not taken away for none', () => {
  expect(rowsInTime<string[] | undefined>(LATEST, undefined, LATEST, 200)).toBe(LATEST);
});
