import 'server-only';
import * as z from 'zod/mini';
import { emailSchema, type LookupBody } from '../../contracts/requests';
import type { SearchBody } from '../../contracts/search';
import { DOCUMENTS, KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { toE164 } from '../../writing/phones';
import { filterNames } from './filters';
import type { DirectoryKeys } from './keys';
import { type FoundRow, parseFound } from './rows';
import { exactStatement, type Statement } from './search-sql';
import type { Terms } from './terms';
import { parseTerms, plainText } from './terms';

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
  return { terms, contact: readContact(plainText(text)) };
}

function readContact(text: string): LookupBody | null {
  const email = z.safeParse(emailSchema, text);
  if (email.success) return { email: email.data };
  const phoneNumber = isDocumentNumber(text) ? null : toE164(text);
  return phoneNumber === null ? null : { phoneNumber };
}

/** A whole document number whose digits would also pass for a phone number. */
function isDocumentNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
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
  const owners = found.filter(({ documentMatched, uuid }) => documentMatched || uuid === terms.uuid);
  return { knowsContact: holders.length > 0, uuids: [...new Set([...holders, ...owners].map(({ uuid }) => uuid))] };
}

/** As the vendor goes by them: e-mail addresses without regard to case. */
function hasContact({ email, phone }: FoundRow, contact: LookupBody): boolean {
  if (contact.email !== undefined) return email?.toLowerCase() === contact.email.toLowerCase();
  return phone !== null && (phone === contact.phoneNumber || toE164(phone) === contact.phoneNumber);
}
