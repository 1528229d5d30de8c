import 'server-only';
import type { FACETS, SearchFilters } from '../../contracts/search';
import { DOCUMENTS, KNOWN_DOCUMENTS, type KnownDocument } from '../../kyc/document-types';
import { addDays, dayOf, startOfDay } from '../../writing/days';
import { DIRECTORY_ORDERS } from '../db/public';
import { column, typed } from './columns';
import { maskOf } from './documents';
import { join, raw, type Sql, sql, value } from './sql';

export type FilterGroup = (typeof FACETS)[number] | 'updated';

/**
 * The conditions of the filters that are set, by name.
 * @param now the moment whose day "expired" refers to; days are UTC's
 */
export function conditionsOf(filters: SearchFilters, now: Date): Map<FilterGroup, Sql> {
  const { status, nationality, gender, documentType, expired, expiresWithin, faceMatchFailed } = filters;
  const conditions = new Map<FilterGroup, Sql>();
  if (status) conditions.set('status', oneOf('status', status));
  if (nationality) conditions.set('nationality', oneOf('nationality', nationality));
  if (gender) conditions.set('gender', oneOf('gender', gender));
  if (documentType) conditions.set('documentType', documentTypes(documentType));
  if (expired) conditions.set('expired', expiredSql(daySql(now)));
  if (expiresWithin !== undefined) {
    conditions.set('expiresWithin', expiresWithinSql(daySql(now), daySql(now, expiresWithin)));
  }
  if (faceMatchFailed) conditions.set('faceMatchFailed', column('faceFailed'));
  const updated = updatedSql(filters);
  if (updated !== null) conditions.set('updated', updated);
  return conditions;
}

/** The UTC day so many days from `now`, as a value. */
export function daySql(now: Date, ahead = 0): Sql {
  return value(addDays(dayOf(now), ahead), 'date');
}

/**
 * A document has expired: the vendor says so, or its last day is past (`lib/kyc/documents.ts` follows the same rule).
 * @param today a day, as SQL
 */
export function expiredSql(today: Sql): Sql {
  const past = KNOWN_DOCUMENTS.map((type) => sql`${expiryOf(type)} < ${today}`);
  return sql`(${column('expiredMask')} <> 0 OR ${join(past, ' OR ')})`;
}

/** A document of any type has its last day in this range, and the vendor doesn't call it expired. */
export function expiresWithinSql(from: Sql, to: Sql): Sql {
  const soon = KNOWN_DOCUMENTS.map((type) => expiresSql(type, from, to));
  return sql`(${join(soon, ' OR ')})`;
}

/** The same for documents of one type. */
export function expiresSql(type: KnownDocument, from: Sql, to: Sql): Sql {
  const { bit } = DOCUMENTS[type].directory;
  return sql`(${expiryOf(type)} BETWEEN ${from} AND ${to} AND ${column('expiredMask')} & ${bit} = 0)`;
}

/** The column with the earliest last day of a document type. */
export function expiryOf(type: KnownDocument): Sql {
  return column(DOCUMENTS[type].directory.expiry);
}

function oneOf(key: 'status' | 'nationality' | 'gender', wanted: readonly (string | number)[]): Sql {
  const given = wanted.filter((one) => one !== 'none');
  const type = key === 'status' ? 'integer[]' : 'text[]';
  const conditions = given.length === 0 ? [] : [sql`${column(key)} = ANY(${value(given, type)})`];
  if (given.length < wanted.length) conditions.push(sql`${column(key)} IS NULL`);
  return sql`(${join(conditions, ' OR ')})`;
}

function documentTypes(wanted: readonly (KnownDocument | 'none')[]): Sql {
  const mask = column('documentMask');
  const known = wanted.filter((type) => type !== 'none');
  const conditions = known.length === 0 ? [] : [sql`${mask} & ${typed('documentMask', maskOf(known))} <> 0`];
  if (known.length < wanted.length) conditions.push(sql`${mask} = 0`);
  return sql`(${join(conditions, ' OR ')})`;
}

function updatedSql({ updatedFrom, updatedTo }: SearchFilters): Sql | null {
  // The expression of the index by `updatedAt`.
  const moment = raw(DIRECTORY_ORDERS.updatedAt.expression);
  const momentOf = (day: string) => value(new Date(startOfDay(day)).toISOString(), 'timestamptz');
  const conditions: Sql[] = [];
  if (updatedFrom !== undefined) conditions.push(sql`${moment} >= ${momentOf(updatedFrom)}`);
  if (updatedTo !== undefined) {
    const after = momentOf(addDays(updatedTo, 1));
    conditions.push(sql`${moment} < ${after}`, sql`${column('updatedMoment')} IS NOT NULL`);
  }
  return conditions.length === 0 ? null : sql`(${join(conditions, ' AND ')})`;
}
