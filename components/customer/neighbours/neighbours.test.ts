import { describe, expect, it } from 'vitest';
import type { CustomerPage, CustomerRow } from '@/lib/contracts/customer';
import { DEFAULT_LIST, type ListParams } from '@/lib/contracts/list-params';
import { findPlace, pageAfter, pageBefore } from './neighbours';

const list = (page: number, change: Partial<ListParams> = {}): ListParams => ({ ...DEFAULT_LIST, page, ...change });
const holding = (page: number, ...uuids: string[]): CustomerPage => ({
  rows: uuids.map((uuid) => ({ uuid }) as CustomerRow),
  page,
  perPage: 50,
  total: 6,
  lastPage: 3,
  skipped: 0,
  asOf: '2026-11-23T00:00:00Z',
});
const pages = [
  [list(1), holding(1, 'a', 'b')],
  [list(2), holding(2, 'c', 'd')],
  [list(3), holding(3, 'e', 'f')],
  [list(1, { sortBy: 'name' }), holding(1, 'd', 'a')],
  [list(4), undefined],
] as const;
const place = (uuid: string, shown: ListParams | undefined = list(2)) => findPlace(uuid, shown, pages);

describe('the place in the list', () => {
  it('is on whichever page of the shown list holds the customer', () => {
    expect(place('d')).toMatchObject({ params: list(2), index: 1 });
    expect(place('e')).toMatchObject({ params: list(3), index: 0 });
  });

  it('is in the list that was shown, not in another order of it', () => {
    expect(place('d', list(1, { sortBy: 'name' }))).toMatchObject({ params: { sortBy: 'name' }, index: 0 });
  });

  it('is nowhere for a link that was followed, or a customer that the list did not show', () => {
    expect(findPlace('a', undefined, pages)).toBeUndefined();
    expect(place('z')).toBeUndefined();
  });

  it('prefers the page that was on screen, when rows have moved between two', () => {
    const moved = [[list(1), holding(1, 'x')] as const, [list(2), holding(2, 'x')] as const];
    expect(findPlace('x', list(2), moved)).toMatchObject({ params: list(2) });
  });
});

describe('the page beyond the edge', () => {
  it('is asked for at the edge only, and never beyond the ends', () => {
    expect([pageBefore(place('c')), pageAfter(place('c'))]).toEqual([list(1), null]);
    expect([pageBefore(place('d')), pageAfter(place('d'))]).toEqual([null, list(3)]);
    expect([pageBefore(place('a')), pageAfter(place('f'))]).toEqual([null, null]);
    expect([pageBefore(undefined), pageAfter(undefined)]).toEqual([null, null]);
  });
});
