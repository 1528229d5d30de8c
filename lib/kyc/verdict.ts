import type { Customer, CustomerDocument, CustomerRow } from '../contracts/customer';
import type { CheckName } from '../words/checks';
import { type Check, documentChecks, livenessCheck } from './checks';
import type { KnownDocument } from './document-types';
import { isReplaced } from './expiry';
import { compareOcr } from './ocr-compare';
import { ownChecks } from './own-checks';

/** A document, and its place among the customer's documents of its type, from 0. */
export interface DocumentAt {
  type: KnownDocument;
  place: number;
}

export type VerdictKind =
  | 'liveness'
  | 'faceMatch'
  | 'classification'
  | 'expired'
  | 'expiring'
  | 'fields'
  | 'own'
  | 'unreadable';

/** One thing about the checks that a person should know. */
export interface VerdictItem {
  kind: VerdictKind;
  tone: 'bad' | 'attention';
  /** `null` for the check of the person. */
  document: DocumentAt | null;
  /** How many fields differ, or checks of ours do. */
  count: number;
  /** The check that could not be read; `null` for every other kind. */
  unread: CheckName | null;
}

export interface Verdict {
  items: VerdictItem[];
  /** Whether Sentinel has given any verdict at all: without one, nothing has passed. */
  anyGiven: boolean;
}

/** The order in which people look: what Sentinel failed, then what differs. */
const ORDER: readonly VerdictKind[] = [
  ...(['liveness', 'faceMatch', 'classification', 'expired', 'fields', 'own', 'unreadable', 'expiring'] as const),
];

/**
 * All checks of a customer in a few items. What is hidden from the reader is not in `customer`, and so in no item.
 * @param expiredDocuments the types that Sentinel lists as expired
 */
export function verdictOf(customer: Customer, expiredDocuments: CustomerRow['expiredDocuments'], now: Date): Verdict {
  const places = new Map<KnownDocument, number>();
  const items: VerdictItem[] = [];
  const liveness = livenessCheck(customer);
  const given: Check[] = [liveness];
  const add = (
    kind: VerdictKind,
    tone: VerdictItem['tone'],
    document: DocumentAt | null,
    count = 1,
    unread: CheckName | null = null,
  ) => items.push({ kind, tone, document, count, unread });
  const note = (check: Check | undefined, kind: VerdictKind, at: DocumentAt | null) => {
    if (check?.verdict === 'failed') add(kind, 'bad', at);
    if (check?.verdict === 'unreadable') add('unreadable', 'attention', at, 1, check.name);
  };
  note(liveness, 'liveness', null);
  for (const document of customer.documents) {
    const place = places.get(document.type) ?? 0;
    places.set(document.type, place + 1);
    const at = { type: document.type, place };
    const [faceMatch, classification, expiry] = documentChecks(document, expiredDocuments, now);
    note(faceMatch, 'faceMatch', at);
    note(classification, 'classification', at);
    // Of a type the newest document counts: an older one says nothing any more (decision 14).
    if (!isReplaced(document, customer.documents)) {
      note(expiry, 'expired', at);
      if (expiry?.verdict === 'attention') add('expiring', 'attention', at);
    }
    given.push(...[faceMatch, classification].filter((check) => check !== undefined));
    const differing = differences(document, customer);
    if (differing > 0) add('fields', 'attention', at, differing);
    const own = ownChecks(document, customer).filter(
      ({ name, result }) => name !== 'birthDateRead' && result === 'differs',
    );
    if (own.length > 0) add('own', 'attention', at, own.length);
  }
  const sorted = items.toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  return { items: sorted, anyGiven: given.some(({ verdict }) => verdict !== 'not-given') };
}

function differences(document: CustomerDocument, customer: Customer): number {
  return compareOcr(document, customer).filter(({ result }) => result === 'different').length;
}
