import 'server-only';
import type { LookupBody } from '../../contracts/requests';
import type { TermKind } from '../../contracts/search';
import { bareContact, readContact } from '../../writing/contacts';
import { fold } from '../../writing/fold';
import { HOME_CODE } from '../../writing/phones';
import { soundGroups } from '../../writing/sounds';
import { bareNumber, cleanText, onlyDigits } from '../../writing/text';
import { readUuid } from '../../writing/uuids';
import { words } from './entry';

/** A possible meaning of a part of a search text. */
export type Term =
  /** Part of a name, or of an e-mail address: a word or the beginning of one. */
  | { kind: 'word'; text: string }
  | { kind: 'email'; text: string }
  /** A run of a phone number's digits, as E.164 has them; `national`: written as one dials within the country, `050…`. */
  | { kind: 'digits'; text: string; national: boolean };

export interface Terms {
  /** All of them must fit. */
  terms: Term[];
  /** The whole text as a document number, bare; else `null`. Fits instead of the terms. */
  document: string | null;
  /** In lower case; stored uuids keep the vendor's case (`uuidSql`). */
  uuid: string | null;
  /** The text's words as they are said (`soundGroups`); empty where the text says no name. */
  sounds: string[][];
}

/** Of fewer letters too many names sound alike. */
const SHORTEST_SOUND = 3;

/** No document number is shorter. */
const SHORTEST_NUMBER = 5;

/** Takes a search text apart; `null` when there are less than two letters or digits in it. */
export function parseTerms(text: string): Terms | null {
  const uuid = readUuid(text);
  if (uuid !== null) return { terms: [], document: null, uuid, sounds: [] };
  // Around a whole contact there may stand a name, brackets, `tel:`; around anything else they are a part of the text.
  const contact = readContact(text);
  const written = contact === null ? cleanText(text) : Object.values(contact).join();
  const parts = mergeDigits(written.split(/\s+/));
  const terms = parts.flatMap(termsOf);
  const size = terms.reduce((sum, { text: part }) => sum + [...part].length, 0);
  if (size < 2) return null;
  const bare = bareNumber(written);
  return {
    terms,
    document: bare.length >= SHORTEST_NUMBER && /\d/.test(bare) ? bare : null,
    uuid: null,
    sounds: soundsOf(parts),
  };
}

/** The words of names among the parts of a text. Folded words won't do: folding makes alef maqsura a ya. */
function soundsOf(parts: readonly string[]): string[][] {
  const names = parts.filter((part) => !PHONE_PART.test(part) && !part.includes('@')).join(' ');
  return [...names].length < SHORTEST_SOUND ? [] : soundGroups(names);
}

/** The kinds of the terms, for the audit trail, which never holds the terms. */
export function kindsOf({ terms, document, uuid }: Terms): TermKind[] {
  const kinds = new Set<TermKind>(terms.map(({ kind }) => kind));
  if (document !== null) kinds.add('document-number');
  if (uuid !== null) kinds.add('uuid');
  return [...kinds];
}

/** The LIKE pattern that a term's text is found by in `search`: shorter than a trigram only at the beginning of a word. */
export function patternOf({ text }: Term): string {
  return [...text].length >= 3 ? anywhere(text) : prefixPattern(text);
}

function prefixPattern(text: string): string {
  return `% ${escapeLike(text)}%`;
}

/** A whole e-mail address, or all digits of a phone number in E.164. */
export function contactTerm({ email, phoneNumber = '' }: LookupBody): Term {
  if (email === undefined) return { kind: 'digits', text: onlyDigits(phoneNumber), national: false };
  return { kind: 'email', text: fold(email, 'email').trim() };
}

export function contactPattern(contact: LookupBody): string {
  return `% ${escapeLike(contactTerm(contact).text)} %`;
}

/** Of a phone number so many last digits are looked up, of an e-mail address the part before the domain from so many letters on. */
const RARE_DIGITS = 9;
const RARE_LOCAL = 8;

/**
 * The part of a long text that few customers have. The index lists the customers of every three letters: those of
 * a country's code or of a common domain are most of a directory, and say nothing beside the rest. `null` where the text
 * has no such part.
 */
export function rarePart({ kind, text }: Term): string | null {
  if (kind === 'digits') return text.length > RARE_DIGITS ? text.slice(-RARE_DIGITS) : null;
  const local = kind === 'email' ? text.slice(0, text.lastIndexOf('@') + 1) : '';
  return local.length > RARE_LOCAL && local.length < text.length ? local : null;
}

/** The pattern of a text that stands anywhere in `search`. */
export function anywhere(text: string): string {
  return `%${escapeLike(text)}%`;
}

/** A whole word; of a phone number its end, since people leave out the country. */
export function exactPattern({ kind, text }: Term): string {
  return kind === 'digits' && text.length >= 7 ? `%${text} %` : `% ${escapeLike(text)} %`;
}

/**
 * Where people begin to type, better than somewhere in the middle: a word's beginning; a phone number's, with its
 * country's code or as it is dialled at home, and its last digits, which people tell each other.
 */
export function likelyPatterns(term: Term): string[] {
  const begins = prefixPattern(term.text);
  if (term.kind !== 'digits') return [begins];
  return term.national ? [prefixPattern(HOME_CODE + term.text)] : [begins, `%${term.text} %`];
}

/** Digits with signs around them, or signs alone: `050 - 123` and `( 050 ) 123` are typed as well. */
const PHONE_PART = /^[+(]{0,2}[\d()./-]*\d[\d()./-]*$|^[+()./-]{1,2}$/;

/** `050 123 4567` is one number. */
function mergeDigits(parts: readonly string[]): string[] {
  const merged: string[] = [];
  let run = '';
  for (const part of parts) {
    if (PHONE_PART.test(part)) {
      run += part;
      continue;
    }
    if (run !== '') merged.push(run);
    run = '';
    merged.push(part);
  }
  return run === '' ? merged : [...merged, run];
}

function termsOf(part: string): Term[] {
  if (PHONE_PART.test(part)) {
    const text = digitsOf(part);
    return text === '' ? [] : [{ kind: 'digits', text, national: /^[^0-9]*0[1-9]/.test(part) }];
  }
  if (part.includes('@')) {
    const text = fold(bareContact(part), 'email').trim();
    return /[\p{L}\p{N}]/u.test(text) ? [{ kind: 'email', text }] : [];
  }
  return words(part).map((text) => ({ kind: 'word', text }));
}

/**
 * Zeros in front are how one dials out (`00`) or within a country (`0`), and E.164 has neither; nor the `(0)` of
 * `+44 (0)20`. A run from the middle of a number that does begin with a zero is still found: by what follows it.
 */
function digitsOf(written: string): string {
  const digits = onlyDigits(written.replace(/(?<=\d)\(0\)/, ''));
  const bare = digits.replace(/^0+/, '');
  return bare.length >= 3 ? bare : digits;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
