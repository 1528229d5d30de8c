import { asciiDigits } from './text';

/**
 * Text as it is searched: without case, diacritics and other marks, and with the letters that Arabic writes in several
 * ways made one. Names are folded when they are stored, terms when they are asked for, both here: the database only
 * ever compares.
 */

/** A folded text that remembers where each of its units came from. */
export interface Folded {
  text: string;
  /** Index in the original of what the unit at this index was made of; one more entry marks the end. */
  origin: number[];
}

/**
 * Letters that are no letter with a mark but are typed as one, and the several forms of one Arabic or Greek letter.
 * What Unicode decomposes by itself (é, ﷲ, ｱ) isn't here.
 */
const SAME = new Map([
  ...Object.entries({ ł: 'l', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' }),
  ...Object.entries({ ς: 'σ' }),
  // Alef in all its forms, ya and alef maqsura, ta marbuta and ha, hamza on its seats; Persian and Urdu yeh, kaf, heh.
  ...Object.entries({ ٱ: 'ا', ى: 'ي', ی: 'ي', ې: 'ي', ے: 'ي', ة: 'ه', ۀ: 'ه', ە: 'ه', ہ: 'ه', ھ: 'ه', ک: 'ك' }),
]);

/**
 * Marks that are left out: accents of Latin, Greek and Cyrillic, points of Hebrew, harakat, hamza above and below, and
 * tatweel of Arabic, zero-width and direction marks, hyphens and apostrophes within names. In Devanagari or Thai a mark
 * is a vowel: two different names would become one.
 */
const DROPPED =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff'’‘ʼʻ`´ʹ]|\p{Default_Ignorable_Code_Point}/u;

/** In an e-mail address punctuation counts; anywhere else it is a space. */
export type FoldMode = 'words' | 'email';

/** Folds a text; idempotent. */
export function fold(text: string, mode: FoldMode = 'words'): string {
  // Most texts are of these letters alone, and a full walk folds millions.
  if (/^[\w .@+-]*$/.test(text)) return plain(text.toLowerCase(), mode);
  let folded = '';
  for (const point of text) folded += foldPoint(point, mode);
  return folded;
}

function plain(text: string, mode: FoldMode): string {
  return mode === 'email' ? text : text.replace(/[_.@+-]/g, ' ');
}

export function foldWithOrigin(text: string, mode: FoldMode = 'words'): Folded {
  let folded = '';
  const origin: number[] = [];
  let index = 0;
  // By code point, so that the folding of a text is the foldings of its parts, and every unit knows its place.
  for (const point of text) {
    const part = foldPoint(point, mode);
    folded += part;
    for (let unit = 0; unit < part.length; unit += 1) origin.push(index);
    index += point.length;
  }
  origin.push(text.length);
  return { text: folded, origin };
}

/** Most names are of a few hundred different letters. */
const known = { words: new Map<string, string>(), email: new Map<string, string>() };
const KNOWN_LIMIT = 20_000;

function foldPoint(point: string, mode: FoldMode): string {
  const before = known[mode].get(point);
  if (before !== undefined) return before;
  let folded = '';
  for (const part of point.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    if (DROPPED.test(part) && !(mode === 'email' && PUNCTUATION.test(part))) continue;
    const letter = SAME.get(part) ?? asciiDigits(part);
    const counts = /[\p{L}\p{M}\p{N}]/u.test(letter) || (mode === 'email' && PUNCTUATION.test(letter));
    folded += counts ? letter : ' ';
  }
  if (known[mode].size < KNOWN_LIMIT) known[mode].set(point, folded);
  return folded;
}

const PUNCTUATION = /^[!-/:-@[-`{-~]$/;
