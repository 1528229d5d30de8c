import fc from 'fast-check';
import { createTailwindMerge, validators } from 'tailwind-merge';
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

/** tailwind-merge with the same groups. It weighs 3 KB more, so pages have our own. */
const any = [validators.isAny];
const valued = 'overflow items justify gap w h size min-w max-w min-h max-h p px py ps pe pt pb bg top z'.split(' ');
const edges = 'x y t b s e'.split(' ');
const theirs = createTailwindMerge(() => ({
  cacheSize: 0,
  theme: {},
  classGroups: {
    display: ['block', 'inline', 'inline-block', 'flex', 'inline-flex', 'grid', 'hidden', 'contents'],
    position: ['static', 'relative', 'absolute', 'fixed', 'sticky'],
    flow: ['truncate', 'whitespace-normal', 'whitespace-nowrap', 'break-words'],
    'flex-direction': ['flex-row', 'flex-col'],
    'flex-wrap': ['flex-wrap', 'flex-nowrap'],
    shrink: ['shrink', { shrink: any }],
    ...Object.fromEntries(valued.map((name) => [name, [{ [name]: any }]])),
    'font-size': [{ text: ['xs', 'sm', 'base', 'lg', 'xl'] }],
    'text-align': [{ text: ['start', 'center', 'end'] }],
    'text-color': [{ text: any }],
    'font-weight': [{ font: ['normal', 'medium', 'semibold', 'bold'] }],
    rounded: ['rounded', { rounded: any }],
    'border-w': ['border', 'border-0', 'border-2'],
    ...Object.fromEntries(edges.map((edge) => [`border-w-${edge}`, [`border-${edge}`, `border-${edge}-0`]])),
    'border-color': [{ border: any }],
  },
  conflictingClassGroups: {
    size: ['w', 'h'],
    p: ['px', 'py', 'ps', 'pe', 'pt', 'pb'],
    px: ['ps', 'pe'],
    py: ['pt', 'pb'],
    'border-w': edges.map((edge) => `border-w-${edge}`),
    'border-w-x': ['border-w-s', 'border-w-e'],
    'border-w-y': ['border-w-t', 'border-w-b'],
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: [],
}));

test('merges as tailwind-merge does', () => {
  const value = fc.constantFrom('0', '4', '2.5', 'full', 'muted', 'accent/50', '[calc(1px+2px)]', '[a:b]', 'x-auto');
  const ending = fc
    .tuple(fc.constantFrom('-', ''), fc.constantFrom(...valued, 'text', 'border', 'rounded', 'shrink'), value)
    .map(([sign, name, given]) => `${sign}${name}-${given}`);
  const word = fc.constantFrom(
    ...['block', 'flex', 'flex-1', 'flex-col', 'grid', 'grid-cols-2', 'hidden', 'relative', 'sticky', 'truncate'],
    ...['shrink', 'rounded', 'border', 'border-2', 'border-x', 'border-b-0', 'border-e', 'text-sm', 'text-center'],
    ...['font-medium', 'font-mono', 'whitespace-nowrap', 'text-sm/6', 'pointer-events-none', 'made-up', 'ps', 'w'],
  );
  const variant = fc.constantFrom(
    '',
    '',
    '',
    'hover:',
    'max-sm:',
    'max-sm:hover:',
    'hover:max-sm:',
    '[&_svg]:',
    'has-[a:b]:',
  );
  const one = fc.tuple(variant, fc.oneof(ending, word)).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (list) => {
      expect(cn(list)).toBe(theirs(list.join(' ')));
    }),
    { numRuns: 2_000 },
  );
});
