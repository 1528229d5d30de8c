import { expect, test } from 'vitest';
import { viewerCommand } from './viewer-keys';

const press = (key: string, more = {}, rtl = false) =>
  viewerCommand({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more }, rtl);

test.each([
  ['+', { do: 'zoom', direction: 1 }],
  ['=', { do: 'zoom', direction: 1 }],
  ['-', { do: 'zoom', direction: -1 }],
  ['0', { do: 'fit' }],
  ['r', { do: 'rotate' }],
  ['C', { do: 'compare' }],
  ['ArrowRight', { do: 'step', by: 1 }],
  ['x', null],
])('%s', (key, command) => {
  expect(press(key)).toEqual(command);
});

test('arrows follow the reading direction', () => {
  expect(press('ArrowRight', {}, true)).toEqual({ do: 'step', by: -1 });
  expect(press('ArrowLeft', {}, true)).toEqual({ do: 'step', by: 1 });
});

test('the browser keeps its own keys, and Shift moves the image', () => {
  expect(press('0', { ctrlKey: true })).toBeNull();
  expect(press('r', { metaKey: true })).toBeNull();
  expect(press('ArrowLeft', { shiftKey: true }, true)).toMatchObject({ do: 'pan', y: 0 });
  expect(press('+', { shiftKey: true })).toMatchObject({ do: 'zoom' });
});
