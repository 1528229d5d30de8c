import 'server-only';
import type { LookupBody } from '../../contracts/requests';
import type { SearchSort } from '../../contracts/search';
import { DIRECTORY_ORDERS } from '../db/public';
import { column, SHOWN_COLUMNS, TABLE, typed } from './columns';
import { areSome, type Common, someMatches } from './common-texts';
import type { Place } from './cursor';
import { conditionsOf } from './filters';
import type { DirectoryKeys } from './keys';
import { conditionSql, contains, documentSql, fits, isWhole, matchSql, uuidSql } from './match-sql';
import type { Query } from './query';
import { soundsSql } from './sounds';
import { join, NOTHING, raw, type Sql, type Statement, sql, statement, value } from './sql';
import { contactTerm, exactPattern, likelyPatterns, type Terms } from './terms';

/**
 * At most so many matches of a text are ranked: a person who types "mo" will type on. In one of the list's own orders
 * all matches are sorted, since the first rows of some matches aren't the first rows of all.
 */
const RANKED_AT_MOST = 5_000;
/** Of a text that one of 16 customers matches, fewer: ranking 5,000 rows takes longer than finding them. */
const COMMON: Common = { oneOf: 16, most: 2_000, among: 40_000, enough: 2_000 };
/**
 * Customers whose names only sound like the text stand behind those who match as written. So many are gathered, and none
 * where more than `ALIKE_UP_TO` match as written: they would stand on the eleventh page.
 */
const ALIKE_AT_MOST = 200;
export const ALIKE_UP_TO = 500;

/** Matches of a whole contact or number that are read: one or several is all that matters. */
const EXACT = 20;

/** The key by which a result is ordered. */
interface Order {
  expression: Sql;
  type: string;
  descending: boolean;
}

/** The four columns of a result that no row of the directory has. */
const UNRANKED = sql`'' AS "sortKey", false AS capped, false AS "documentMatched", false AS alike`;

/**
 * How a result in one of the list's orders is read. `walked`: the next {@link WALKED} customers of the order, whether or
 * not they match, so that the page is whole or too short. `gathered`: all matches, by the indexes of the filters, then
 * sorted. `planned`: as Postgres chooses. It can't know where in an order the matches stand: where the first ones of
 * 50,000 stand at its end, it reads a million rows.
 */
export type Reading = 'walked' | 'gathered' | 'planned';
const WALKED = 3_000;

/**
 * One page of a result, and one row more than `limit` where there is a next page.
 *
 * @param depth how many customers are looked through where the result is `walked`
 * @param until where the result is `gathered` without a text: only matches up to this place of the order. They are the
 *   first ones of the result, so that a whole page of them is the page
 */
export function searchStatement(
  keys: DirectoryKeys,
  query: Query,
  limit: number,
  after: Place | null,
  reading: Reading = query.terms === null ? 'planned' : 'gathered',
  { depth = WALKED, until = null }: { depth?: number; until?: Place | null } = {},
): Statement {
  const { match, order, cap } = plan(keys, query);
  const { way, beyond, later } = directionOf(order, true);
  const most = value(limit + 1, 'integer');
  const place = after && sql`(${value(after.key, order.type)}, ${value(after.uuid, 'text')})`;
  const { expression } = order;
  if (query.terms === null || reading === 'walked') {
    const shownOrder = sql`ORDER BY key ${way}, uuid ${way}`;
    const from = place === null ? raw('true') : sql`(${expression}, uuid) ${beyond} ${place}`;
    const pages: Record<Reading, Sql> = {
      planned: sql`SELECT uuid, ${expression} AS key FROM ${TABLE} WHERE ${match} AND ${from}
        ORDER BY ${expression} ${way}, uuid ${way} LIMIT ${most}`,
      walked: sql`SELECT uuid, key FROM (${walkedSql(query, match, expression, from, way, depth)}) AS walked
        WHERE fits LIMIT ${most}`,
      gathered: sql`SELECT * FROM (${matching(sql`${match} AND ${between(order, after, until)}`, expression)}) AS matches
        ${shownOrder} LIMIT ${most}`,
    };
    return statement(sql`
      SELECT ${SHOWN_COLUMNS}, key::text AS "sortKey", false AS capped,
        ${documentSql(keys, query.terms) ?? raw('false')} AS "documentMatched", false AS alike
      FROM (${pages[reading]}) AS page JOIN ${TABLE} USING (uuid) ${shownOrder}`);
  }
  const capped = cap === null ? raw('false') : areSome('written', cap + 1);
  const shownOrder = sql`ORDER BY alike ${later}, key ${way}, uuid ${way}`;
  const alike = value(after?.alike ?? false, 'boolean');
  const from = place && sql`WHERE alike > ${alike} OR (alike = ${alike} AND (key, uuid) ${beyond} ${place})`;
  return statement(sql`
    ${gathering(keys, query, order, cap)}
    SELECT ${SHOWN_COLUMNS}, key::text AS "sortKey", "documentMatched", ${capped} AS capped, alike
    FROM (SELECT * FROM hits ${from ?? NOTHING} ${shownOrder} LIMIT ${most}) AS page
    JOIN ${TABLE} USING (uuid) ${shownOrder}`);
}

