import 'server-only';
import type { DocumentSummary } from '../../contracts/customer';
import { fold } from '../../writing/fold';
import { toE164 } from '../../writing/phones';
import { onlyDigits } from '../../writing/text';
import type { SentinelCustomer, SentinelRow } from '../sentinel/customer';
import { maskOf } from './documents';
import { type DirectoryKeys, documentKey } from './keys';

/** A customer as the directory keeps them (`db/directory-schema.ts`), before anything of it is in SQL. */
export interface Entry {
  uuid: string;
  status: number | null;
  name: string | null;
  surname: string | null;
  nationality: string | null;
  gender: string | null;
  email: string | null;
  phone: string | null;
  updatedAt: string | null;
  documents: DocumentSummary[];
  /** `null`: this answer doesn't say, what is known stays (the vendor's detail has no `expiredIds`). */
  expiredDocuments: string[] | null;
  documentKeys: string[];
  documentMask: number;
  expiredMask: number;
  faceFailed: boolean;
  sortName: string;
  search: string;
}

/** Who has no name comes after everybody, as in the vendor's list. */
export const LAST = '\uffff';

const SORTED_BY = 80;
const SEARCHED_NAME = 300;
const SEARCHED_EMAIL = 254;

export function entryOfRow(keys: DirectoryKeys, row: SentinelRow): Entry {
  return toEntry(keys, row, row.documentNumbers, row.documents, row.expiredDocuments);
}

export function entryOfCustomer(keys: DirectoryKeys, customer: SentinelCustomer): Entry {
  const numbers = customer.documents.flatMap(({ number }) => (number === null ? [] : [number]));
  const documents = customer.documents.map(({ type, dateOfExpiry, idMatch }) => ({ type, dateOfExpiry, idMatch }));
  return toEntry(keys, customer, numbers, documents, null);
}

type Person = Omit<SentinelRow, 'documents' | 'expiredDocuments' | 'documentNumbers'>;

function toEntry(
  keys: DirectoryKeys,
  person: Person,
  numbers: readonly string[],
  documents: DocumentSummary[],
  expiredDocuments: string[] | null,
): Entry {
  const [name, surname] = [storable(person.name), storable(person.surname)];
  const [email, phone] = [storable(person.email), storable(person.phoneNumber)];
  return {
    uuid: person.uuid,
    status: person.status,
    name,
    surname,
    nationality: storable(person.nationality),
    gender: storable(person.gender),
    email,
    phone,
    updatedAt: person.updatedAt,
    documents,
    expiredDocuments: expiredDocuments?.map((one) => storable(one)) ?? null,
    documentKeys: [...new Set(numbers.flatMap((number) => documentKey(keys, number) ?? []))],
    documentMask: maskOf(documents.map(({ type }) => type)),
    expiredMask: maskOf(expiredDocuments ?? []),
    faceFailed: documents.some(({ idMatch }) => idMatch === false),
    ...searchable({ name, surname, email, phone }),
  };
}

/** What a text is looked for in: words with a space on either side, so that ` ab` begins a word and `ab ` ends one. */
export function searchText(person: Pick<Entry, 'name' | 'surname' | 'email' | 'phone'>): string {
  return searchable(person).search;
}

function searchable(person: Pick<Entry, 'name' | 'surname' | 'email' | 'phone'>): Pick<Entry, 'search' | 'sortName'> {
  const { name, surname, email, phone } = person;
  const names = [name, surname].map((one) => words(clip(one ?? '', SEARCHED_NAME)).join(' '));
  const parts = [
    ...names,
    ...unspaced(names),
    fold(clip(email ?? '', SEARCHED_EMAIL), 'email').trim(),
    digitsOf(phone),
  ];
  return {
    search: ` ${parts.filter((part) => part !== '').join(' ')} `,
    sortName: clip(names.join(' ').trim(), SORTED_BY) || LAST,
  };
}

/** The words of a folded text. */
export function words(text: string): string[] {
  return fold(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Chinese, Japanese and Korean names are typed in one, surname first. */
function unspaced([name = '', surname = '']: string[]): string[] {
  // Hangul, kana, Han; by ranges, since a million names pass here.
  const written = /[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
  return name !== '' && surname !== '' && written.test(name + surname) ? [surname + name] : [];
}

/** The digits of a phone number as E.164 has them; of what is none, those that there are. */
function digitsOf(phone: string | null): string {
  if (phone === null) return '';
  // Every example of the vendor is E.164 already, and the long way costs ten times as much.
  const number = /^\+[1-9]\d{6,14}$/.test(phone) ? phone : (toE164(phone) ?? fold(clip(phone, 40)));
  return onlyDigits(number);
}

/** Postgres keeps no NUL, and half of a surrogate pair would come back as another letter. */
function storable<T extends string | null>(text: T): T {
  if (text === null || !/[\0\ud800-\udfff]/.test(text)) return text;
  return wellFormed(text.replaceAll('\0', '\ufffd')) as T;
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : wellFormed(text.slice(0, length));
}

/** With every half of a surrogate pair made U+FFFD. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
