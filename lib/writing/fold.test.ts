import { expect, it } from 'vitest';
import { fold, foldWithOrigin } from './fold';

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
  ['Ħŧđ', 'htd'],
  ['ΑΣ', 'ας'],
  ['Kıvanç', 'kivanc'],
  ['۴٤4４४', '44444'],
  ['a\u00ad\ufe0f\u2066b', 'ab'],
])('%s is searched as %s', (written, same) => expect(fold(written)).toBe(fold(same)));

it('keeps punctuation of an e-mail address, and of nothing else', () => {
  expect(fold("O'Neil_7@Example.com", 'email')).toBe("o'neil_7@example.com");
  expect(fold("O'Neil-7@x")).toBe('oneil 7 x');
});

it('makes each sign between plain letters a space, and keeps it in an e-mail address', () => {
  expect(fold('A_b.c@d+e-f')).toBe('a b c d e f');
  expect(fold('A_b.c@d+e-f', 'email')).toBe('a_b.c@d+e-f');
  expect(fold("é.O'n ", 'email')).toBe("e.o'n ");
});

it('knows for each letter where in the original its character began', () => {
  expect(foldWithOrigin('Aß\u0301𝟘é')).toEqual({ text: 'ass0e', origin: [0, 1, 1, 3, 5, 6] });
  expect(foldWithOrigin('a.b')).toEqual({ text: 'a b', origin: [0, 1, 2, 3] });
  expect(foldWithOrigin('a.b', 'email').text).toBe('a.b');
});
