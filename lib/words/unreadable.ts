import type { DocumentSummary, Unreadable } from '../contracts/customer';
import { KNOWN_DOCUMENTS } from '../kyc/document-types';
import { documentLabel } from './documents';
import { spoken } from './language';

export interface UnreadableWords {
  /** A value that the vendor gave and the desk cannot read, with the vendor's text. */
  given: (text: string) => string;
  /** The same where the text may not be shown. */
  withheld: string;
  expiredDocuments: string;
  score: string;
  /** Fields of a document, named as the checks name them (`checks.ts`, which lists don't load). */
  fields: { dateOfExpiry: string; idMatch: string };
  ofField: (field: string, sentence: string) => string;
  ofDocument: (document: string, field: string) => string;
}

const ENGLISH: UnreadableWords = {
  given: (text) => `Given, but not readable: ${text}`,
  withheld: 'Given, but not readable',
  expiredDocuments: 'Expired documents',
  score: 'Score',
  fields: { dateOfExpiry: 'Expiry', idMatch: 'Face match' },
  ofField: (field, sentence) => `${field}: ${sentence}`,
  ofDocument: (document, field) => `${document}, ${field}`,
};

const WORDS = spoken({ en: ENGLISH });

interface Record<Field extends string> {
  unreadable?: readonly Unreadable<Field>[];
}

/** "Given, but not readable: 14/05/1990"; `null` where the field could be read, or was not given. */
export function unreadableText<Field extends string>(record: Record<Field>, field: NoInfer<Field>): string | null {
  const found = record.unreadable?.filter((one) => one.field === field) ?? [];
  return found.length === 0 ? null : sentence(found.map(({ given }) => given).filter((given) => given !== ''));
}

/** The same of a score, which stands beside its verdict: "Score: Given, but not readable: about 98". */
export function unreadableScore<Field extends string>(record: Record<Field>, field: NoInfer<Field>): string | null {
  const text = unreadableText(record, field);
  return text && WORDS.ofField(WORDS.score, text);
}

function sentence(given: readonly string[]): string {
  return given.length === 0 ? WORDS.withheld : WORDS.given(given.join(', '));
}

/** The documents of a customer that are no record at all, and the names of expired documents that could not be read. */
export function unreadableDocuments(customer: { unreadable?: readonly Unreadable[] }): string[] {
  const fields = ['expiredDocuments', ...KNOWN_DOCUMENTS];
  return fields.flatMap((field) => {
    const text = unreadableText(customer, field);
    const label = field === 'expiredDocuments' ? WORDS.expiredDocuments : documentLabel(field);
    return text === null ? [] : [WORDS.ofField(label, text)];
  });
}

/** What a list row says of its documents that could not be read: expiry, face match, and whole documents. */
export function unreadableInRow(row: {
  documents: readonly DocumentSummary[];
  unreadable?: readonly Unreadable[];
}): string[] {
  const ofFields = row.documents.flatMap((document) =>
    (['dateOfExpiry', 'idMatch'] as const).flatMap((field) => {
      const text = unreadableText(document, field);
      const name = WORDS.ofDocument(documentLabel(document.type), WORDS.fields[field]);
      return text === null ? [] : [WORDS.ofField(name, text)];
    }),
  );
  return [...ofFields, ...unreadableDocuments(row)];
}
