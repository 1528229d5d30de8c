import 'server-only';
import type { ExpiringParams } from '../../contracts/directory';
import { DOCUMENTS, KNOWN_DOCUMENTS, type KnownDocument } from '../../kyc/document-types';
import { column, TABLE, typed } from './columns';
import type { Place } from './cursor';
import { expiredSql, expiresWithinSql, lastDayOf, listedSql, OTHERS_LISTED } from './expiry-sql';
import { daySql } from './filters';
import { join, NOTHING, raw, type Sql, type Statement, sql, statement, value } from './sql';
import { notGivenSql, UNREADABLE_CHOICES } from './unreadable';

/** Expired documents are shown by week for so many weeks back. */
export const PAST_WEEKS = 26;

type Choice = Pick<ExpiringParams, 'within' | 'documentType' | 'nationality'>;

/**
 * The documents of a window, one row each: uuid, nationality, type, day. The day is unknown where only the vendor calls
 * the document expired: its own date is missing, or says otherwise (`disputed`).
 */
export function documentsSql(choice: Choice, now: Date, uuid: Sql | null = null): Sql {
  const { within, nationality } = choice;
  const today = daySql(now);
  const about = sql`${livesSql(nationality)} ${uuid === null ? NOTHING : sql`AND uuid = ${uuid}`}`;
  const rows = typesOf(choice).map((type) => {
    const expiry = lastDayOf(type);
    const isExpired = within === 'expired';
    const window = isExpired ? expiredSql(today, [type]) : expiresWithinSql(today, daySql(now, within), [type]);
    const day = isExpired ? sql`CASE WHEN ${expiry} < ${today} THEN ${expiry} END` : expiry;
    return sql`SELECT uuid, ${NATIONALITY} AS nationality, ${nameOf(type)} AS type, ${day} AS day
      FROM ${TABLE} WHERE ${window} ${about}`;
  });
  if (hasOthers(choice)) rows.push(sql`${OTHERS} ${about}`);
  return join(rows, ' UNION ALL ');
}

function typesOf({ documentType }: Choice): KnownDocument[] {
  return KNOWN_DOCUMENTS.filter((type) => documentType === undefined || type === documentType);
}

/** Names that are no type of ours have no date, so they can only be listed as expired. */
function hasOthers({ within, documentType }: Choice): boolean {
  return within === 'expired' && documentType === undefined;
}

/** A type as a value of SQL, compared as JavaScript compares it. */
function nameOf(type: string): Sql {
  return sql`${value(type, 'text')} COLLATE "C"`;
}

/** The nationality as it is counted and chosen. */
const NATIONALITY = sql`CASE WHEN ${UNREADABLE_CHOICES.nationality} THEN 'unreadable'
  ELSE ${column('nationality')} END`;

/** Customers and the names in `expiredIds` that are no type of ours, as long as a sort key may be. */
const OTHERS = sql`SELECT uuid, ${NATIONALITY} AS nationality, left(listed, 60) COLLATE "C" AS type, NULL::date AS day
  FROM ${TABLE}, unnest(${column('expiredDocuments')}) AS listed
  WHERE ${OTHERS_LISTED} AND listed <> ALL(${value(KNOWN_DOCUMENTS, 'text[]')})`;

function livesSql(nationality: string | undefined): Sql {
  if (nationality === undefined) return NOTHING;
  if (nationality === 'none') return sql`AND ${NATIONALITY_INDEXED} IS NULL AND ${notGivenSql('nationality')}`;
  if (nationality === 'unreadable') return sql`AND ${UNREADABLE_CHOICES.nationality}`;
  const given = typed('nationality', nationality);
  return sql`AND ${NATIONALITY_INDEXED} = left(${given}, 60) AND ${column('nationality')} = ${given}`;
}

/** The last column of the indexes that documents are read by. */
const NATIONALITY_INDEXED = raw('left("nationality", 60)');

/** The place of a document in the list. Of expired documents the latest comes first, and those without a day last. */
export interface DocumentPlace {
  day: string | null;
  type: string;
  uuid: string;
}

/** A document's place as a cursor holds it. */
function toPlace({ key, uuid }: Place): DocumentPlace {
  const [day = '', type = ''] = key.split(/ (.*)/s);
  return { day: day === '' ? null : day, type, uuid };
}

/** Rows are ordered by day, type and uuid: downwards where expired documents are listed, else upwards. */
function directionOf({ within }: Choice, forward: boolean) {
  return (within === 'expired') === forward
    ? { way: raw('DESC'), beyond: raw('<'), nulls: raw('NULLS LAST'), isBeyond: (a: string, b: string) => a < b }
    : { way: raw('ASC'), beyond: raw('>'), nulls: raw('NULLS FIRST'), isBeyond: (a: string, b: string) => a > b };
}

