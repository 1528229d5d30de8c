import { expect, it } from 'vitest';
import { longestFirst } from './longest-first.ts';

it('brings the longest files to the front, in their order, and leaves the others as they are', () => {
  const same = (name: string) => name;
  expect(longestFirst(['c', 'short', 'a', 'other', 'b'], same, ['a', 'b', 'c', 'gone'])).toEqual([
    ...['a', 'b', 'c', 'short', 'other'],
  ]);
});
