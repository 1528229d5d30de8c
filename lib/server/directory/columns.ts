import 'server-only';
import { getTableColumns, getTableName } from 'drizzle-orm';
import * as z from 'zod';
import type { DocumentField, RowField } from '../../contracts/customer';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { directoryCustomers } from '../db/public';
import { join, raw, type Sql, sql, value } from './sql';

/**
 * The directory's columns for the statements that write and read them. Names, types and which may be missing come from
 * the table (`db/directory-schema.ts`); this file adds the rules that a table can't state.
 */

type Stored = typeof directoryCustomers.$inferSelect;

/** The columns that a write fills from the call and the walk rather than from the customer. */
const OF_THE_CALL = ['updatedMoment', 'readAt', 'seenWalk'] as const satisfies readonly (keyof Stored)[];
type OfTheCustomer = Exclude<keyof Stored, (typeof OF_THE_CALL)[number]>;

/** A customer's row before it is in SQL. */
export type Entry = Omit<Pick<Stored, OfTheCustomer>, 'documentKeys' | 'expiredDocuments'> & {
  /** 64-bit integers in decimal. */
  documentKeys: string[];
  /** `null`: the answer doesn't say, the known value stays (the vendor's detail has no `expiredIds`). */
  expiredDocuments: string[] | null;
};

/** An answer may leave these out (`docs/sentinel-contract.md`); then the known value stays. */
const KEPT_WHEN_MISSING: readonly OfTheCustomer[] = ['status', 'nationality', 'gender', 'updatedAt'];
/** Only the vendor's list states these; a detail answer leaves them as they are known. */
const OF_THE_LIST: readonly OfTheCustomer[] = ['expiredDocuments', 'expiredMask'];
/** A detail answer may leave out a document number; the list takes numbers away again. */
const ADDED_BY_DETAIL: readonly OfTheCustomer[] = ['documentKeys'];
/** A difference in one of these is news, where rows carry no `updatedAt` to tell news by. */
const NEWS = ['status', 'search', 'documents', 'expiredDocuments', 'documentKeys', 'unreadable'] as const;

const table = getTableColumns(directoryCustomers);
const isOfTheCall = (key: string) => OF_THE_CALL.some((one) => one === key);
const COLUMNS = (Object.keys(table) as (keyof Stored)[])
  .filter((key): key is OfTheCustomer => !isOfTheCall(key))
  .map((key) => ({ key, name: raw(table[key].name), type: table[key].getSQLType() }));

export const TABLE = raw(getTableName(directoryCustomers));
/** A column's name, by its key in the table. */
export const column = (key: keyof Stored): Sql => raw(table[key].name);
/** A value of a column's type. */
export const typed = (key: keyof Stored, given: unknown): Sql => value(given, table[key].getSQLType());

/** The names of a customer's columns, as a list in SQL. */
export const NAMES = join(
  COLUMNS.map(({ name }) => name),
  ', ',
);

/**
 * The rows of a page as a table named `given`. They are sent as one array per column, which is one short statement for
 * any number of rows. Postgres has no arrays of arrays of different lengths, so arrays are sent as text.
 */
export function givenRows(entries: readonly Entry[]): Sql {
  // A page that shifts during the walk may show a customer twice, and one statement can't touch a row twice.
  const unique = [...new Map(entries.map((entry) => [entry.uuid, entry])).values()];
  const isArray = (type: string) => type.endsWith('[]');
  const read = COLUMNS.map(({ name, type }) => (isArray(type) ? sql`${name}::${raw(type)} AS ${name}` : name));
  const arrays = COLUMNS.map(({ key, type }) => {
    const literals = unique.map((entry) => toElement(entry[key], type));
    return value(arrayLiteral(literals), isArray(type) ? 'text[]' : `${type}[]`);
  });
  return sql`(SELECT ${join(read, ', ')} FROM unnest(${join(arrays, ', ')}) AS sent(${NAMES})) AS given`;
}

/** The assignments of an upsert. SQL names the stored row `known` and the sent row `excluded`. */
export function assignments(isDetail: Sql): Sql {
  return join(
    ASSIGNED.map((one) => sql`${one.name} = ${assigned(one, raw('excluded'), isDetail)}`),
    ', ',
  );
}

