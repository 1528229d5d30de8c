import { describe, expect, test } from 'vitest';
import { LIST_CODEC } from './list-codec';

describe('the page', () => {
  test.each([
    ['1', 1],
    ['48', 48],
    ['1000000', 1_000_000],
    ['1000001', 1],
    ['0', 1],
    ['-1', 1],
    ['2.5', 1],
    ['1e3', 1],
    ['02', 1],
    ['', 1],
    ['٣', 1],
  ])('%j -> %j', (text, page) => expect(LIST_CODEC.read({ page: text }).page).toBe(page));
});

describe('an address', () => {
  test.each([
    ['', { page: 1, perPage: 50, sortBy: 'updatedAt', order: 'desc' }],
    ['page=2&perPage=10&sortBy=name&order=asc', { page: 2, perPage: 10, sortBy: 'name', order: 'asc' }],
    ['page=0&perPage=25&sortBy=email&order=up', { page: 1, perPage: 50, sortBy: 'updatedAt', order: 'desc' }],
    ['page=3&page=4&sortBy=__proto__', { page: 3, perPage: 50, sortBy: 'updatedAt', order: 'desc' }],
  ])('%j is read with its defaults', (query, params) => expect(LIST_CODEC.read(query)).toEqual(params));

  test('is read alike from what Next hands to a page', () => {
    const given = { page: ['3', '4'], sortBy: 'name', text: 'Canary', order: undefined };
    expect(LIST_CODEC.read(given)).toEqual(LIST_CODEC.read('?page=3&sortBy=name'));
  });

  test('says nothing that is so by default', () => {
    expect(LIST_CODEC.write(LIST_CODEC.read(''))).toBe('');
    expect(LIST_CODEC.write(LIST_CODEC.read('page=2&order=asc'))).toBe('?page=2&order=asc');
  });
});