/**
 * So many documents of a window from a place on, forward or back. Each type is read by its own index and in the order of
 * the list, so that as many rows are read as are shown, wherever the place is.
 *
 * @param onlyFirst leaves out the documents of customers who stand further up with another document
 */
function readSql(
  choice: Choice,
  now: Date,
  limit: Sql,
  from: DocumentPlace | null,
  forward: boolean,
  onlyFirst = false,
) {
  const { within, nationality } = choice;
  const today = daySql(now);
  const { way, beyond, nulls, isBeyond } = directionOf(choice, forward);
  const lives = livesSql(nationality);
  const isExpired = within === 'expired';
  const uuidBeyond = from === null ? NOTHING : sql`uuid ${beyond} ${value(from.uuid, 'text')}`;
  /** Rows of one type that have this day beyond the place: by whole days, or after the place's customer on its day. */
  const dated = typesOf(choice).flatMap((type) => {
    const expiry = lastDayOf(type);
    const window = isExpired ? sql`${expiry} < ${today}` : expiresWithinSql(today, daySql(now, within), [type]);
    let place = NOTHING;
    if (from !== null && from.day === null) {
      // Documents without a day stand behind all others.
      if (forward) return [];
    } else if (from !== null) {
      const day = value(from.day, 'date');
      if (type === from.type) place = sql`AND (${expiry}, uuid) ${beyond} (${day}, ${value(from.uuid, 'text')})`;
      else place = sql`AND ${expiry} ${beyond}${isBeyond(type, from.type) ? raw('=') : NOTHING} ${day}`;
    }
    return [
      sql`(SELECT uuid, ${nameOf(type)} AS type, ${expiry} AS day, NULL::date AS disputed FROM ${TABLE}
        WHERE ${window} ${place} ${lives} ${firstOf(choice, now, type, expiry, onlyFirst)}
        ORDER BY ${expiry} ${way}, uuid ${way} LIMIT ${limit})`,
    ];
  });
  // Forward, the documents without a day are read where the others don't fill the page.
  const rest =
    forward && dated.length > 0
      ? sql`CASE WHEN (SELECT count(*) FROM dated) >= ${limit} THEN 0 ELSE ${limit} END`
      : limit;
  const placeOf = (type: string): Sql | null => {
    if (from === null) return NOTHING;
    if (from.day !== null) return forward ? NOTHING : null;
    if (type === from.type) return sql`AND ${uuidBeyond}`;
    return isBeyond(type, from.type) ? NOTHING : null;
  };
  const undated = (isExpired ? typesOf(choice) : []).flatMap((type) => {
    const [expiry, place] = [lastDayOf(type), placeOf(type)];
    if (place === null) return [];
    return [
      sql`(SELECT uuid, ${nameOf(type)} AS type, NULL::date AS day, ${expiry} AS disputed FROM ${TABLE}
        WHERE ${listedSql(DOCUMENTS[type].directory.bit)} AND (${expiry} IS NULL OR ${expiry} >= ${today})
          ${place} ${lives} ${firstOf(choice, now, type, sql`NULL::date`, onlyFirst)}
        ORDER BY uuid ${way} LIMIT ${rest})`,
    ];
  });
  if (hasOthers(choice) && (from === null || forward || from.day === null)) {
    const place =
      from === null || from.day !== null
        ? NOTHING
        : sql`WHERE (type, uuid) ${beyond} (${nameOf(from.type)}, ${value(from.uuid, 'text')})`;
    undated.push(sql`(SELECT uuid, type, day, NULL::date AS disputed FROM (${OTHERS} ${lives}
        ${firstOf(choice, now, null, sql`NULL::date`, onlyFirst)}) AS others ${place}
      ORDER BY type ${way}, uuid ${way} LIMIT ${rest})`);
  }
  const none = sql`SELECT NULL::text AS uuid, NULL::text COLLATE "C" AS type, NULL::date AS day, NULL::date AS disputed WHERE false`;
  const all = (rows: Sql[]) => (rows.length === 0 ? none : join(rows, ' UNION ALL '));
  return sql`(WITH dated AS MATERIALIZED (${all(dated)}), undated AS MATERIALIZED (${all(undated)})
    SELECT * FROM (SELECT * FROM dated UNION ALL SELECT * FROM undated) AS found
    ORDER BY day ${way} ${nulls}, type ${way}, uuid ${way} LIMIT ${limit})`;
}