/** Whether an upsert would change the row `known` by a row of `given`. */
export function wouldChange(isDetail: Sql): Sql {
  const pairs = ASSIGNED.map((one) => {
    // Two arrays of the same numbers may differ in their order.
    const adds = sql`NOT known.${one.name} @> given.${one.name}`;
    const differs = sql`known.${one.name} IS DISTINCT FROM ${assigned(one, raw('given'), isDetail)}`;
    return ADDED_BY_DETAIL.includes(one.key) ? sql`CASE WHEN ${isDetail} THEN ${adds} ELSE ${differs} END` : differs;
  });
  return sql`(${join(pairs, ' OR ')})`;
}

const ASSIGNED = COLUMNS.filter(({ key }) => key !== 'uuid');

/** What a column of the row `known` becomes by the same column of `row`. */
function assigned({ key, name }: (typeof COLUMNS)[number], row: Sql, isDetail: Sql): Sql {
  if (KEPT_WHEN_MISSING.includes(key)) return sql`coalesce(${row}.${name}, known.${name})`;
  if (OF_THE_LIST.includes(key)) return sql`CASE WHEN ${isDetail} THEN known.${name} ELSE ${row}.${name} END`;
  if (ADDED_BY_DETAIL.includes(key)) {
    const all = sql`ARRAY(SELECT DISTINCT unnest(known.${name} || ${row}.${name}))`;
    return sql`CASE WHEN ${isDetail} THEN ${all} ELSE ${row}.${name} END`;
  }
  return sql`${row}.${name}`;
}

/** Whether a row of `given` says something else than the row `known`. */
export function saysNews(): Sql {
  const of = (row: Sql) =>
    join(
      NEWS.map((key) => sql`${row}.${column(key)}`),
      ', ',
    );
  return sql`(${of(raw('given'))}) IS DISTINCT FROM (${of(raw('known'))})`;
}

/** The columns that a result shows. */
const SHOWN = [
  ...['uuid', 'status', 'name', 'surname', 'nationality', 'gender', 'email', 'phone', 'updatedAt'],
  ...['documents', 'expiredDocuments', 'unreadable'],
] as const satisfies readonly OfTheCustomer[];
export type ShownColumns = Pick<Stored, (typeof SHOWN)[number]>;

/** The select list of a result, each column under its key. */
export const SHOWN_COLUMNS = join(
  SHOWN.map((key) => sql`${column(key)} AS ${raw(`"${key}"`)}`),
  ', ',
);

const unreadable = <Field extends string>() => z.array(z.object({ field: z.custom<Field>(isText), given: z.string() }));
const document = z.object({
  type: z.enum(KNOWN_DOCUMENTS),
  dateOfExpiry: z.string().nullable(),
  idMatch: z.boolean().nullable(),
  unreadable: z.exactOptional(unreadable<DocumentField>()),
});
/** A parser for the values that `pg` returns, by the type of the column. */
const PARSERS: Record<string, z.ZodType> = {
  text: z.string(),
  integer: z.number(),
  'text[]': z.array(z.string()),
};
/** JSON of each column that holds any. */
const JSON_PARSERS: Record<string, z.ZodType> = { documents: z.array(document), unreadable: unreadable<RowField>() };

/** Parses the columns of {@link SHOWN_COLUMNS}. */
export const shownSchema = z.object(
  Object.fromEntries(
    SHOWN.map((key) => {
      const parser = JSON_PARSERS[key] ?? PARSERS[table[key].getSQLType()] ?? z.never();
      return [key, table[key].notNull ? parser : parser.nullable()];
    }),
  ) as { [Key in keyof ShownColumns]: z.ZodType<ShownColumns[Key]> },
);

function isText(given: unknown): boolean {
  return typeof given === 'string';
}

function toElement(given: Entry[OfTheCustomer], type: string): unknown {
  if (type === 'jsonb') return JSON.stringify(given);
  return type.endsWith('[]') ? arrayLiteral(Array.isArray(given) ? given : []) : given;
}

/** As Postgres reads an array. Written here, because the driver's own way takes several times as long. */
export function arrayLiteral(values: readonly unknown[]): string {
  return `{${values.map(elementLiteral).join(',')}}`;
}

function elementLiteral(given: unknown): string {
  if (given === null) return 'NULL';
  if (typeof given !== 'string') return String(given);
  return /["\\]/.test(given) ? `"${given.replace(/["\\]/g, '\\$&')}"` : `"${given}"`;
}
