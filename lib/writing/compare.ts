import { ALPHA_3, countries } from '../kyc/countries';
import { isDay } from './days';
import { fold } from './fold';
import { icaoCountry, icaoWritings } from './icao';
import { asciiDigits } from './text';

/** The kind of a field decides which writings of it are equal. */
export type FieldKind = 'name' | 'date' | 'number' | 'country' | 'gender' | 'text';

/**
 * The normalised readings of a text. Two texts are equal when they share a reading. A text has several readings only where
 * its writing leaves something out, such as the century of a two-digit year, or where ICAO 9303 leaves a choice; nothing
 * is guessed.
 */
function readings(kind: FieldKind, text: string): readonly string[] {
  const dates = kind === 'date' ? daysWritten(text) : [];
  if (dates.length > 0) return dates;
  const bare = bareText(text);
  if (kind === 'country') return icaoCountry(bare) ?? [asAlpha3(bare)];
  if (kind === 'gender') return [GENDERS.get(bare) ?? bare];
  return kind === 'number' ? [bare] : [...new Set([bare, ...icaoWritings(text).map(bareText)])];
}

export function saysTheSame(kind: FieldKind, one: string, other: string): boolean {
  const all = new Set(readings(kind, one));
  return readings(kind, other).some((reading) => all.has(reading));
}

/**
 * The letters and digits of a text in upper case, folded as search folds them: without the marks that machine-readable
 * zones drop (ICAO 9303: accents, hyphens, apostrophes, the `<` filler), and with one form of each Arabic letter.
 */
export function bareText(text: string): string {
  const bare = fold(text)
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
    .toUpperCase();
  // A text of punctuation alone is compared as it is. Otherwise "—" and "***" would be equal.
  return bare === '' ? text.trim() : bare;
}

/** Fillers alone: the machine-readable zone says that there is nothing, or that nothing is specified. */
export function isFiller(text: string): boolean {
  return /^[\s<]*<[\s<]*$/.test(text);
}

const GENDERS = new Map([
  ...['M', 'MALE', 'ذكر'].map((word) => [word, 'M'] as const),
  // Folded: the last letter of انثى is a ya.
  ...['F', 'FEMALE', 'انثي'].map((word) => [word, 'F'] as const),
  // ICAO 9303: X where people read it, `<` in the machine-readable zone.
  ...['X', '<', 'UNSPECIFIED', 'NOTSPECIFIED'].map((word) => [word, 'X'] as const),
]);

function asAlpha3(bare: string): string {
  if (bare.length === 2) return ALPHA_3.get(bare) ?? bare;
  if (bare.length > 3) {
    for (const [alpha3, name] of countries()) if (bareText(name) === bare) return alpha3;
  }
  return bare;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/**
 * The calendar days that a writing can mean, `YYYY-MM-DD`. Numbers are read day first, as identity documents print
 * them; month first only where the other reading is no date. Two-digit years stand for either century.
 */
export function daysWritten(text: string): string[] {
  const plain = asciiDigits(text).trim().toUpperCase();
  let match = /^(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})(?:T.*)?$/.exec(plain);
  if (match) return days(match[1], match[2], match[3]);
  match = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(plain);
  if (match) {
    const dayFirst = days(match[3], match[2], match[1]);
    return dayFirst.length > 0 ? dayFirst : days(match[3], match[1], match[2]);
  }
  // "16 JUL 1988", "16JUL88", and the bilingual "16 JUL / JUIL 88".
  match = /^(\d{1,2})[-/. ]*([A-Z]{3,9})\.?(?: ?\/ ?\p{L}{3,9}\.?)?[-/, ]*(\d{4}|\d{2})$/u.exec(plain);
  if (match) return days(match[3], String(MONTHS.indexOf(match[2]?.slice(0, 3) ?? '') + 1), match[1]);
  match = /^(\d{2})(\d{2})(\d{2})$/.exec(plain);
  return match ? days(match[1], match[2], match[3]) : [];
}

function days(year = '', month = '', day = ''): string[] {
  const years = year.length === 2 ? [`19${year}`, `20${year}`] : [year];
  return years.map((full) => `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`).filter(isDay);
}
