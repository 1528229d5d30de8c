import 'server-only';
import type { SortKey } from '../../contracts/list-params';
import type { LookupBody } from '../../contracts/requests';
import type { SearchFilters, SearchSort } from '../../contracts/search';
import { writingsOf } from '../../writing/uuids';
import type { Place } from './cursor';
import { conditionsOf, Values } from './filters';
import { type DirectoryKeys, documentKey } from './keys';
import { contactPattern, exactPattern, likelyPatterns, patternOf, type Terms } from './terms';

/**
 * Of a text that fits more than this, so many are ranked: whoever types "mo" will type on. In one of the list's own orders
 * all of them are sorted, since the first of some is not the first of all.
 */
export const RANKED_AT_MOST = 5_000;

/** Whether there is one such person or several is all that matters. */
const EXACT = 20;

export interface Statement {
  text: string;
  values: unknown[];
}

/** What is searched, taken apart. */
export interface Query {
  terms: Terms | null;
  filters: SearchFilters;
  sort: SearchSort;
  now: Date;
}

/** Each has an index of its very expression (`db/directory-schema.ts`). */
const SORTS: Record<SortKey, { expression: string; type: string }> = {
  updatedAt: { expression: "coalesce(updated_at, '-infinity')", type: 'timestamptz' },
  name: { expression: 'sort_name', type: 'text' },
  phoneNumber: { expression: "coalesce(left(phone, 60), U&'\\FFFF')", type: 'text' },
  nationality: { expression: "coalesce(left(nationality, 60), U&'\\FFFF')", type: 'text' },
  gender: { expression: "coalesce(left(gender, 60), U&'\\FFFF')", type: 'text' },
  status: { expression: 'coalesce(status, 2147483647)', type: 'integer' },
};

const COLUMNS = `uuid, status, name, surname, nationality, gender, email, phone, updated_given AS "updatedAt", documents,
  expired_documents AS "expiredDocuments"`;

interface Order {
  expression: string;
  type: string;
  descending: boolean;
}

/** One page of a result, one row more than `limit`: whether there is a next page. */
export function searchStatement(keys: DirectoryKeys, query: Query, limit: number, after: Place | null): Statement {
  const values = new Values();
  const { match, order, gathered, cap } = plan(keys, query, values);
  const { descending, type } = order;
  const way = descending ? 'DESC' : 'ASC';
  const beyond =
    after === null
      ? ''
      : `(key, uuid) ${descending ? '<' : '>'} (${values.add(after.key, type)}, ${values.add(after.uuid, 'text')})`;
  const ordered = `ORDER BY key ${way}, uuid ${way} LIMIT ${values.add(limit + 1, 'integer')}`;
  if (!gathered) {
    const keyset = beyond === '' ? match : `${match} AND ${beyond.replace('key', order.expression)}`;
    const text = `SELECT ${COLUMNS}, key::text AS "sortKey", false AS capped, false AS "documentMatched"
      FROM (SELECT *, ${order.expression} AS key FROM directory_customers WHERE ${keyset}
        ${ordered.replaceAll('key', order.expression)}) AS page
      ORDER BY key ${way}, uuid ${way}`;
    return { text, values: values.list };
  }
  const capped = cap === null ? 'false' : `(SELECT count(*) FROM hits) > ${cap}`;
  const text = `WITH hits AS MATERIALIZED (${hits(match, order, cap, documentSql(keys, query.terms, values))})
    SELECT ${COLUMNS}, key::text AS "sortKey", "documentMatched", ${capped} AS capped
    FROM (SELECT * FROM hits ${beyond === '' ? '' : `WHERE ${beyond}`} ${ordered}) AS page
    JOIN directory_customers USING (uuid) ORDER BY key ${way}, uuid ${way}`;
  return { text, values: values.list };
}

/** Who stands before and after somebody; no row when they are not in the result. */
export function neighboursStatement(keys: DirectoryKeys, query: Query, uuid: string): Statement {
  const values = new Values();
  const { match, order, gathered, cap } = plan(keys, query, values);
  const who = values.add(uuid, 'text');
  const way = (forward: boolean) => (order.descending === forward ? 'DESC' : 'ASC');
  const sign = (forward: boolean) => (order.descending === forward ? '<' : '>');
  const all = gathered
    ? 'SELECT uuid, key FROM hits'
    : `SELECT uuid, ${order.expression} AS key FROM directory_customers WHERE ${match}`;
  const beside = (forward: boolean) => `(
    SELECT uuid FROM (${all}) AS result WHERE (key, uuid) ${sign(forward)} (here.key, here.uuid)
    ORDER BY key ${way(forward)}, uuid ${way(forward)} LIMIT 1)`;
  const hitsFirst = !gathered ? '' : `WITH hits AS MATERIALIZED (${hits(match, order, cap, 'false')}) `;
  const text = `${hitsFirst}SELECT ${beside(false)} AS previous, ${beside(true)} AS next
    FROM (SELECT * FROM (${all}) AS result WHERE uuid = ${who}) AS here`;
  return { text, values: values.list };
}

