import 'server-only';
import { DOCUMENTS, KNOWN_DOCUMENTS, type KnownDocument, OTHER_DOCUMENTS_BIT } from '../../kyc/document-types';
import { column } from './columns';
import { join, raw, type Sql, sql } from './sql';

/**
 * The one definition of expired (`lib/kyc/expiry.ts`, `docs/expiry.md`) as SQL over the directory's columns: the last
 * day of the newest document of each type, and a mask of the types that Sentinel lists. A property test compares both.
 */

/**
 * The customer has a document of one of these types. Beside an expiry filter a type that Sentinel lists as expired is
 * enough: the Expiring page shows it too.
 */
export function presentSql(mask: Sql | number, orListed: boolean): Sql {
  const known = column('documentMask');
  return orListed ? sql`(${known} | ${column('expiredMask')}) & ${mask} <> 0` : sql`${known} & ${mask} <> 0`;
}

/** The customer has no document at all. */
export const ABSENT = sql`${column('documentMask')} = 0`;

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
    return sql`(${lastDayOf(type)} BETWEEN ${from} AND ${to} AND ${column('expiredMask')} & ${bit} = 0)`;
  });
  return sql`(${join(soon, ' OR ')})`;
}

/** Sentinel lists names of which we know no type. */
export const OTHERS_LISTED = listedSql(OTHER_DOCUMENTS_BIT);

/** `expired_mask <> 0` is the condition of a partial index, which the bits alone wouldn't use. */
function listedSql(mask: number): Sql {
  return sql`(${column('expiredMask')} <> 0 AND ${column('expiredMask')} & ${mask} <> 0)`;
}
