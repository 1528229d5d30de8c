import { asciiDigits } from './text';

/**
 * Folds text for searching: case, diacritics and other marks go, and the several forms of an Arabic letter become one.
 * Names are folded when they are stored and terms when they are searched, both by this file. The database only compares.
 * A change here needs a full walk of the directory, or stored names and new terms no longer meet.
 */

/** A folded text, with the place in the original of each of its UTF-16 units. */
export interface Folded {
  text: string;
  /** For each unit of `text` the index of the original character; one more entry marks the end. */
  origin: number[];
}

/**
 * Letters that people type as another letter, though Unicode doesn't decompose them (ø, ß), and the several forms of one
 * Arabic or Greek letter. NFKD handles the rest (é, ﷲ, ｱ).
 */
const SAME = new Map([
  ...Object.entries({ ł: 'l', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' }),
  ...Object.entries({ ς: 'σ' }),
  // Alef wasla, alef maqsura, ta marbuta; Persian and Urdu yeh, kaf and heh.
  ...Object.entries({ ٱ: 'ا', ى: 'ي', ی: 'ي', ې: 'ي', ے: 'ي', ة: 'ه', ۀ: 'ه', ە: 'ه', ہ: 'ه', ھ: 'ه', ک: 'ك' }),
]);

/**
 * Marks that a search ignores: accents of Latin, Greek and Cyrillic, points of Hebrew, Arabic harakat, hamza marks and
 * tatweel, apostrophes, and every invisible character. Marks of other scripts stay: in Devanagari or Thai a mark is a
 * vowel, and without it two different names would become one.
 */
const DROPPED =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff'’‘ʼʻ`´ʹ]|\p{Default_Ignorable_Code_Point}/u;

/** In an e-mail address punctuation counts; anywhere else it is a space. */
export type FoldMode = 'words' | 'email';

/** Folds a text; idempotent. */
export function fold(text: string, mode: FoldMode = 'words'): string {
  // The fast way for most texts: a full walk folds millions.
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
  // By code point, so that each folded unit has one place in the original.
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
