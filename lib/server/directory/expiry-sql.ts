import 'server-only';
import { DOCUMENTS, KNOWN_DOCUMENTS, type KnownDocument, OTHER_DOCUMENTS_BIT } from '../../kyc/document-types';
import { column } from './columns';
import { join, raw, type Sql, sql } from './sql';

/**
 * The one definition of expired (`lib/kyc/expiry.ts`, `docs/expiry.md`) as SQL over the directory's columns: the last
 * day of the newest document of each type, and a mask of the types that Sentinel lists. A property test compares both.
 */

/** Every value that a mask of documents may have. */
const MASKS = Array.from({ length: 2 * OTHER_DOCUMENTS_BIT }, (_, mask) => mask);

/**
 * A mask with at least one of these bits, or with none, as the list of such masks: Postgres keeps statistics of a
 * column's values, and guesses 1 of 200 for an expression such as `mask & 4 = 0`.
 */
function maskSql(key: 'documentMask' | 'expiredMask', bits: number, has = true): Sql {
  return masksSql(
    key,
    MASKS.filter((mask) => ((mask & bits) !== 0) === has),
  );
}

function masksSql(key: 'documentMask' | 'expiredMask', fitting: readonly number[]): Sql {
  return sql`${column(key)} = ANY(${raw(`'{${fitting.join(',')}}'::smallint[]`)})`;
}

/**
 * The customer has a document of one of these types. Beside an expiry filter a type that Sentinel lists as expired is
 * enough: the Expiring page shows it too.
 */
export function presentSql(bits: number, orListed: boolean): Sql {
  const known = maskSql('documentMask', bits);
  return orListed ? sql`(${known} OR ${maskSql('expiredMask', bits)})` : known;
}

/** The customer has no document at all. */
export const ABSENT = sql`${column('documentMask')} = 0`;

/** The customer has documents of two types or more. */
export const SEVERAL = masksSql(
  'documentMask',
  // A power of two has one bit.
  MASKS.filter((mask) => (mask & (mask - 1)) !== 0),
);

/** The column with the last day of a type's newest document. */
export function lastDayOf(type: KnownDocument): Sql {
  return column(DOCUMENTS[type].directory.expiry);
}

/** A document of one of these types has expired; without `types` of any type, names that we don't know among them. */
export function expiredSql(today: Sql, types?: readonly KnownDocument[]): Sql {
  if (types?.length === 0) return raw('false');
  const mask = types?.reduce((bits, type) => bits | DOCUMENTS[type].directory.bit, 0);
  const listed = mask === undefined ? sql`${column('expiredMask')} <> 0` : listedSql(mask);
  const past = (types ?? KNOWN_DOCUMENTS).map((type) => sql`${lastDayOf(type)} < ${today}`);
  return sql`(${join([listed, ...past], ' OR ')})`;
}

/** A document of one of these types has its last day in this range, and Sentinel doesn't list the type. */
export function expiresWithinSql(from: Sql, to: Sql, types: readonly KnownDocument[] = KNOWN_DOCUMENTS): Sql {
  if (types.length === 0) return raw('false');
  const soon = types.map((type) => {
    const { bit } = DOCUMENTS[type].directory;
    return sql`(${lastDayOf(type)} BETWEEN ${from} AND ${to} AND ${unlistedSql(bit)})`;
  });
  return sql`(${join(soon, ' OR ')})`;
}

/**
 * A document of one of these types has its last day in this range, whether or not that day is past. A day to come counts
 * where Sentinel doesn't list the type: a listed type has expired, and its day is in doubt.
 */
export function endsWithinSql(from: Sql, to: Sql, today: Sql, types: readonly KnownDocument[]): Sql {
  const ending = types.map((type) => {
    const expiry = lastDayOf(type);
    return sql`(${expiry} BETWEEN ${from} AND ${to}
      AND (${expiry} < ${today} OR ${unlistedSql(DOCUMENTS[type].directory.bit)}))`;
  });
  return sql`(${join(ending, ' OR ')})`;
}

/** Sentinel lists names of which we know no type. The condition of a partial index. */
export const OTHERS_LISTED = sql`${column('expiredMask')} & ${OTHER_DOCUMENTS_BIT} <> 0`;

/** Sentinel lists one of these types. `expired_mask <> 0` is the condition of a partial index. */
export function listedSql(bits: number): Sql {
  return sql`(${column('expiredMask')} <> 0 AND ${maskSql('expiredMask', bits)})`;
}

/** Sentinel lists none of these types. */
function unlistedSql(bits: number): Sql {
  return maskSql('expiredMask', bits, false);
}
