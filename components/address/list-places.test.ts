import { afterEach, expect, test } from 'vitest';
import { noteNeighbour, rememberShownRows, shownPlace } from './list-places';
import { forgetShownList } from './shown-list';

const QUERY = { kind: 'result', query: { text: 'mo' } } as const;

afterEach(forgetShownList);

test('a customer has the place of their row, counted over the pages before', () => {
  rememberShownRows(QUERY, { before: 50, uuids: ['a', 'b', 'c'], total: '136' });
  expect(shownPlace('b')).toEqual({ number: 52, total: '136' });
  expect(shownPlace('z')).toBeNull();
});

test('beyond the shown rows the place goes on from neighbour to neighbour', () => {
  rememberShownRows(QUERY, { before: 0, uuids: ['a', 'b'], total: null });
  noteNeighbour('b', 'c', 1);
  noteNeighbour('c', 'd', 1);
  noteNeighbour('d', 'c', -1);
  expect(['b', 'c', 'd'].map((uuid) => shownPlace(uuid)?.number)).toEqual([2, 3, 4]);
});

test('whoever stands in the list twice has the first place', () => {
  rememberShownRows(QUERY, { before: 0, uuids: ['a', 'b', 'a', 'c'], total: '4' });
  expect(shownPlace('a')?.number).toBe(1);
  expect(shownPlace('c')?.number).toBe(4);
});

test('another list forgets the places, and the same list keeps them without its rows', () => {
  rememberShownRows(QUERY, { before: 0, uuids: ['a'], total: '1' });
  rememberShownRows({ kind: 'result', query: { text: 'mo' } });
  expect(shownPlace('a')?.number).toBe(1);
  rememberShownRows({ kind: 'result', query: { text: 'moh' } });
  expect(shownPlace('a')).toBeNull();
});
