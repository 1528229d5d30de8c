import { describe, expect, test } from 'vitest';
import { nextSort } from '@/components/address/list-state';
import { lastPageFor, rangeText } from '@/lib/words/ranges';

describe('nextSort', () => {
  test('turns the active column round', () => {
    expect(nextSort({ sortBy: 'name', order: 'asc' }, 'name')).toEqual({ sortBy: 'name', order: 'desc' });
  });
  test('starts another column in its usual order', () => {
    expect(nextSort({ sortBy: 'updatedAt', order: 'desc' }, 'name')).toEqual({ sortBy: 'name', order: 'asc' });
    expect(nextSort({ sortBy: 'name', order: 'asc' }, 'updatedAt')).toEqual({ sortBy: 'updatedAt', order: 'desc' });
  });
});

describe('rangeText', () => {
  const rows = (count: number) => Array.from({ length: count }, () => ({}) as never);
  test.each([
    [{ page: 1, perPage: 50, total: 128, rows: rows(50) }, '1–50 of 128'],
    [{ page: 3, perPage: 50, total: 128, rows: rows(28) }, '101–128 of 128'],
    [{ page: 1, perPage: 50, total: 2400, rows: rows(50) }, '1–50 of 2,400'],
    [{ page: 9, perPage: 50, total: 128, rows: [] }, '0 of 128'],
  ])('%#', (page, text) => expect(rangeText(page)).toBe(text));

  test('the last page follows the asked number of rows', () => {
    const asked = { page: 1, perPage: 10, sortBy: 'name', order: 'asc' } as const;
    expect(lastPageFor({ perPage: 50, lastPage: 3, total: 128 }, asked)).toBe(13);
    expect(lastPageFor({ perPage: 10, lastPage: 13, total: 128 }, asked)).toBe(13);
    expect(lastPageFor({ perPage: 10, lastPage: 0, total: 0 }, asked)).toBe(1);
  });
});