/** The customer has no document further up in the list than this one. */
function firstOf(choice: Choice, now: Date, type: KnownDocument | null, day: Sql, onlyFirst: boolean): Sql {
  if (!onlyFirst || choice.documentType !== undefined) return NOTHING;
  const isExpired = choice.within === 'expired';
  const today = daySql(now);
  const before = raw(isExpired ? '>' : '<');
  const name = type === null ? sql`left(listed, 60) COLLATE "C"` : nameOf(type);
  const others = KNOWN_DOCUMENTS.filter((one) => one !== type).map((other) => {
    const expiry = lastDayOf(other);
    const isUp = sql`(${expiry} ${before} ${day} OR ${day} IS NULL OR (${expiry} = ${day} AND ${nameOf(other)} ${before} ${name}))`;
    if (!isExpired) {
      return sql`(${expiresWithinSql(today, daySql(now, Number(choice.within)), [other])} AND ${isUp})`;
    }
    const { bit } = DOCUMENTS[other].directory;
    return sql`((${expiry} < ${today} AND ${isUp}) OR (${day} IS NULL AND ${listedSql(bit)}
      AND (${expiry} IS NULL OR ${expiry} >= ${today}) AND ${nameOf(other)} ${before} ${name}))`;
  });
  // A name that we don't know stands further up among the documents without a day.
  if (isExpired) {
    others.push(sql`(${day} IS NULL AND EXISTS (SELECT FROM unnest(${column('expiredDocuments')}) AS another
      WHERE another <> ALL(${value(KNOWN_DOCUMENTS, 'text[]')}) AND left(another, 60) COLLATE "C" > ${name}))`);
  }
  return sql`AND NOT coalesce(${join(others, ' OR ')}, false)`;
}

/** A page of documents, and one row more than `limit` where there is a next page. */
export function expiringRowsStatement(
  params: ExpiringParams,
  now: Date,
  limit: number,
  after: Place | null,
): Statement {
  const { way, nulls } = directionOf(params, true);
  const from = after === null ? null : toPlace(after);
  const page = readSql(params, now, value(limit + 1, 'integer'), from, true);
  return statement(sql`SELECT page.uuid, page.type, page.day::text AS day, page.disputed::text AS disputed,
      coalesce(page.day::text, '') || ' ' || page.type AS key,
      person.name, person.surname, person.nationality, person.documents, person.unreadable
    FROM ${page} AS page JOIN ${TABLE} AS person ON person.uuid = page.uuid
    ORDER BY page.day ${way} ${nulls}, page.type ${way}, page.uuid ${way}`);
}

/** The place of a customer: of the first document in the list. No row when the customer has none in this choice. */
export function expiringPlaceStatement(params: ExpiringParams, now: Date, uuid: string): Statement {
  const { way, nulls } = directionOf(params, true);
  return statement(sql`SELECT uuid, type, day::text AS day
    FROM (${documentsSql(params, now, value(uuid, 'text'))}) AS documents
    ORDER BY day ${way} ${nulls}, type ${way} LIMIT 1`);
}

/** The customers before and after a place. A customer with two documents stands at the first, and so appears once. */
export function expiringNeighboursStatement(params: ExpiringParams, now: Date, place: DocumentPlace): Statement {
  const beside = (forward: boolean) =>
    sql`(SELECT uuid FROM ${readSql(params, now, raw('1'), place, forward, true)} AS beside)`;
  return statement(sql`SELECT ${beside(false)} AS previous, ${beside(true)} AS next`);
}

/** How many documents expire in each window, whichever is shown, and of how many customers that cannot be told. */
export function expiringTotalsStatement(params: ExpiringParams, now: Date): Statement {
  const within = (window: ExpiringParams['within']) =>
    sql`(SELECT count(*)::integer FROM (${documentsSql({ ...params, within: window }, now)}) AS documents)`;
  return statement(sql`SELECT ${within('expired')} AS expired, ${within(30)} AS "30", ${within(60)} AS "60",
    ${within(90)} AS "90", (${unreadableSql(params)}) AS unreadable`);
}

/** Of how many customers an expiry cannot be read. */
export function unreadableSql({ nationality }: Choice): Sql {
  return sql`SELECT count(*)::integer FROM ${TABLE}
    WHERE ${UNREADABLE_CHOICES.expiryUnreadable} ${livesSql(nationality)}`;
}

/** Of the chosen window: by type (under the nationality's filter), by nationality (under the type's), and by week. */
export function expiringGroupsStatement(params: ExpiringParams, now: Date): Statement {
  const { within, documentType, nationality } = params;
  const of = (only: Omit<ExpiringParams, 'within'>) => documentsSql({ within, ...only }, now);
  return statement(sql`
    SELECT 'type' AS kind, type AS value, count(*)::integer AS count FROM (${of({ nationality })}) AS documents GROUP BY type
    UNION ALL SELECT 'nationality', nationality, count(*)::integer FROM (${of({ documentType })}) AS documents
      GROUP BY nationality
    UNION ALL SELECT 'week', date_trunc('week', day)::date::text, count(*)::integer
      FROM (${of({ documentType, nationality })}) AS documents GROUP BY date_trunc('week', day)`);
}
