import { describe, expect, it, test } from 'vitest';
import { targetRow } from './use-row-focus';

describe('the row that a key leads to', () => {
  test.each([
    ['j', 3, 4],
    ['ArrowDown', 3, 4],
    ['k', 3, 2],
    ['ArrowUp', 3, 2],
    ['Home', 3, 0],
    ['End', 3, 9],
  ])('%s from row %i: %i', (key, from, to) => expect(targetRow(key, from, from, 10)).toBe(to));

  it('stays at the ends', () => {
    expect(targetRow('j', 9, 9, 10)).toBe(9);
    expect(targetRow('k', 0, 0, 10)).toBe(0);
  });

  it('is the row that was left, when the focus comes from outside', () => {
    for (const key of ['j', 'k', 'ArrowDown', 'ArrowUp']) expect(targetRow(key, null, 6, 10)).toBe(6);
  });

  it('is none for other keys, which stay with the page', () => {
    for (const key of ['Enter', 'Tab', 'x', 'J', 'ArrowLeft', 'PageDown']) expect(targetRow(key, 3, 3, 10)).toBeNull();
  });
});
