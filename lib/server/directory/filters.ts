import 'server-only';
import type { FACETS, SearchFilters } from '../../contracts/search';
import type { KnownDocument } from '../../kyc/document-types';
import { addDays, dayOf, startOfDay } from '../../writing/days';
import { DIRECTORY_ORDERS } from '../db/public';
import { column, typed } from './columns';
import { maskOf } from './documents';
import { ABSENT, expiredSql, expiresWithinSql, presentSql } from './expiry-sql';
import { join, raw, type Sql, sql, value } from './sql';

export type FilterGroup = (typeof FACETS)[number] | 'updated';

/**
 * The conditions of the filters that are set, by name.
 * @param now the moment whose day "expired" refers to; days are UTC's
 */
export function conditionsOf(filters: SearchFilters, now: Date): Map<FilterGroup, Sql> {
  const { status, nationality, gender, documentType, expired, expiresWithin, faceMatchFailed } = filters;
  // A document type and an expiry filter mean one and the same document.
  const types = typesAsked(filters);
  const conditions = new Map<FilterGroup, Sql>();
  if (status) conditions.set('status', oneOf('status', status));
  if (nationality) conditions.set('nationality', oneOf('nationality', nationality));
  if (gender) conditions.set('gender', oneOf('gender', gender));
  if (documentType)
    conditions.set('documentType', documentTypes(documentType, expired === true || expiresWithin !== undefined));
  if (expired) conditions.set('expired', expiredSql(daySql(now), types));
  if (expiresWithin !== undefined) {
    conditions.set('expiresWithin', expiresWithinSql(daySql(now), daySql(now, expiresWithin), types));
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

/** The known types that an expiry filter is about: those that the document filter names; `undefined` without that filter. */
export function typesAsked({ documentType }: SearchFilters): KnownDocument[] | undefined {
  return documentType?.filter((type) => type !== 'none');
}

function oneOf(key: 'status' | 'nationality' | 'gender', wanted: readonly (string | number)[]): Sql {
  const given = wanted.filter((one) => one !== 'none');
  const type = key === 'status' ? 'integer[]' : 'text[]';
  const conditions = given.length === 0 ? [] : [sql`${column(key)} = ANY(${value(given, type)})`];
  if (given.length < wanted.length) conditions.push(sql`${column(key)} IS NULL`);
  return sql`(${join(conditions, ' OR ')})`;
}

/** @param asksExpiry whether an expiry filter stands beside it: then a type that Sentinel lists counts as there */
export function documentTypes(wanted: readonly (KnownDocument | 'none')[], asksExpiry: boolean): Sql {
  const known = wanted.filter((type) => type !== 'none');
  const conditions = known.length === 0 ? [] : [presentSql(typed('documentMask', maskOf(known)), asksExpiry)];
  if (known.length < wanted.length) conditions.push(ABSENT);
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
