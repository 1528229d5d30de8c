import 'server-only';
import type { CustomerDocument, OpenedCustomer, RowField, Unreadable } from '../../../contracts/customer';
import {
  DOCUMENT_IDENTITY_FIELDS,
  type DocumentIdentityField,
  type HiddenFields,
  IDENTITY_FIELDS,
} from '../../../contracts/knowledge';
import { KNOWN_DOCUMENTS } from '../../../kyc/document-types';
import { bareNumber } from '../../../writing/text';
import type { AuditContext } from '../../audit/public';
import { actorMay } from '../../may';

/**
 * What one reader gets of a customer (`contracts/knowledge.ts`; `docs/decisions.md`, decision 42). Every use case that
 * answers with customers cuts here, for the actor of its audit context, so that pages, routes and files can't differ.
 */

/** What somebody without `identity:view` doesn't get. The customer's own data doesn't matter: no list tells a value. */
const HIDDEN: HiddenFields = { person: IDENTITY_FIELDS, documents: DOCUMENT_IDENTITY_FIELDS };

/** The text of these may be a whole document, with its number. */
const DOCUMENT_TEXTS: readonly string[] = [...KNOWN_DOCUMENTS, 'expiredDocuments'] satisfies RowField[];

type Opened = Omit<OpenedCustomer, 'hidden'>;

/** An opened customer as the actor may see them, with the names of the fields that are left out. */
export function customerSeenBy(audit: AuditContext, customer: Opened): OpenedCustomer {
  if (actorMay(audit, 'identity:view')) return { ...customer, hidden: null };
  return {
    ...customer,
    dateOfBirth: null,
    isLiveScore: null,
    documents: customer.documents.map(withoutIdentity),
    row: customer.row && rowSeenBy(audit, customer.row),
    ...readableTo(customer.unreadable, IDENTITY_FIELDS),
    hidden: HIDDEN,
  };
}

const NO_VALUE = {
  number: null,
  dateOfIssue: null,
  authority: null,
  countryOfIssue: null,
  passportType: null,
  placeOfIssue: null,
  idScore: null,
  ocr: [],
} as const satisfies Record<DocumentIdentityField, null | readonly []>;

function withoutIdentity(document: CustomerDocument): CustomerDocument {
  const { number, unreadable } = document;
  // A number that was given and can't be read is not absent either.
  const isOdd = unreadable?.some(({ field }) => field === 'number') ?? false;
  return {
    ...document,
    ...NO_VALUE,
    ocr: [],
    ...((number !== null || isOdd) && { numberEnd: numberEndOf(number ?? '') }),
    ...readableTo(unreadable, DOCUMENT_IDENTITY_FIELDS),
  };
}

/** A row of a list, a result or the expiring documents, as the actor may see it. */
export function rowSeenBy<Row extends { unreadable?: Unreadable[] }>(audit: AuditContext, row: Row): Row {
  if (row.unreadable === undefined || actorMay(audit, 'identity:view')) return row;
  return { ...row, ...readableTo(row.unreadable, []) };
}

/** What could not be read, without the hidden fields, and without texts that may hold them. */
function readableTo<Field extends string>(
  unreadable: Unreadable<Field>[] | undefined,
  hidden: readonly string[],
): { unreadable?: Unreadable<Field>[] } {
  if (unreadable === undefined) return {};
  const shown = unreadable.filter(({ field }) => !hidden.includes(field));
  return { unreadable: shown.map((one) => (DOCUMENT_TEXTS.includes(one.field) ? { ...one, given: '' } : one)) };
}

/** How much of a number people without `identity:view` see. */
const SHOWN = 4;

/** The last four letters and digits of a document number; fewer of a short one, of which at least half stays hidden. */
export function numberEndOf(number: string): string {
  const signs = [...bareNumber(number)];
  const shown = Math.min(SHOWN, Math.floor(signs.length / 2));
  return shown === 0 ? '' : signs.slice(-shown).join('');
}
