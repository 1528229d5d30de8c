import { cleanText, onlyDigits } from './text';

/** Shorter runs are ticket numbers, amounts and years. */
const MANY_DIGITS = 6;

/**
 * Whether a sentence seems to hold an e-mail address, a phone number or a document number. For a warning, so a guess is
 * enough: a number written in words passes, and a long ticket number is taken for one of a person.
 */
export function looksPersonal(sentence: string): boolean {
  return holdsPersonal(cleanText(sentence), MANY_DIGITS);
}

/** @param digits so many in a row are a number of a person */
function holdsPersonal(text: string, digits: number): boolean {
  if (/\S@\S/.test(text)) return true;
  // Digits with the signs and spaces that numbers are written with.
  const runs = text.match(/\d[\d\s()./-]*\d/g);
  return runs?.some((run) => onlyDigits(run).length >= digits) ?? false;
}

/** The shortest phone and document numbers have seven digits. */
const DIGITS_OF_A_NUMBER = 7;
/** Days of this century, with the year first or last; years; and steps like 30/60/90. A day of birth is none of these. */
const TIMES = [
  /\b20\d\d[./-]\d\d?[./-]\d\d?\b/g,
  /\b[0-3]?\d[./-][0-3]?\d[./-](?:20)?\d\d\b/g,
  /(?<!\d[./-])\b(?:19|20)\d\d(?:[/-](?:19|20)?\d\d)?\b(?![./-]\d)/g,
  /\b\d\d?(?:\/\d\d?)+\b/g,
];

/**
 * Whether the name of a list seems to hold an e-mail address, a phone number or a document number. Such a name is refused
 * rather than warned of, so times are left out first: names of lists are full of them.
 */
export function titleLooksPersonal(name: string): boolean {
  return holdsPersonal(
    TIMES.reduce((rest, time) => rest.replace(time, ' '), cleanText(name)),
    DIGITS_OF_A_NUMBER,
  );
}

/**
 * {@link looksPersonal} for a note, without its mentions of colleagues: those who share a name are mentioned with their
 * address, and an `@` that begins a word is no address.
 *
 * @param mentioned the names behind the signs
 */
export function noteLooksPersonal(text: string, mentioned: readonly string[]): boolean {
  const names = mentioned.filter(Boolean).toSorted((one, other) => other.length - one.length);
  const said = names.reduce(
    (rest, name) => rest.replaceAll(`@${name}`, (found, at: number) => (beginsWord(rest, at) ? ' ' : found)),
    text,
  );
  return looksPersonal(said.replaceAll('@', (sign, at: number) => (beginsWord(said, at) ? ' ' : sign)));
}

function beginsWord(text: string, at: number): boolean {
  return /(?:^|[\s(])$/u.test(text.slice(0, at));
}
