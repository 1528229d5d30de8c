import { expect, it, test } from 'vitest';
import { NOTE } from '@/lib/contracts/notes';
import { colleaguesFor, mentionAt, mentionsIn, withMention } from './mention-text';

const DANIEL = { id: 'd', name: 'Daniel Okafor' };
const DANA = { id: 'a', name: 'Dana Ruiz' };
const ZOE = { id: 'z', name: 'Zoë Martín' };

test('a mention begins with a word, and goes on to the caret', () => {
  expect(mentionAt('ask @', 5)).toEqual({ from: 4, typed: '' });
  expect(mentionAt('@dan', 4)).toEqual({ from: 0, typed: 'dan' });
  expect(mentionAt('(@daniel o and more', 10)).toEqual({ from: 1, typed: 'daniel o' });
  expect(mentionAt('ask @dan about', 8)).toEqual({ from: 4, typed: 'dan' });
});

it.each(['nothing here', 'jo@desk', 'one\n two', '@ dan', '@dan\nnext'])('%j has no mention at its end', (text) => {
  expect(mentionAt(text, text.length)).toBeNull();
});

test('colleagues are found by the beginnings of their names, without marks', () => {
  expect(colleaguesFor([DANIEL, DANA, ZOE], 'dan')).toEqual([DANIEL, DANA]);
  expect(colleaguesFor([DANIEL, DANA, ZOE], 'martin z')).toEqual([ZOE]);
  expect(colleaguesFor([DANIEL, DANA, ZOE], 'kafor')).toEqual([]);
  expect(colleaguesFor([DANIEL], '')).toEqual([DANIEL]);
});

test('a chosen colleague takes the place of what was typed', () => {
  expect(withMention('ask @dan about', 4, 8, DANIEL.name)).toEqual({ text: 'ask @Daniel Okafor about', caret: 18 });
  expect(withMention('ask @', 4, 5, DANA.name)).toEqual({ text: 'ask @Dana Ruiz ', caret: 15 });
});

test('only those whose mention still stands in the text are mentioned, each once', () => {
  expect(mentionsIn('ask @Daniel Okafor', [DANIEL, DANA, DANIEL], null)).toEqual(['d']);
  expect(mentionsIn('ask Daniel Okafor', [DANIEL], null)).toEqual([]);
});

test('a mention is of the longest name that it holds, and of nobody whose name begins it', () => {
  const [ann, annLee] = [
    { id: 'short', name: 'Ann Lee' },
    { id: 'long', name: 'Ann Lee Smith' },
  ];
  expect(mentionsIn('ask @Ann Lee Smith', [ann, annLee], null)).toEqual(['long']);
  expect(mentionsIn('ask @Ann Lee and @Ann Lee Smith', [ann, annLee], null)).toEqual(['short', 'long']);
  // Typed, and not chosen from the list.
  expect(mentionsIn('ask @Ann Lee Smith', [ann], null, [annLee])).toEqual([]);
  expect(mentionsIn('ask @Ann Lee @Ann Lee', [ann, ann], null, [annLee])).toEqual(['short']);
  const namesakes = [ann, { id: 'other', name: 'Ann Lee' }];
  expect(mentionsIn('ask @Ann Lee', namesakes, null)).toEqual(['short', 'other']);
});

test('a note that has no room for a name keeps its text whole', () => {
  const text = `@dan${'x'.repeat(NOTE.most - 4)}`;
  expect(withMention(text.slice(0, -11), 0, 4, DANIEL.name)?.text).toHaveLength(NOTE.most);
  expect(withMention(text.slice(0, -10), 0, 4, DANIEL.name)).toBeNull();
});

test('a colleague who was renamed since the note was written is still mentioned', () => {
  const before = { text: 'ask @Dan Okafor and @Dana Ruiz', mentions: [DANIEL, DANA] };
  expect(mentionsIn('ask @Dan Okafor', before.mentions, before)).toEqual(['d']);
  expect(mentionsIn('ask nobody', before.mentions, before)).toEqual([]);
});
