import 'server-only';
import type { LookupBody } from '../../contracts/requests';
import { sameEmail } from '../../writing/contacts';
import { toE164 } from '../../writing/phones';
import { readUuid } from '../../writing/uuids';
import { searchPool } from './database';
import { type DirectoryKeys, directoryKeys } from './keys';
import type { Whole } from './query';
import { type FoundRow, parseFound } from './rows';
import { exactStatement } from './search-sql';
import type { Statement } from './sql';
import { contactPattern, patternOf, type Terms } from './terms';

/** The owners of a whole text. People share contacts, and a number may be a phone's or a document's. */
export interface Owners {
  /** Whether the directory holds a customer with exactly this e-mail address or phone number. */
  knowsContact: boolean;
  uuids: string[];
}

/**
 * The customers whose e-mail address, phone number, document number or uuid is the whole text. The page of rows can't
 * tell: its rows may only contain the text, and in an order that was asked for the owner may stand on a later page.
 */
export async function ownersOf(
  whole: Whole,
  keys: DirectoryKeys,
  run: (statement: Statement) => Promise<{ rows: unknown[] }>,
): Promise<Owners> {
  const { terms, contact } = whole;
  if (terms.uuid === null && terms.document === null && contact === null) return { knowsContact: false, uuids: [] };
  return ownersAmong(whole, parseFound((await run(exactStatement(keys, terms, contact))).rows));
}

/** The owners among rows that hold all of them, as {@link ownersOf}. */
export function ownersAmong({ terms, contact }: Whole, found: readonly FoundRow[]): Owners {
  const holders = found.filter((row) => contact !== null && hasContact(row, contact));
  const owners = found.filter(
    ({ documentMatched, uuid }) => documentMatched || (terms.uuid !== null && readUuid(uuid) === terms.uuid),
  );
  return { knowsContact: holders.length > 0, uuids: [...new Set([...holders, ...owners].map(({ uuid }) => uuid))] };
}

/**
 * Whether every owner of a whole text is among the customers who match it as a part: so it is with an e-mail address. A
 * result that fits on one page then shows its owners, and they need not be looked for twice. A document number is
 * looked for beside every text, and a phone number or uuid matches in a way of its own.
 */
export function matchesAsPart({ terms: { terms }, contact }: Whole): boolean {
  const [term, ...more] = terms;
  if (term?.kind !== 'email' || more.length > 0) return false;
  // Without the signs for "anything" around the text.
  return contact !== null && contactPattern(contact).includes(patternOf(term).slice(1, -1));
}

/** A customer whose e-mail address or phone number a contact is. */
export type ContactHolder = Pick<FoundRow, 'uuid' | 'name' | 'surname'>;

const NO_TERMS: Terms = { terms: [], document: null, uuid: null, sounds: [] };

/**
 * The customers whose e-mail address or phone number this is, by uuid; 20 at the most. One indexed statement.
 * @throws the driver's error when Postgres can't be reached
 */
export async function holdersOf(contact: LookupBody): Promise<ContactHolder[]> {
  const phoneNumber = contact.phoneNumber === undefined ? undefined : toE164(contact.phoneNumber);
  // An impossible number has no owner.
  if (phoneNumber === null) return [];
  const wanted = phoneNumber === undefined ? contact : { phoneNumber };
  const { rows } = await searchPool().query(exactStatement(directoryKeys(), NO_TERMS, wanted));
  return parseFound(rows).filter((row) => hasContact(row, wanted));
}

/** The vendor compares e-mail addresses without regard to case. */
function hasContact({ email, phone }: FoundRow, contact: LookupBody): boolean {
  if (contact.email !== undefined) return email !== null && sameEmail(email, contact.email);
  return phone !== null && (phone === contact.phoneNumber || toE164(phone) === contact.phoneNumber);
}
