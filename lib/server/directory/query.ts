import 'server-only';
import type { LookupBody } from '../../contracts/requests';
import type { SearchBody, SearchFilters, SearchSort, TermKind } from '../../contracts/search';
import { DOCUMENTS, KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { readContact } from '../../writing/contacts';
import { toE164 } from '../../writing/phones';
import { onlyDigits } from '../../writing/text';
import { DeskError } from '../desk-error';
import { kindsOf, parseTerms, type Terms } from './terms';

/** The parts of a query that decide which customers match, and in which order. */
export interface Query {
  terms: Terms | null;
  filters: SearchFilters;
  sort: SearchSort;
  /** The moment whose day "expired" refers to. */
  now: Date;
  /** The time zone of the days in the filters, an IANA name; `UTC` by default. */
  timeZone?: string | undefined;
}

/** A whole text that belongs to one customer alone. */
export interface Whole {
  terms: Terms;
  /** The text as an e-mail address, or a phone number in E.164; `null` when it is neither. */
  contact: LookupBody | null;
}

/** A query, read once. Statements, cursors and the audit trail all go by this object, never by the text again. */
export interface DirectoryQuery extends Query {
  /** The text has fewer than two letters or digits, so it has no result. */
  isTooShort: boolean;
  /** `null` where more than a text was asked: filters, or a later page. */
  whole: Whole | null;
  cursor: string | null;
  /** Decides which customers match, apart from the day of `now`: text, filters, and the zone where filters name days. */
  subject: readonly unknown[];
  /** The subject of a cursor: one that was signed for another subject is refused. */
  about: unknown;
  /** For the audit trail: kinds and names, never the terms and values. */
  audited: { terms: (TermKind | 'too-short')[]; filters: string[] };
}

/** Reads a request's query. */
export function readQuery(body: SearchBody, now: Date): DirectoryQuery {
  const { filters = {}, sort = { by: 'relevance' }, cursor = null } = body;
  const text = body.text?.trim() ?? '';
  const terms = text === '' ? null : parseTerms(text);
  const isTooShort = terms === null && text !== '';
  const timeZone = body.timeZone ?? 'UTC';
  const asksDays = filters.updatedFrom !== undefined || filters.updatedTo !== undefined;
  const named = Object.entries(filters).filter(([, given]) => given !== undefined);
  const names = named.map(([name]) => name);
  const sorted = named.toSorted(([one], [other]) => (one < other ? -1 : 1));
  const subject = [text, sorted, ...(asksDays ? [timeZone] : [])];
  return {
    ...{ terms, filters, sort, now, timeZone, isTooShort, cursor },
    whole: terms === null || names.length > 0 || cursor !== null ? null : { terms, contact: wholeContact(text) },
    subject,
    about: [subject, sort],
    audited: { terms: terms === null ? (isTooShort ? ['too-short'] : []) : kindsOf(terms), filters: names },
  };
}

/**
 * The same for requests that need a result.
 * @throws DeskError `invalid_request` when the text is too short to have one
 */
export function readWholeQuery(body: SearchBody, now: Date): DirectoryQuery {
  const query = readQuery(body, now);
  if (!query.isTooShort) return query;
  throw new DeskError('invalid_request', undefined, { fields: { text: { code: 'too_short' } } });
}

/** A phone number counts only when the numbering plans know it, and never when its digits are a document's. */
function wholeContact(text: string): LookupBody | null {
  const contact = readContact(text);
  if (contact === null || 'email' in contact) return contact;
  const phoneNumber = isDocumentNumber(contact.phoneNumber) ? null : toE164(contact.phoneNumber);
  return phoneNumber === null ? null : { phoneNumber };
}

/** A whole document number whose digits would also pass for a phone number. */
function isDocumentNumber(text: string): boolean {
  const digits = onlyDigits(text);
  return !text.includes('+') && KNOWN_DOCUMENTS.some((type) => DOCUMENTS[type].likePhone?.test(digits));
}
