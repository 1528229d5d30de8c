import 'server-only';
import type { TextMatch } from '../../contracts/search';
import { foldWithOrigin } from '../../writing/fold';
import type { Term } from './terms';

type Shown = { [Field in TextMatch['field']]: string | null };

/** Longer texts are not searched either. */
const LONGEST = 400;

/** The places of the terms in the shown fields of a customer. A match may be longer or shorter than its term. */
export function findMatches(shown: Shown, terms: readonly Term[]): TextMatch[] {
  return terms.flatMap((term) => [
    ...(term.kind === 'word' ? [...find('name', shown.name, term), ...find('surname', shown.surname, term)] : []),
    ...find('email', shown.email, term),
    ...(term.kind === 'digits' ? findDigits(shown.phoneNumber, term.text) : []),
  ]);
}

function find(field: TextMatch['field'], text: string | null, term: Term): TextMatch[] {
  if (text === null) return [];
  const folded = foldWithOrigin(text.slice(0, LONGEST), field === 'email' ? 'email' : 'words');
  const short = [...term.text].length < 3;
  let at = folded.text.indexOf(term.text);
  while (short && at > 0 && /[\p{L}\p{N}]/u.test(folded.text[at - 1] ?? ''))
    at = folded.text.indexOf(term.text, at + 1);
  if (at < 0) return [];
  const start = folded.origin[at] ?? 0;
  // Marks that were folded away belong to the letter before them.
  const end = folded.origin[at + term.text.length] ?? text.length;
  return [{ field, start, length: end - start }];
}

function findDigits(phone: string | null, digits: string): TextMatch[] {
  if (phone === null) return [];
  const places = [...phone.slice(0, LONGEST)].flatMap((letter, index) => (/\d/.test(letter) ? [index] : []));
  const at = places
    .map((place) => phone[place])
    .join('')
    .indexOf(digits);
  const [start, last] = [places[at], places[at + digits.length - 1]];
  if (at < 0 || start === undefined || last === undefined) return [];
  return [{ field: 'phoneNumber', start, length: last + 1 - start }];
}
