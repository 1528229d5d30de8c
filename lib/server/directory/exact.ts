import 'server-only';
import type { LookupBody } from '../../contracts/requests';
import type { SearchBody } from '../../contracts/search';
import { DOCUMENTS, KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { readContact, sameEmail } from '../../writing/contacts';
import { toE164 } from '../../writing/phones';
import { onlyDigits } from '../../writing/text';
import { readUuid } from '../../writing/uuids';
import { filterNames } from './filters';
import type { DirectoryKeys } from './keys';
import { type FoundRow, parseFound } from './rows';
import { exactStatement } from './search-sql';
import type { Statement } from './sql';
import type { Terms } from './terms';
import { parseTerms } from './terms';

/** A whole text that belongs to somebody alone. */
export interface Whole {
  terms: Terms;
  /** The text as an e-mail address, or a phone number in E.164; `null` when it is neither. */
  contact: LookupBody | null;
}

/** What is known of a whole text's owners: people share contacts, and numbers may be of two kinds. */
export interface Owners {
  /** Whether the directory knows somebody by this very e-mail address or phone number. */
  knowsContact: boolean;
  uuids: string[];
}

/** @returns `null` where more was asked than a text: filters, or a later page */
export function readWhole({ text = '', filters = {}, cursor }: SearchBody): Whole | null {
  const terms = parseTerms(text);
  if (terms === null || filterNames(filters).length > 0 || cursor !== undefined) return null;
  return { terms, contact: wholeContact(text) };
}

/** A phone number only when the numbering plans know it, and never the digits of a document. */
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

/**
 * Whose e-mail address, phone number, document number or id a whole text is. Asked for apart from the page of rows:
 * those hold whoever it only is a part of, and in an order that was asked for they may begin with others.
 */
export async function ownersOf(
  whole: Whole,
  keys: DirectoryKeys,
  run: (statement: Statement) => Promise<{ rows: unknown[] }>,
): Promise<Owners> {
  const { terms, contact } = whole;
  if (terms.uuid === null && terms.document === null && contact === null) return { knowsContact: false, uuids: [] };
  const found = parseFound((await run(exactStatement(keys, terms, contact))).rows);
  const holders = found.filter((row) => contact !== null && hasContact(row, contact));
  const owners = found.filter(
    ({ documentMatched, uuid }) => documentMatched || (terms.uuid !== null && readUuid(uuid) === terms.uuid),
  );
  return { knowsContact: holders.length > 0, uuids: [...new Set([...holders, ...owners].map(({ uuid }) => uuid))] };
}

/** As the vendor goes by them: e-mail addresses without regard to case. */
function hasContact({ email, phone }: FoundRow, contact: LookupBody): boolean {
  if (contact.email !== undefined) return email !== null && sameEmail(email, contact.email);
  return phone !== null && (phone === contact.phoneNumber || toE164(phone) === contact.phoneNumber);
}