/** Everybody whom a query matches, unranked and in order; for reading through with a cursor. */
export function exportStatement(keys: DirectoryKeys, query: Query, limit: number): Statement {
  const values = new Values();
  const sort: SearchSort = query.sort.by === 'relevance' ? { by: 'updatedAt', order: 'desc' } : query.sort;
  const { match, order } = plan(keys, { ...query, sort }, values);
  const way = order.descending ? 'DESC' : 'ASC';
  const text = `SELECT ${COLUMNS}, '' AS "sortKey", false AS capped, false AS "documentMatched" FROM directory_customers
    WHERE ${match} ORDER BY ${order.expression} ${way}, uuid ${way} LIMIT ${values.add(limit, 'integer')}`;
  return { text, values: values.list };
}

export function countStatement(keys: DirectoryKeys, query: Query): Statement {
  const values = new Values();
  const conditions = [matchSql(keys, query.terms, values), ...conditionsOf(query.filters, query.now, values).values()];
  const text = `SELECT count(*)::integer AS count FROM directory_customers WHERE ${conditions.join(' AND ')}`;
  return { text, values: values.list };
}

/** Who has a whole contact or document number, or is called so by the vendor: a few at most, to be looked at closely. */
export function exactStatement(keys: DirectoryKeys, terms: Terms, contact: LookupBody | null): Statement {
  const values = new Values();
  const documentMatched = documentSql(keys, terms, values);
  const conditions = documentMatched === 'false' ? [] : [documentMatched];
  if (terms.uuid !== null) conditions.push(uuidSql(terms.uuid, values));
  if (contact !== null) conditions.push(`search LIKE ${values.add(contactPattern(contact), 'text')}`);
  const text = `SELECT ${COLUMNS}, '' AS "sortKey", false AS capped, ${documentMatched} AS "documentMatched"
    FROM directory_customers WHERE ${conditions.join(' OR ')} ORDER BY uuid LIMIT ${EXACT}`;
  return { text, values: values.list };
}

/** Names that are like what was typed, best first; for when nothing fits it as it is written. */
export function similarStatement(query: Query, limit: number): Statement {
  const values = new Values();
  const words = values.add(query.terms?.terms.map(({ text }) => text).join(' ') ?? '', 'text');
  const filters = [...conditionsOf(query.filters, query.now, values).values()].map((one) => `AND ${one}`).join(' ');
  const text = `SELECT ${COLUMNS}, '' AS "sortKey", false AS capped, false AS "documentMatched"
    FROM directory_customers WHERE ${words} <% search ${filters}
    ORDER BY word_similarity(${words}, search) DESC, uuid LIMIT ${values.add(limit, 'integer')}`;
  return { text, values: values.list };
}

/** Where a text fits. @returns SQL; `true` without one */
export function matchSql(keys: DirectoryKeys, terms: Terms | null, values: Values): string {
  if (terms === null) return 'true';
  if (terms.uuid !== null) return uuidSql(terms.uuid, values);
  const fits = terms.terms.map((term) => `search LIKE ${values.add(patternOf(term), 'text')}`).join(' AND ');
  const document = documentSql(keys, terms, values);
  return document === 'false' ? `(${fits})` : `(${document} OR (${fits}))`;
}

function uuidSql(uuid: string, values: Values): string {
  return `uuid = ANY(${values.add(writingsOf(uuid), 'text[]')})`;
}

function documentSql(keys: DirectoryKeys, terms: Terms | null, values: Values): string {
  const key = terms?.document == null ? null : documentKey(keys, terms.document);
  return key === null ? 'false' : `document_keys @> ARRAY[${values.add(key, 'bigint')}]`;
}

function plan(keys: DirectoryKeys, { terms, filters, sort, now }: Query, values: Values) {
  const conditions = [matchSql(keys, terms, values), ...conditionsOf(filters, now, values).values()];
  return {
    match: conditions.join(' AND '),
    order: orderOf(keys, terms, sort, values),
    // Whom a text fits is gathered before it is sorted: an order's index, read until a page is full, ends at once or never,
    // and the planner can't tell which.
    gathered: terms !== null,
    cap: terms !== null && sort.by === 'relevance' ? RANKED_AT_MOST : null,
  };
}

function hits(match: string, order: Order, cap: number | null, documentMatched: string): string {
  return `SELECT uuid, ${order.expression} AS key, ${documentMatched} AS "documentMatched"
    FROM directory_customers WHERE ${match} ${cap === null ? '' : `LIMIT ${cap + 1}`}`;
}

function orderOf(keys: DirectoryKeys, terms: Terms | null, sort: SearchSort, values: Values): Order {
  if (sort.by !== 'relevance') return { ...SORTS[sort.by], descending: sort.order === 'desc' };
  if (terms === null || terms.terms.length === 0) return { ...SORTS.updatedAt, descending: true };
  return { expression: rankSql(keys, terms, values), type: 'float8', descending: true };
}

/** Whole words before beginnings of words before the rest; within each, by how much of the name was typed. */
function rankSql(keys: DirectoryKeys, terms: Terms, values: Values): string {
  const fits = (pattern: string) => `search LIKE ${values.add(pattern, 'text')}`;
  const whole = terms.terms.map((term) => fits(exactPattern(term))).join(' AND ');
  const likely = terms.terms.map((term) => `(${likelyPatterns(term).map(fits).join(' OR ')})`).join(' AND ');
  const typed = values.add(terms.terms.map(({ text }) => text).join(' '), 'text');
  return `(CASE WHEN ${documentSql(keys, terms, values)} THEN 6 WHEN ${whole} THEN 4
    WHEN ${likely} THEN 2 ELSE 0 END + similarity(sort_name, ${typed}))::float8`;
}
