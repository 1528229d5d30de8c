import { expect, test } from 'vitest';
import { cn } from './cn';

test.each([
  ['h-8 px-3 text-sm', 'h-10 text-base', 'px-3 h-10 text-base'],
  ['size-8 p-0', 'size-6', 'p-0 size-6'],
  ['h-8 w-8', 'size-6', 'size-6'],
  ['text-sm text-ink', 'text-muted', 'text-sm text-muted'],
  ['text-sm text-ink', 'text-center', 'text-sm text-ink text-center'],
  ['px-2.5', 'pe-10', 'px-2.5 pe-10'],
  ['ps-2 pe-7', 'px-4', 'px-4'],
  ['p-4', 'p-0', 'p-0'],
  ['ps-2 pe-7', 'p-0', 'p-0'],
  ['max-w-lg', 'max-w-3xl', 'max-w-3xl'],
  ['border border-line', 'border-b', 'border border-line border-b'],
  ['border border-line', 'border-bad-line', 'border border-bad-line'],
  ['hover:bg-sunken', 'hover:bg-accent', 'hover:bg-accent'],
  ['bg-surface hover:bg-sunken', 'bg-canvas', 'hover:bg-sunken bg-canvas'],
  ['max-sm:hidden', 'flex', 'max-sm:hidden flex'],
  ['outline-none', 'made-up', 'outline-none made-up'],
])('%j + %j = %j', (base, override, result) => {
  expect(cn(base, override)).toBe(result);
});

test('drops what is off', () => {
  expect(cn('a', false, undefined, null, { b: true, c: false }, ['d'])).toBe('a b d');
});
