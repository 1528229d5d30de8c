import 'server-only';
import type { DocumentSummary, RowField, Unreadable } from '../../contracts/customer';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { newestLastDay } from '../../kyc/expiry';
import type { SentinelCustomer, SentinelRow } from '../sentinel/public';
import type { ShownColumns } from './columns';

/** A customer as an answer about this one customer tells it, in the fields of a list row. */
export type Seen = Omit<SentinelRow, 'expiredDocuments' | 'documentNumbers'>;

const PERSON = [
  'status',
  'name',
  'surname',
  'email',
  'phoneNumber',
  'nationality',
  'gender',
  'updatedAt',
] as const satisfies readonly (RowField & keyof Seen)[];

/** The fields of a detail answer that rows have, too. */
export function seenOf({ uuid, documents, unreadable = [], ...rest }: SentinelCustomer): Seen {
  const { status, name, surname, email, phoneNumber, nationality, gender, updatedAt } = rest;
  const ofRows = unreadable.filter((one): one is Unreadable<RowField> => isRowField(one.field));
  return {
    ...{ uuid, status, name, surname, email, phoneNumber, nationality, gender, updatedAt },
    documents: documents.map(toSummary),
    ...withUnreadable(ofRows),
  };
}

/**
 * What the directory keeps after a detail answer. The answer only adds: what it leaves out, or gives in a form that
 * cannot be read, stays as it is known. The list states every field of a row, and takes values away again.
 */
export function mergeSeen(seen: Seen, known: ShownColumns | null): Seen {
  if (known === null) return seen;
  const before: Seen = { ...known, phoneNumber: known.phone };
  const person = Object.fromEntries(PERSON.map((field) => [field, seen[field] ?? before[field]])) as Pick<
    Seen,
    (typeof PERSON)[number]
  >;
  const documents = KNOWN_DOCUMENTS.flatMap((type) => {
    const of = (one: { documents: readonly DocumentSummary[] }) => one.documents.filter((item) => item.type === type);
    return mergeDocuments(of(seen), of(before));
  });
  const isOpen = ({ field }: Unreadable<RowField>) => !PERSON.some((one) => one === field && person[one] !== null);
  const told = (seen.unreadable ?? []).filter(isOpen);
  const kept = (before.unreadable ?? []).filter((one) => isOpen(one) && !told.some(({ field }) => field === one.field));
  return { uuid: seen.uuid, ...person, documents, ...withUnreadable([...told, ...kept]) };
}

/**
 * A detail answer tells one document of a type, and the list may know an older one beside it. The answer's document is
 * the known one with its date, else the known one with the latest date.
 */
function mergeDocuments(seen: readonly DocumentSummary[], known: readonly DocumentSummary[]): DocumentSummary[] {
  if (seen.length !== 1) return [...(seen.length === 0 ? known : seen)];
  return seen.flatMap((one) => {
    const latest = newestLastDay(known, one.type);
    const at = (day: string | null) => known.find(({ dateOfExpiry }) => dateOfExpiry === day);
    const same = at(one.dateOfExpiry) ?? at(latest);
    if (same === undefined) return [one];
    return known.map((other) => (other === same ? mergeDocument(one, other) : other));
  });
}

function mergeDocument(seen: DocumentSummary, known: DocumentSummary): DocumentSummary {
  const dateOfExpiry = seen.dateOfExpiry ?? known.dateOfExpiry;
  const idMatch = seen.idMatch ?? known.idMatch;
  const values = { dateOfExpiry, idMatch };
  const isOpen = ({ field }: Unreadable) => !Object.entries(values).some(([key, one]) => key === field && one !== null);
  const told = (seen.unreadable ?? []).filter(isOpen);
  const kept = (known.unreadable ?? []).filter((one) => isOpen(one) && !told.some(({ field }) => field === one.field));
  return { type: seen.type, ...values, ...withUnreadable([...told, ...kept]) };
}

function toSummary({ type, dateOfExpiry, idMatch, unreadable = [] }: DocumentSummary): DocumentSummary {
  const ofRows = unreadable.filter(({ field }) => field === 'dateOfExpiry' || field === 'idMatch');
  return { type, dateOfExpiry, idMatch, ...withUnreadable(ofRows) };
}

function isRowField(field: string): field is RowField {
  return [...PERSON, ...KNOWN_DOCUMENTS].some((one) => one === field);
}

function withUnreadable<Field extends string>(unreadable: Unreadable<Field>[]): { unreadable?: Unreadable<Field>[] } {
  return unreadable.length === 0 ? {} : { unreadable };
}