/** The next customers of an order from a place on. Each says whether the query matches (`fits`). */
function walkedSql(query: Query, match: Sql, expression: Sql, from: Sql, way: Sql, depth: number): Sql {
  const parts = rangesOf(query).map(
    (range) => sql`(SELECT uuid, ${expression} AS key, ${match} AS fits FROM ${TABLE} WHERE ${from} AND ${range}
      ORDER BY ${expression} ${way}, uuid ${way} LIMIT ${depth})`,
  );
  return sql`SELECT * FROM (${join(parts, ' UNION ALL ')}) AS parts ORDER BY key ${way}, uuid ${way} LIMIT ${depth}`;
}

/** The orders of which an index has each nationality's part (`directory_of_nationality_by_name` and its like). */
const ORDERS_OF_NATIONALITIES: readonly SearchSort['by'][] = ['name', 'phoneNumber', 'status'];
/** Where more are chosen, the order of all customers is walked. */
const NATIONALITIES_AT_MOST = 8;

/** The chosen nationalities, where each one's customers are walked by themselves; else none. */
function nationalitiesOf({ filters: { nationality = [] }, sort }: Query): readonly string[] {
  // Two that begin alike have one part of the index.
  const isNamed = nationality.every((one) => one !== 'none' && one !== 'unreadable' && one.length <= 60);
  const isServed = ORDERS_OF_NATIONALITIES.includes(sort.by) && nationality.length <= NATIONALITIES_AT_MOST;
  return isNamed && isServed ? nationality : [];
}

/**
 * The parts of an order that are walked: customers whom the filter of the field that orders them leaves out need not be
 * walked past, nor customers of other nationalities than the chosen ones.
 */
function rangesOf(query: Query): Sql[] {
  const own = ownRange(query);
  const nationalities = nationalitiesOf(query);
  if (nationalities.length === 0) return [own];
  // One part for each: Postgres takes an index for ordered below a single value, and not below one of several.
  const indexed = raw(DIRECTORY_ORDERS.nationality.expression);
  return nationalities.map((one) => sql`${own} AND ${indexed} = left(${value(one, 'text')}, 60)`);
}

/** The filter of the field that the result is ordered by. */
function ownRange(query: Query): Sql {
  const { sort } = query;
  const by = sort.by === 'relevance' || sort.by === 'updatedAt' ? 'updated' : sort.by;
  const found = [...conditionsOf(query)].find(([filter]) => filter === by);
  return found?.[1] ?? raw('true');
}

/**
 * The customers of an order after a place, and up to another one, which is included. Each told in two halves, because
 * Postgres can estimate these and not a comparison of pairs; it reads both by the order's index.
 */
