import { expect, it } from 'vitest';
import { fold } from './fold';

it.each([
  ['ی', 'ي'],
  ['ک', 'ك'],
  ['ہ', 'ه'],
  ['ھ', 'ه'],
  ['ە', 'ه'],
  ['ۀ', 'ه'],
  ['ے', 'ي'],
  ['ې', 'ي'],
  ['ى', 'ي'],
  ['ة', 'ه'],
  ['ٱ', 'ا'],
  ['أإآ', 'ااا'],
  ['œuvre', 'oeuvre'],
  ['Þór', 'thor'],
  ['Ðe', 'de'],
  ['Æsir', 'aesir'],
  ['Straße', 'strasse'],
  ['Łódź', 'lodz'],
  ['Øre', 'ore'],
  ['ΑΣ', 'ας'],
  ['Kıvanç', 'kivanc'],
  ['۴٤4４४', '44444'],
  ['a\u00ad\ufe0f\u2066b', 'ab'],
])('%s is searched as %s', (written, same) => expect(fold(written)).toBe(fold(same)));

it('keeps punctuation of an e-mail address, and of nothing else', () => {
  expect(fold("O'Neil_7@Example.com", 'email')).toBe("o'neil_7@example.com");
  expect(fold("O'Neil-7@x")).toBe('oneil 7 x');
});
