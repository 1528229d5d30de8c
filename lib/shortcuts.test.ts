import { expect, test } from 'vitest';
import { ariaKeys } from './aria-keys';
import { allKeysOf, placeOf, SHORTCUT_IDS, SHORTCUT_PLACES } from './shortcut-places';
import { keysOf, nameOfKey } from './shortcuts';
import { SHORTCUT_WORDS } from './words/shortcuts';

const press = (key: string, more = {}) =>
  nameOfKey({ key, code: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

test('no key means two things in one place, nor in a place and everywhere', () => {
  for (const place of SHORTCUT_PLACES) {
    const here = SHORTCUT_IDS.filter((id) => ['everywhere', place].includes(placeOf(id)));
    const keys = here.flatMap(allKeysOf);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  }
});

test.each(['customers', 'expiring', 'accounts'])('the table of %s has the keys of tables besides its own', (page) => {
  const places = ['tables', 'everywhere', page];
  const keys = SHORTCUT_IDS.filter((id) => places.includes(placeOf(id))).flatMap(allKeysOf);
  expect(new Set(keys).size).toBe(keys.length);
});

test('every shortcut has a line of its own', () => {
  const lines = SHORTCUT_IDS.map((id) => SHORTCUT_WORDS.does[id]);
  expect(lines.every((line) => line.length > 2)).toBe(true);
  expect(new Set(lines).size).toBe(lines.length);
});

test.each([
  ['j', {}, 'j'],
  ['J', { shiftKey: true }, 'J'],
  ['?', { shiftKey: true }, '?'],
  ['ArrowDown', {}, 'ArrowDown'],
  ['k', { ctrlKey: true }, 'Mod+K'],
  ['K', { metaKey: true }, 'Mod+K'],
  ['K', { ctrlKey: true, shiftKey: true }, null],
  ['p', { ctrlKey: true }, 'Mod+P'],
  ['p', {}, 'p'],
  ['j', { ctrlKey: true }, null],
  ['j', { altKey: true }, null],
  ['ت', { code: 'KeyJ' }, 'j'],
  ['ظ', { code: 'Slash' }, '/'],
  ['؟', { code: 'Slash', shiftKey: true }, '?'],
  ['ن', { code: 'KeyK', ctrlKey: true }, 'Mod+K'],
  ['é', { code: 'Digit2' }, 'é'],
  // Caps Lock alone, and with Shift.
  ['J', {}, 'j'],
  ['j', { shiftKey: true }, 'J'],
  ['K', { ctrlKey: true }, 'Mod+K'],
  // One key of an Arabic keyboard on Windows writes two letters.
  ['لا', { code: 'KeyB' }, 'b'],
  ['Home', { code: 'Numpad7' }, 'Home'],
  ['F5', {}, 'F5'],
])('%s %j is %s', (key, held, name) => expect(press(key, held)).toBe(name));

test.each([
  ['€', { code: 'KeyE' }, null],
  ['ł', { code: 'KeyL' }, null],
  ['[', { code: 'Digit8' }, '['],
  ['[', { code: 'Digit8', ctrlKey: true, altKey: true }, '['],
  ['AltGraph', { code: 'AltRight' }, null],
])('with AltGr, %s %j is %s', (key, held, name) => {
  expect(press(key, { ...held, getModifierState: (one: string) => one === 'AltGraph' })).toBe(name);
});

test('what assistive technology is told', () => {
  expect(ariaKeys(keysOf('edit'), true)).toBe('e');
  expect(ariaKeys(keysOf('edit'), false)).toBeUndefined();
  expect(ariaKeys(keysOf('nextRow'), false)).toBe('ArrowDown');
  expect(ariaKeys(keysOf('palette'), false)).toBe('Control+K Meta+K');
});