function between({ expression, type, descending }: Order, after: Place | null, until: Place | null): Sql {
  const [before, behind] = descending ? [raw('>'), raw('<')] : [raw('<'), raw('>')];
  const half = ({ key, uuid }: Place, way: Sql, isIncluded: boolean) => {
    const given = value(key, type);
    const same = sql`${expression} = ${given} AND uuid ${way}${raw(isIncluded ? '=' : '')} ${value(uuid, 'text')}`;
    return sql`(${expression} ${way} ${given} OR (${same}))`;
  };
  const ends = [
    ...(after === null ? [] : [half(after, behind, false)]),
    ...(until === null ? [] : [half(until, before, true)]),
  ];
  return ends.length === 0 ? raw('true') : join(ends, ' AND ');
}

/** All matches. They are gathered before anything sorts them, or Postgres would read the order's index. */
function matching(match: Sql, expression: Sql): Sql {
  return sql`WITH matches AS MATERIALIZED (SELECT uuid, ${expression} AS key FROM ${TABLE} WHERE ${match})
    SELECT * FROM matches`;
}

/**
 * Where the matches of filters stand in an order, from a sample of the table: the first match of the sample, and the one
 * with the number `last`. Each row has a place, and how many of the sample's customers stand up to that place,
 * of those who are walked past.
 *
 * @param percent of the table's pages that are read. The same pages each time
 */
export function sampleStatement(query: Query, after: Place | null, percent: number, last: number): Statement {
  const order = orderOfList(query);
  const { way, beyond } = directionOf(order, true);
  const { expression, type } = order;
  const match = join([raw('true'), ...conditionsOf(query).values()], ' AND ');
  const from =
    after === null
      ? raw('true')
      : sql`(${expression}, uuid) ${beyond} (${value(after.key, type)}, ${value(after.uuid, 'text')})`;
  return statement(sql`WITH sample AS MATERIALIZED (SELECT ${expression} AS key, uuid, ${match} AS fits
      FROM ${TABLE} TABLESAMPLE SYSTEM (${raw(percent.toFixed(3))}) REPEATABLE (1)
      WHERE ${from} AND (${join(rangesOf(query), ' OR ')})),
    matches AS (SELECT key, uuid, row_number() OVER (ORDER BY key ${way}, uuid ${way})::integer AS number
      FROM sample WHERE fits)
    SELECT number, key::text AS key, uuid, (SELECT count(*) FROM sample
        WHERE NOT (sample.key, sample.uuid) ${beyond} (matches.key, matches.uuid))::integer AS "upTo"
    FROM matches WHERE number IN (1, ${value(last, 'integer')}) ORDER BY number`);
}

/**
 * The customers before and after one customer in a result, and the customer's own place without a text; no row when the
 * customer isn't in the result.
 *
 * @param reading `walked`: a neighbour further away than {@link WALKED} customers is told as none
 */
export function neighboursStatement(
  keys: DirectoryKeys,
  query: Query,
  uuid: string,
  reading: Exclude<Reading, 'gathered'> = 'planned',
): Statement {
  const { match, order, cap } = plan(keys, query);
  const { expression } = order;
  const own = sql`uuid = ${typed('uuid', uuid)}`;
  if (query.terms === null) {
    const beside = (forward: boolean) => {
      const { way, beyond } = directionOf(order, forward);
      const from = sql`(${expression}, uuid) ${beyond} (here.key, here.uuid)`;
      const one: Record<typeof reading, Sql> = {
        planned: sql`SELECT uuid FROM ${TABLE} WHERE ${match} AND ${from}
          ORDER BY ${expression} ${way}, uuid ${way} LIMIT 1`,
        walked: sql`SELECT uuid FROM (${walkedSql(query, match, expression, from, way, WALKED)}) AS walked
          WHERE fits LIMIT 1`,
      };
      return sql`(${one[reading]})`;
    };
    return statement(sql`SELECT ${beside(false)} AS previous, ${beside(true)} AS next, here.key::text AS key
      FROM (SELECT uuid, ${expression} AS key FROM ${TABLE} WHERE ${own} AND ${match}) AS here`);
  }
  const beside = (forward: boolean) => {
    const { way, beyond, later, behind } = directionOf(order, forward);
    return sql`(
      SELECT uuid FROM hits
      WHERE alike ${behind} here.alike OR (alike = here.alike AND (key, uuid) ${beyond} (here.key, here.uuid))
      ORDER BY alike ${later}, key ${way}, uuid ${way} LIMIT 1)`;
  };
  return statement(sql`${gathering(keys, query, order, cap)}
    SELECT ${beside(false)} AS previous, ${beside(true)} AS next FROM (SELECT * FROM hits WHERE ${own}) AS here`);
}

