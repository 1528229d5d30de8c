import 'server-only';
import { column } from './columns';
import { conditionsOf } from './filters';
import { type DirectoryKeys, documentKey } from './keys';
import type { Query } from './query';
import { join, raw, type Sql, sql, value } from './sql';
import { anywhere, patternOf, rarePart, type Term, type Terms } from './terms';

/** The condition that a text sets; `true` without a text. */
export function matchSql(keys: DirectoryKeys, terms: Terms | null): Sql {
  if (terms === null) return raw('true');
  if (terms.uuid !== null) return uuidSql(terms.uuid);
  const all = join(terms.terms.map(contains), ' AND ');
  const document = documentSql(keys, terms);
  return document === null ? sql`(${all})` : sql`(${document} OR (${all}))`;
}

/**
 * The customer with this uuid, given in lower case: the vendor's uuids keep their case, and people paste them in any.
 * The second half is the condition of a partial index.
 */
export function uuidSql(lowerCase: string): Sql {
  const given = value(lowerCase, 'text');
  return sql`(uuid = ${given} OR (uuid <> lower(uuid) AND lower(uuid) = ${given}))`;
}

export function fits(pattern: string): Sql {
  return sql`${column('search')} LIKE ${value(pattern, 'text')}`;
}

/** The customer has the term somewhere. The index is asked for its rare part alone, and the rows for all of it. */
export function contains(term: Term): Sql {
  const rare = rarePart(term);
  return rare === null ? fits(patternOf(term)) : sql`(${fits(anywhere(rare))} AND ${holds(term.text)})`;
}

/** The whole of a contact, as `search` has it: between blanks. */
export function isWhole(term: Term): Sql {
  const rare = rarePart(term);
  const whole = ` ${term.text} `;
  if (rare === null) return fits(anywhere(whole));
  return sql`(${fits(anywhere(term.kind === 'digits' ? `${rare} ` : ` ${rare}`))} AND ${holds(whole)})`;
}

/** Says the same as `LIKE`, and no index is asked. */
function holds(text: string): Sql {
  return sql`strpos(${column('search')}, ${value(text, 'text')}) > 0`;
}

/** The text is a whole document number of the customer; `null` when it can't be a document number. */
export function documentSql(keys: DirectoryKeys, terms: Terms | null): Sql | null {
  const key = terms?.document == null ? null : documentKey(keys, terms.document);
  return key === null ? null : sql`${column('documentKeys')} @> ARRAY[${value(key, 'bigint')}]`;
}

export function conditionSql(keys: DirectoryKeys, query: Query): Sql {
  return join([matchSql(keys, query.terms), ...conditionsOf(query).values()], ' AND ');
}
