import { expect, test } from 'vitest';
import { VIEWER_KEYS } from '@/lib/viewer-shortcuts';
import { viewerCommand } from './viewer-keys';

const NOTHING_HELD = { code: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const press = (key: string, more = {}, rtl = false, singles = true) =>
  viewerCommand({ key, ...NOTHING_HELD, ...more }, rtl, singles);

test.each([
  ['+', { do: 'zoom', direction: 1 }],
  ['=', { do: 'zoom', direction: 1 }],
  ['-', { do: 'zoom', direction: -1 }],
  ['0', { do: 'fit' }],
  ['1', { do: 'actual-size' }],
  ['r', { do: 'rotate' }],
  ['C', { do: 'compare' }],
  ['b', { do: 'light', of: 'brightness', direction: 1 }],
  // Under Caps Lock.
  ['B', { do: 'light', of: 'brightness', direction: 1 }],
  ['x', { do: 'plain-light' }],
  ['m', { do: 'keep' }],
  ['ArrowRight', { do: 'step', by: 1 }],
  ['y', null],
  ['toString', null],
])('%s', (key, command) => {
  expect(press(key)).toEqual(command);
});

test('every shortcut of the viewer has a command', () => {
  const keys = Object.values(VIEWER_KEYS).map((all) => all.split(' ')[0] ?? '');
  expect(keys.length).toBeGreaterThan(10);
  for (const key of keys) expect(press(key), key).not.toBeNull();
});

test('arrows follow the reading direction', () => {
  expect(press('ArrowRight', {}, true)).toEqual({ do: 'step', by: -1 });
  expect(press('ArrowLeft', {}, true)).toEqual({ do: 'step', by: 1 });
});

test('the browser keeps its own keys, and Shift moves the image', () => {
  expect(press('0', { ctrlKey: true })).toBeNull();
  expect(press('r', { metaKey: true })).toBeNull();
  expect(press('k', { ctrlKey: true })).toBeNull();
  expect(press('ArrowLeft', { shiftKey: true }, true)).toMatchObject({ do: 'pan', y: 0 });
  expect(press('+', { shiftKey: true })).toMatchObject({ do: 'zoom' });
});

test('a letter with Shift has its own meaning, or that of the small letter', () => {
  expect(press('B', { shiftKey: true })).toEqual({ do: 'light', of: 'brightness', direction: -1 });
  expect(press('T', { shiftKey: true })).toEqual({ do: 'light', of: 'contrast', direction: -1 });
  expect(press('R', { shiftKey: true })).toEqual({ do: 'rotate' });
});

test('a key that is held changes the look alone: keeping the images is recorded', () => {
  const held = { repeat: true };
  expect(press('m', held)).toEqual({ do: 'none' });
  for (const key of ['r', 'c', 'g', 'f', 'x', 'w', 'ArrowRight']) expect(press(key, held)).toEqual({ do: 'none' });
  expect(press('+', held)).toEqual({ do: 'zoom', direction: 1 });
  expect(press('b', held)).toEqual({ do: 'light', of: 'brightness', direction: 1 });
  expect(press('ArrowLeft', { ...held, shiftKey: true })).toMatchObject({ do: 'pan' });
});

test('an Arabic keyboard works by the places of its keys', () => {
  expect(press('ق', { code: 'KeyR' })).toEqual({ do: 'rotate' });
});

test('without single keys the arrows are left', () => {
  expect(press('r', {}, false, false)).toBeNull();
  expect(press('+', { shiftKey: true }, false, false)).toBeNull();
  expect(press('ArrowRight', {}, false, false)).toEqual({ do: 'step', by: 1 });
});