/** All customers that a query matches, unranked and in order; to be read through with a cursor. */
export function exportStatement(keys: DirectoryKeys, query: Query, limit: number): Statement {
  const sort: SearchSort = query.sort.by === 'relevance' ? { by: 'updatedAt', order: 'desc' } : query.sort;
  const { match, order } = plan(keys, { ...query, sort });
  const { way } = directionOf(order, true);
  return statement(sql`SELECT ${SHOWN_COLUMNS}, ${UNRANKED} FROM ${TABLE}
    WHERE ${match} ORDER BY ${order.expression} ${way}, uuid ${way} LIMIT ${value(limit, 'integer')}`);
}

export function countStatement(keys: DirectoryKeys, query: Query): Statement {
  return statement(sql`SELECT count(*)::integer AS count FROM ${TABLE} WHERE ${conditionSql(keys, query)}`);
}

/**
 * The customers with a whole contact, document number or uuid: a few at most, to be compared closely. Each way is
 * gathered by its own index. With one condition of all ways in an order by uuid, the planner reads the primary key from
 * its beginning, 1.9 s among a million customers.
 */
export function exactStatement(keys: DirectoryKeys, terms: Terms, contact: LookupBody | null): Statement {
  const document = documentSql(keys, terms);
  const way = (condition: Sql, isDocument: boolean) => sql`(SELECT uuid, ${raw(String(isDocument))} AS "documentMatched"
      FROM ${TABLE} WHERE ${condition} LIMIT ${EXACT})`;
  const ways = document === null ? [] : [way(document, true)];
  if (terms.uuid !== null) ways.push(way(uuidSql(terms.uuid), false));
  if (contact !== null) ways.push(way(isWhole(contactTerm(contact)), false));
  return statement(sql`WITH ways AS MATERIALIZED (${join(ways, ' UNION ALL ')}),
    found AS MATERIALIZED (SELECT uuid, bool_or("documentMatched") AS "documentMatched" FROM ways
      GROUP BY uuid ORDER BY uuid LIMIT ${EXACT})
    SELECT ${SHOWN_COLUMNS}, '' AS "sortKey", false AS capped, false AS alike, "documentMatched"
    FROM found JOIN ${TABLE} USING (uuid) ORDER BY uuid`);
}

/**
 * Of customers with similar names so many are compared closely. A text with a common part, such as `al`, is similar to
 * names of 7,000 among a million customers, which took 0.4 s.
 */
const SIMILAR_COMPARED = 1_000;

/** Customers with names similar to the typed words, best first; for a text that nothing matches as written. */
export function similarStatement(query: Query, limit: number): Statement {
  const words = value(typedText(query.terms), 'text');
  const conditions = [sql`${words} <% search`, ...conditionsOf(query).values()];
  return statement(sql`SELECT ${SHOWN_COLUMNS}, ${UNRANKED}
    FROM (SELECT * FROM ${TABLE} WHERE ${join(conditions, ' AND ')} LIMIT ${SIMILAR_COMPARED}) AS compared
    ORDER BY word_similarity(${words}, search) DESC, uuid LIMIT ${value(limit, 'integer')}`);
}

function plan(keys: DirectoryKeys, query: Query) {
  const { terms, sort } = query;
  return {
    match: conditionSql(keys, query),
    order: orderOf(keys, terms, sort),
    cap: terms !== null && sort.by === 'relevance' ? RANKED_AT_MOST : null,
  };
}

