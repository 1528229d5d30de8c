import { describe, expect, test } from 'vitest';
import { type ColumnLook, cellClass, columnWidth, drawnColumns, tableWidth } from './column-look';

const look = (change: Partial<ColumnLook> = {}): ColumnLook => ({ label: 'Name', min: 160, bone: 'w-8', ...change });

describe('the width of a column', () => {
  test.each([
    ['keeps its least without a share', look(), 160],
    ['is a share of a wider table, never less than the least', look({ share: '19cqi' }), 'max(160px, 19cqi)'],
    ['is a bare percentage, which max() would turn into auto', look({ share: '26%' }), '26%'],
    ['is what the others leave', look({ share: 'rest' }), undefined],
  ])('%s', (_, given, width) => expect(columnWidth(given)).toBe(width));
});

test('a table is as wide as its columns at their least, and wider for a chosen width', () => {
  const columns = drawnColumns({ name: look(), documents: look({ min: 200, share: 'rest' }) });
  expect(columns.map(({ id }) => id)).toEqual(['name', 'documents']);
  expect(tableWidth(columns)).toBe(360);
  expect(tableWidth(columns.map((column) => ({ ...column, width: 300 })))).toBe(600);
});

test('a cell has the classes of its column, and in a card those of the card, too', () => {
  expect(cellClass(look(), false)).toBeUndefined();
  expect(cellClass(look({ cell: 'whitespace-normal' }), false)).toBe('whitespace-normal');
  expect(cellClass(look({ cell: 'first:ps-2' }), true)).toMatch(/first:ps-2/);
  expect(cellClass(look({ cell: 'first:ps-2' }), true)).not.toMatch(/first:ps-4/);
});
