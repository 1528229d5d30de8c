import 'server-only';
import type { FACETS, SearchFilters } from '../../contracts/search';
import type { KnownDocument } from '../../kyc/document-types';
import { addDays, dayOf } from '../../writing/days';
import { dayRange } from '../../writing/zones';
import { DIRECTORY_ORDERS } from '../db/public';
import { column } from './columns';
import { maskOf } from './documents';
import { ABSENT, expiredSql, expiresWithinSql, presentSql, SEVERAL } from './expiry-sql';
import type { Query } from './query';
import { join, raw, type Sql, sql, value } from './sql';
import { readableSql, UNREADABLE_CHOICES } from './unreadable';

export type FilterGroup = (typeof FACETS)[number] | 'updated';

/** The conditions of the filters that are set, by name. Documents expire by days of UTC (`docs/days.md`). */
export function conditionsOf({ filters, now, timeZone }: Omit<Query, 'terms' | 'sort'>): Map<FilterGroup, Sql> {
  const { status, nationality, gender, documentType, expired, expiresWithin, faceMatchFailed } = filters;
  // A document type and an expiry filter mean one and the same document.
  const types = typesAsked(filters);
  const conditions = new Map<FilterGroup, Sql>();
  if (status) conditions.set('status', oneOf('status', status));
  if (nationality) conditions.set('nationality', oneOf('nationality', nationality));
  if (gender) conditions.set('gender', oneOf('gender', gender));
  if (documentType)
    conditions.set('documentType', documentTypes(documentType, expired === true || expiresWithin !== undefined));
  if (filters.severalDocuments) conditions.set('severalDocuments', SEVERAL);
  if (expired) conditions.set('expired', expiredSql(daySql(now), types));
  if (expiresWithin !== undefined) {
    conditions.set('expiresWithin', expiresWithinSql(daySql(now), daySql(now, expiresWithin), types));
  }
  if (faceMatchFailed) conditions.set('faceMatchFailed', column('faceFailed'));
  if (filters.expiryUnreadable) conditions.set('expiryUnreadable', UNREADABLE_CHOICES.expiryUnreadable);
  if (filters.faceMatchUnreadable) conditions.set('faceMatchUnreadable', UNREADABLE_CHOICES.faceMatchUnreadable);
  const updated = updatedSql(filters, timeZone);
  if (updated !== null) conditions.set('updated', updated);
  return conditions;
}

/** The UTC day so many days from `now`, as a value. */
export function daySql(now: Date, ahead = 0): Sql {
  return dayValue(addDays(dayOf(now), ahead));
}

/** A day as a value. */
export function dayValue(day: string): Sql {
  return value(day, 'date');
}

/** The known types that an expiry filter is about: those that the document filter names; `undefined` without that filter. */
export function typesAsked({ documentType }: SearchFilters): KnownDocument[] | undefined {
  return documentType?.filter((type) => type !== 'none');
}

/**
 * The field has one of these values. Asked by the expression of the list's order, which has an index: the values that
 * few customers have are found by it.
 */
function oneOf(key: 'status' | 'nationality' | 'gender', wanted: readonly (string | number)[]): Sql {
  const { expression, type } = DIRECTORY_ORDERS[key];
  const given = wanted.filter((one) => one !== 'none' && one !== 'unreadable');
  const shortened = given.map((one) => (typeof one === 'string' ? clipped(one) : one));
  const conditions: Sql[] = [];
  if (given.length > 0) {
    const short = sql`${raw(expression)} = ANY(${value(shortened, `${type}[]`)})`;
    const isWhole = given.every((one, index) => one === shortened[index]);
    conditions.push(isWhole ? short : sql`(${short} AND ${column(key)} = ANY(${value(given, `${type}[]`)}))`);
  }
  // The expression's value for customers without one, as the order has it.
  const missing = sql`${raw(expression)} = ${raw(key === 'status' ? '2147483647' : "U&'\\FFFF'")}`;
  if (wanted.includes('none')) conditions.push(sql`(${missing} AND ${readableSql(key)})`);
  if (wanted.includes('unreadable')) conditions.push(UNREADABLE_CHOICES[key]);
  return sql`(${join(conditions, ' OR ')})`;
}

/** As the order's expression holds it: 60 characters of a text. */
function clipped(text: string): string {
  return [...text].slice(0, 60).join('');
}

/** @param asksExpiry whether an expiry filter stands beside it: then a type that Sentinel lists counts as there */
export function documentTypes(wanted: readonly (KnownDocument | 'none')[], asksExpiry: boolean): Sql {
  const known = wanted.filter((type) => type !== 'none');
  const conditions = known.length === 0 ? [] : [presentSql(maskOf(known), asksExpiry)];
  if (known.length < wanted.length) conditions.push(ABSENT);
  return sql`(${join(conditions, ' OR ')})`;
}

function updatedSql({ updatedFrom, updatedTo }: SearchFilters, timeZone = 'UTC'): Sql | null {
  if (updatedFrom === undefined && updatedTo === undefined) return null;
  const { from, until, holes } = dayRange({ from: updatedFrom ?? null, to: updatedTo ?? null }, timeZone);
  // The expression of the index by `updatedAt`, compared with moments: a day computed for each row would use no index.
  const moment = raw(DIRECTORY_ORDERS.updatedAt.expression);
  const momentOf = (ms: number) => value(new Date(ms).toISOString(), 'timestamptz');
  const conditions = holes.map((hole) => {
    return sql`NOT (${moment} >= ${momentOf(hole.from)} AND ${moment} < ${momentOf(hole.until)})`;
  });
  if (from !== null) conditions.push(sql`${moment} >= ${momentOf(from)}`);
  if (until !== null) conditions.push(sql`${moment} < ${momentOf(until)}`, sql`${column('updatedMoment')} IS NOT NULL`);
  return sql`(${join(conditions, ' AND ')})`;
}