/** The matches as written, then the customers whose names sound like the text, as a table named `hits`. */
function gathering(keys: DirectoryKeys, query: Query, order: Order, cap: number | null): Sql {
  const key = sql`uuid, ${order.expression} AS key`;
  const documentMatched = documentSql(keys, query.terms) ?? raw('false');
  const match = conditionSql(keys, query);
  const columns = sql`${key}, ${documentMatched} AS "documentMatched", false AS alike`;
  const written =
    cap === null
      ? sql`written AS MATERIALIZED (SELECT ${columns} FROM ${TABLE} WHERE ${match})`
      : someMatches('written', columns, match, cap + 1, COMMON);
  const alike = alikeSql(keys, query);
  // A limit of nothing keeps Postgres from reading any row.
  const most = sql`CASE WHEN (SELECT count(*) FROM written) > ${ALIKE_UP_TO} THEN 0 ELSE ${ALIKE_AT_MOST} END`;
  const behind =
    alike &&
    sql`UNION ALL
    (SELECT ${key}, false, true FROM ${TABLE} WHERE ${alike} LIMIT ${most})`;
  return sql`WITH ${written}, hits AS MATERIALIZED (SELECT * FROM written ${behind ?? NOTHING})`;
}

/** The condition that a name sounds like the text and isn't written like the text; `null` where the text says no name. */
function alikeSql(keys: DirectoryKeys, query: Query): Sql | null {
  const { terms } = query;
  const sounds = terms === null ? null : soundsSql(terms.sounds);
  if (terms === null || sounds === null) return null;
  const others = terms.terms.filter(({ kind }) => kind !== 'word').map(contains);
  const conditions = [sounds, ...others, sql`NOT ${matchSql(keys, terms)}`, ...conditionsOf(query).values()];
  return join(conditions, ' AND ');
}

/** How many customers' names sound like the text, up to one more than are gathered; `null` where it says no name. */
export function alikeCountStatement(keys: DirectoryKeys, query: Query): Statement | null {
  const alike = alikeSql(keys, query);
  if (alike === null) return null;
  return statement(sql`SELECT count(*)::integer AS count
    FROM (SELECT FROM ${TABLE} WHERE ${alike} LIMIT ${ALIKE_AT_MOST + 1}) AS alike`);
}

/** The keywords of an order, read forward or back. Those who only sound alike stand behind all others in every order. */
function directionOf({ descending }: Pick<Order, 'descending'>, forward: boolean) {
  const [way, beyond] = descending === forward ? [raw('DESC'), raw('<')] : [raw('ASC'), raw('>')];
  const [later, behind] = forward ? [raw('ASC'), raw('>')] : [raw('DESC'), raw('<')];
  return { way, beyond, later, behind };
}

function orderOf(keys: DirectoryKeys, terms: Terms | null, sort: SearchSort): Order {
  if (sort.by !== 'relevance') return listOrder(sort.by, sort.order === 'desc');
  if (terms === null || terms.terms.length === 0) return listOrder('updatedAt', true);
  return { expression: rankSql(keys, terms), type: 'float8', descending: true };
}

/** The order of a result without a text. */
function orderOfList({ sort }: Pick<Query, 'sort'>): Order {
  return sort.by === 'relevance' ? listOrder('updatedAt', true) : listOrder(sort.by, sort.order === 'desc');
}

function listOrder(by: keyof typeof DIRECTORY_ORDERS, descending: boolean): Order {
  const { expression, type } = DIRECTORY_ORDERS[by];
  return { expression: raw(expression), type, descending };
}

/** Whole words rank before beginnings of words, and those before the rest. Within each, similar names come first. */
function rankSql(keys: DirectoryKeys, terms: Terms): Sql {
  const whole = terms.terms.map((term) => fits(exactPattern(term)));
  const likely = terms.terms.map((term) => sql`(${join(likelyPatterns(term).map(fits), ' OR ')})`);
  return sql`(CASE WHEN ${documentSql(keys, terms) ?? raw('false')} THEN 6 WHEN ${join(whole, ' AND ')} THEN 4
    WHEN ${join(likely, ' AND ')} THEN 2 ELSE 0 END
    + similarity(${column('sortName')}, ${value(typedText(terms), 'text')}))::float8`;
}

function typedText(terms: Terms | null): string {
  return terms?.terms.map(({ text }) => text).join(' ') ?? '';
}
