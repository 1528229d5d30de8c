import { cleanText, onlyDigits } from './text';

/** Shorter runs are ticket numbers, amounts and years. */
const MANY_DIGITS = 6;

/**
 * Whether a sentence seems to hold an e-mail address, a phone number or a document number. For a warning, so a guess is
 * enough: a number written in words passes, and a long ticket number is taken for one of a person.
 */
export function looksPersonal(sentence: string): boolean {
  const text = cleanText(sentence);
  if (/\S@\S/.test(text)) return true;
  // Digits with the signs and spaces that numbers are written with.
  const runs = text.match(/\d[\d\s()./-]*\d/g);
  return runs?.some((run) => onlyDigits(run).length >= MANY_DIGITS) ?? false;
}
