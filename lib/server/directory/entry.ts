import 'server-only';
import type { DocumentSummary, RowField, Unreadable } from '../../contracts/customer';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { fold } from '../../writing/fold';
import { toE164 } from '../../writing/phones';
import { soundKeys } from '../../writing/sounds';
import { onlyDigits } from '../../writing/text';
import type { SentinelCustomer, SentinelRow } from '../sentinel/public';
import type { Entry, ShownColumns } from './columns';
import { maskOf, newestLastDays } from './documents';
import { type DirectoryKeys, documentKey } from './keys';
import { mergeSeen, seenOf } from './merge';
import { soundCodes } from './sounds';
import { unreadableMask } from './unreadable';

/** Customers without a name come last, as in the vendor's list. */
const LAST = '\uffff';

const SORTED_BY = 80;
const SEARCHED_NAME = 300;
const SEARCHED_EMAIL = 254;

export function entryOfRow(keys: DirectoryKeys, row: SentinelRow): Entry {
  return toEntry(keys, row, row.documentNumbers, row.documents, row.expiredDocuments);
}

/** @param known the customer's row; what the answer leaves out stays as it is there (`merge.ts`) */
export function entryOfCustomer(
  keys: DirectoryKeys,
  customer: SentinelCustomer,
  known: ShownColumns | null = null,
): Entry {
  const numbers = customer.documents.flatMap(({ number }) => (number === null ? [] : [number]));
  const { documents, ...person } = mergeSeen(seenOf(customer), known);
  return toEntry(keys, person, numbers, documents, null);
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
    status: storableStatus(person.status),
    name,
    surname,
    nationality: storable(person.nationality),
    gender: storable(person.gender),
    email,
    phone,
    updatedAt: person.updatedAt,
    documents,
    expiredDocuments: expiredDocuments?.map((one) => storable(one)) ?? null,
    unreadable: (person.unreadable ?? []).map(withoutNumber),
    unreadableMask: unreadableMask({ documents, unreadable: person.unreadable ?? [] }),
    documentKeys: [...new Set(numbers.flatMap((number) => documentKey(keys, number) ?? []))],
    documentMask: maskOf(documents.map(({ type }) => type)),
    expiredMask: maskOf(expiredDocuments ?? []),
    faceFailed: documents.some(({ idMatch }) => idMatch === false),
    ...newestLastDays(documents),
    ...searchable({ name, surname, email, phone }),
  };
}

/** What stands in place of a document may be its number, which the directory doesn't hold. */
function withoutNumber({ field, given }: Unreadable<RowField>): Unreadable<RowField> {
  return { field, given: KNOWN_DOCUMENTS.some((type) => type === field) ? '' : given };
}

/** The folded text that searches look in. A space stands on either side of each word, so ` ab` begins a word. */
export function searchText(person: Pick<Entry, 'name' | 'surname' | 'email' | 'phone'>): string {
  return searchable(person).search;
}

function searchable(
  person: Pick<Entry, 'name' | 'surname' | 'email' | 'phone'>,
): Pick<Entry, 'search' | 'sortName' | 'sounds'> {
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
    sounds: soundCodes(soundKeys(name, surname)),
    sortName: clip(names.join(' ').trim(), SORTED_BY) || LAST,
  };
}

/** The words of a folded text. */
export function words(text: string): string[] {
  return fold(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Chinese, Japanese and Korean names are typed without a space, surname first. */
function unspaced([name = '', surname = '']: string[]): string[] {
  // Hangul, kana, Han. Ranges, because Unicode property classes are slower and a full walk tests a million names.
  const written = /[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
  return name !== '' && surname !== '' && written.test(name + surname) ? [surname + name] : [];
}

/** The digits of a phone number in E.164. A text that is no phone number gives the digits that it has. */
function digitsOf(phone: string | null): string {
  if (phone === null) return '';
  // The vendor's numbers are E.164 already, and parsing costs ten times as much.
  const number = /^\+[1-9]\d{6,14}$/.test(phone) ? phone : (toE164(phone) ?? fold(clip(phone, 40)));
  return onlyDigits(number);
}

/** Postgres stores no NUL, and returns half of a surrogate pair as another letter. */
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

/** Postgres' integer can't hold a code beyond its range. The vendor's live list still shows the code. */
function storableStatus(status: number | null): number | null {
  return status !== null && Math.abs(status) < 2 ** 31 - 1 ? status : null;
}
