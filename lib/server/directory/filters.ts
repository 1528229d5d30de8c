import 'server-only';
import type { FACETS, SearchFilters } from '../../contracts/search';
import { DOCUMENTS, KNOWN_DOCUMENTS, type KnownDocument } from '../../kyc/document-types';
import { addDays, dayOf, startOfDay } from '../../writing/days';
import { maskOf } from './documents';

/** Collects the values of a statement. */
export class Values {
  readonly list: unknown[] = [];

  /** @returns its placeholder */
  add(value: unknown, type: string): string {
    this.list.push(value);
    return `$${this.list.length}::${type}`;
  }
}

export type FilterGroup = (typeof FACETS)[number] | 'updated';

/**
 * The conditions of the filters that are set, by name.
 * @param now what "expired" goes by; days are UTC's
 */
export function conditionsOf(filters: SearchFilters, now: Date, values: Values): Map<FilterGroup, string> {
  const { status, nationality, gender, documentType, expired, expiresWithin, faceMatchFailed } = filters;
  const conditions = new Map<FilterGroup, string>();
  if (status) conditions.set('status', oneOf('status', 'integer', status, values));
  if (nationality) conditions.set('nationality', oneOf('nationality', 'text', nationality, values));
  if (gender) conditions.set('gender', oneOf('gender', 'text', gender, values));
  if (documentType) conditions.set('documentType', documentTypes(documentType, values));
  if (expired) conditions.set('expired', expiredSql(values.add(dayOf(now), 'date')));
  if (expiresWithin !== undefined) {
    const [from, to] = [values.add(dayOf(now), 'date'), values.add(addDays(dayOf(now), expiresWithin), 'date')];
    conditions.set('expiresWithin', expiresWithinSql(from, to));
  }
  if (faceMatchFailed) conditions.set('faceMatchFailed', 'face_failed');
  const updated = updatedSql(filters, values);
  if (updated !== null) conditions.set('updated', updated);
  return conditions;
}

/** The names of the filters that are set, for the audit trail. */
export function filterNames(filters: SearchFilters): string[] {
  return Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

/** Some document has expired: the vendor says so, or its last day is past (`lib/kyc/documents.ts` goes by the same). */
export function expiredSql(today: string): string {
  const past = KNOWN_DOCUMENTS.map((type) => `${DOCUMENTS[type].directory.expiry} < ${today}`);
  return `(expired_mask <> 0 OR ${past.join(' OR ')})`;
}

/** Some document's last day is one of these, and the vendor doesn't call it expired. */
export function expiresWithinSql(from: string, to: string): string {
  const soon = KNOWN_DOCUMENTS.map((type) => expiresSql(type, from, to));
  return `(${soon.join(' OR ')})`;
}

export function expiresSql(type: KnownDocument, from: string, to: string): string {
  const { bit, expiry } = DOCUMENTS[type].directory;
  return `(${expiry} BETWEEN ${from} AND ${to} AND expired_mask & ${bit} = 0)`;
}

function oneOf(column: string, type: string, wanted: readonly (string | number)[], values: Values): string {
  const given = wanted.filter((one) => one !== 'none');
  const conditions = given.length === 0 ? [] : [`${column} = ANY(${values.add(given, `${type}[]`)})`];
  if (given.length < wanted.length) conditions.push(`${column} IS NULL`);
  return `(${conditions.join(' OR ')})`;
}

function documentTypes(wanted: readonly (KnownDocument | 'none')[], values: Values): string {
  const known = wanted.filter((type) => type !== 'none');
  const conditions = known.length === 0 ? [] : [`document_mask & ${values.add(maskOf(known), 'smallint')} <> 0`];
  if (known.length < wanted.length) conditions.push('document_mask = 0');
  return `(${conditions.join(' OR ')})`;
}

function updatedSql({ updatedFrom, updatedTo }: SearchFilters, values: Values): string | null {
  const moment = "coalesce(updated_at, '-infinity')";
  const conditions: string[] = [];
  if (updatedFrom !== undefined) conditions.push(`${moment} >= ${values.add(momentOf(updatedFrom), 'timestamptz')}`);
  if (updatedTo !== undefined) {
    const after = values.add(momentOf(addDays(updatedTo, 1)), 'timestamptz');
    conditions.push(`${moment} < ${after}`, 'updated_at IS NOT NULL');
  }
  return conditions.length === 0 ? null : `(${conditions.join(' AND ')})`;
}

function momentOf(day: string): string {
  return new Date(startOfDay(day)).toISOString();
}
