import 'server-only';
import type { CountedWindow, ExpiringParams } from '../../contracts/expiring';
import { DOCUMENTS, KNOWN_DOCUMENTS, type KnownDocument } from '../../kyc/document-types';
import { spanOf } from '../../kyc/expiry-windows';
import { dayOf } from '../../writing/days';
import { column, TABLE, typed } from './columns';
import type { Place } from './cursor';
import { endsWithinSql, expiredSql, expiresWithinSql, lastDayOf, listedSql, OTHERS_LISTED } from './expiry-sql';
import { daySql, dayValue } from './filters';
import { unmarkedSql } from './marks-sql';
import { join, NOTHING, raw, type Sql, type Statement, sql, statement, value } from './sql';
import { notGivenSql, UNREADABLE_CHOICES } from './unreadable';

/** What is asked, and by whom: marks that are somebody else's own don't concern the reader. */
export type Choice = Omit<ExpiringParams, 'sortBy'> & { reader?: string | undefined };

/** The condition of a choice's window on the newest document of these types. */
export function windowSql(choice: Choice, now: Date, types: readonly KnownDocument[]): Sql {
  const today = dayOf(now);
  const span = spanOf(choice, today);
  if (span === null) return expiredSql(dayValue(today), types);
  const [from, to] = [dayValue(span.from), dayValue(span.to)];
  return span.from >= today ? expiresWithinSql(from, to, types) : endsWithinSql(from, to, dayValue(today), types);
}

interface DocumentParts {
  /** Of one customer alone. */
  uuid?: Sql;
  /** What the documents are ordered by, as a further column. */
  sorted?: Sql;
}

/**
 * The documents of a window, one row each: uuid, nationality, status, type, day. The day is unknown where only the vendor calls
 * the document expired: its own date is missing, or says otherwise (`disputed`).
 */
export function documentsSql(choice: Choice, now: Date, { uuid, sorted }: DocumentParts = {}): Sql {
  const { within } = choice;
  const today = daySql(now);
  const about = sql`${personSql(choice)} ${uuid === undefined ? NOTHING : sql`AND uuid = ${uuid}`}`;
  const more = sorted === undefined ? NOTHING : sql`, ${sorted} AS sorted`;
  const rows = typesOf(choice).map((type) => {
    const expiry = lastDayOf(type);
    const day = within === 'expired' ? sql`CASE WHEN ${expiry} < ${today} THEN ${expiry} END` : expiry;
    return sql`SELECT uuid, ${NATIONALITY} AS nationality, ${STATUS} AS status, ${nameOf(type)} AS type, ${day} AS day ${more}
      FROM ${TABLE} WHERE ${windowSql(choice, now, [type])} ${about} ${unmarkedSql(choice, nameOf(type), expiry)}`;
  });
  if (hasOthers(choice)) rows.push(sql`${othersSql(choice, more)} ${about}`);
  return join(rows, ' UNION ALL ');
}

/** Documents that several windows hold, and how many of them each window counts. */
interface TotalsPart {
  from: Sql;
  numberOf: (window: CountedWindow) => Sql;
}

/** The documents of all of these windows, the expired ones among them, each type's in one part. */
export function totalsPartsSql(
  windows: readonly CountedWindow[],
  choice: Omit<Choice, 'within'>,
  now: Date,
): TotalsPart[] {
  const today = dayOf(now);
  const ends = windows.map((within) => spanOf({ within }, today)?.to ?? today);
  const last = dayValue(ends.toSorted().at(-1) ?? today);
  const about = personSql(choice);
  const parts = typesOf(choice).map(
    (type): TotalsPart => ({
      from: sql`${TABLE} WHERE (${lastDayOf(type)} <= ${last} OR ${listedSql(DOCUMENTS[type].directory.bit)}) ${about}`,
      numberOf: (within) => sql`count(*) FILTER (WHERE ${windowSql({ within }, now, [type])})`,
    }),
  );
  if (!hasOthers({ ...choice, within: 'expired' })) return parts;
  const others = sql`(${othersSql({ ...choice, within: 'expired' })} ${about}) AS others`;
  return [...parts, { from: others, numberOf: (within) => (within === 'expired' ? raw('count(*)') : raw('0')) }];
}

/** Whether the list is read in its usual order: soonest first, of expired documents the latest first. */
function isUsual({ within, order }: Choice): boolean {
  return order === undefined || (order === 'desc') === (within === 'expired');
}

export function typesOf({ documentType }: Pick<Choice, 'documentType'>): KnownDocument[] {
  return KNOWN_DOCUMENTS.filter((type) => documentType === undefined || type === documentType);
}

/** Names that are no type of ours have no date, so they can only be listed as expired. */
function hasOthers({ within, documentType }: Choice): boolean {
  return within === 'expired' && documentType === undefined;
}

/** A type as a value of SQL, compared as JavaScript compares it. */
export function nameOf(type: string): Sql {
  return sql`${value(type, 'text')} COLLATE "C"`;
}

/** The nationality as it is counted and chosen. */
const NATIONALITY = sql`CASE WHEN ${UNREADABLE_CHOICES.nationality} THEN 'unreadable'
  ELSE ${column('nationality')} END`;

/** The status as it is counted and chosen. */
const STATUS = sql`CASE WHEN ${UNREADABLE_CHOICES.status} THEN 'unreadable' ELSE ${column('status')}::text END`;

/** Customers and the names in `expiredIds` that are no type of ours, as long as a sort key may be. */
function othersSql(choice: Choice, more: Sql = NOTHING): Sql {
  const name = sql`left(listed, 60) COLLATE "C"`;
  return sql`SELECT uuid, ${NATIONALITY} AS nationality, ${STATUS} AS status, ${name} AS type, NULL::date AS day ${more}
    FROM ${TABLE}, unnest(${column('expiredDocuments')}) AS listed
    WHERE ${OTHERS_LISTED} AND listed <> ALL(${value(KNOWN_DOCUMENTS, 'text[]')})
      ${unmarkedSql(choice, name, raw('NULL::date'))}`;
}

/** The conditions on the customer: the nationality and the status, where they are chosen. */
export function personSql({ nationality, status }: Pick<Choice, 'nationality' | 'status'>): Sql {
  return sql`${livesSql(nationality)} ${statusSql(status)}`;
}

/** By the last column of the indexes that documents are read by. */
function statusSql(status: Choice['status']): Sql {
  if (status === undefined) return NOTHING;
  if (status === 'none') return sql`AND ${notGivenSql('status')}`;
  if (status === 'unreadable') return sql`AND ${UNREADABLE_CHOICES.status}`;
  return sql`AND ${column('status')} = ${value(status, 'integer')}`;
}

function livesSql(nationality: string | undefined): Sql {
  if (nationality === undefined) return NOTHING;
  if (nationality === 'none') return sql`AND ${NATIONALITY_INDEXED} IS NULL AND ${notGivenSql('nationality')}`;
  if (nationality === 'unreadable') return sql`AND ${UNREADABLE_CHOICES.nationality}`;
  const given = typed('nationality', nationality);
  // What is shorter than the index holds is whole there. With both conditions Postgres expects a tenth of the documents, and
  // gathers and sorts a year of them rather than reading them in order.
  const whole = nationality.length < INDEXED ? NOTHING : sql`AND ${column('nationality')} = ${given}`;
  return sql`AND ${NATIONALITY_INDEXED} = left(${given}, ${INDEXED}) ${whole}`;
}

/** So many characters of a nationality stand in an index. */
const INDEXED = 60;

/** A column of the indexes that documents are read by. */
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
  const { within } = choice;
  const today = daySql(now);
  const { way, beyond, nulls, isBeyond } = directionOf(choice, forward);
  const isExpired = within === 'expired';
  const about = (type: KnownDocument) => sql`${personSql(choice)}
    ${unmarkedSql(choice, nameOf(type), lastDayOf(type))}`;
  const uuidBeyond = from === null ? NOTHING : sql`uuid ${beyond} ${value(from.uuid, 'text')}`;
  /** Rows of one type that have this day beyond the place: by whole days, or after the place's customer on its day. */
  const dated = typesOf(choice).flatMap((type) => {
    const expiry = lastDayOf(type);
    const window = isExpired ? sql`${expiry} < ${today}` : windowSql(choice, now, [type]);
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
        WHERE ${window} ${place} ${about(type)} ${firstOf(choice, now, type, expiry, onlyFirst)}
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
          ${place} ${about(type)} ${firstOf(choice, now, type, sql`NULL::date`, onlyFirst)}
        ORDER BY uuid ${way} LIMIT ${rest})`,
    ];
  });
  if (hasOthers(choice) && (from === null || forward || from.day === null)) {
    const place =
      from === null || from.day !== null
        ? NOTHING
        : sql`WHERE (type, uuid) ${beyond} (${nameOf(from.type)}, ${value(from.uuid, 'text')})`;
    undated.push(sql`(SELECT uuid, type, day, NULL::date AS disputed FROM (${othersSql(choice)} ${personSql(choice)}
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
    const counts = unmarkedSql(choice, nameOf(other), expiry);
    if (!isExpired) return sql`(${windowSql(choice, now, [other])} AND ${isUp} ${counts})`;
    const { bit } = DOCUMENTS[other].directory;
    return sql`(((${expiry} < ${today} AND ${isUp}) OR (${day} IS NULL AND ${listedSql(bit)}
      AND (${expiry} IS NULL OR ${expiry} >= ${today}) AND ${nameOf(other)} ${before} ${name})) ${counts})`;
  });
  // A name that we don't know stands further up among the documents without a day.
  if (isExpired) {
    others.push(sql`(${day} IS NULL AND EXISTS (SELECT FROM unnest(${column('expiredDocuments')}) AS another
      WHERE another <> ALL(${value(KNOWN_DOCUMENTS, 'text[]')}) AND left(another, 60) COLLATE "C" > ${name}))`);
  }
  return sql`AND NOT coalesce(${join(others, ' OR ')}, false)`;
}

/** What a row shows of its customer, beside the document. */
export const PERSON = sql`person.name, person.surname, person.nationality, person.status, person.email, person.phone,
      person.documents, person.unreadable`;

/** A page of documents by their last days, and one row more than `limit` where there is a next page. */
export function expiringRowsStatement(choice: Choice, now: Date, limit: number, after: Place | null): Statement {
  const forward = isUsual(choice);
  const { way, nulls } = directionOf(choice, forward);
  const from = after === null ? null : toPlace(after);
  const page = readSql(choice, now, value(limit + 1, 'integer'), from, forward);
  return statement(sql`SELECT page.uuid, page.type, page.day::text AS day, page.disputed::text AS disputed,
      coalesce(page.day::text, '') || ' ' || page.type AS key, ${PERSON}
    FROM ${page} AS page JOIN ${TABLE} AS person ON person.uuid = page.uuid
    ORDER BY page.day ${way} ${nulls}, page.type ${way}, page.uuid ${way}`);
}

/** The place of a customer: of the first document in the list. No row when the customer has none in this choice. */
export function expiringPlaceStatement(choice: Choice, now: Date, uuid: string): Statement {
  const { way, nulls } = directionOf(choice, true);
  return statement(sql`SELECT uuid, type, day::text AS day
    FROM (${documentsSql(choice, now, { uuid: value(uuid, 'text') })}) AS documents
    ORDER BY day ${way} ${nulls}, type ${way} LIMIT 1`);
}

/**
 * The customers before and after a place. A customer with two documents stands at the first of them in the usual order,
 * and so appears once.
 */
export function expiringNeighboursStatement(choice: Choice, now: Date, place: DocumentPlace): Statement {
  const beside = (forward: boolean) =>
    sql`(SELECT uuid FROM ${readSql(choice, now, raw('1'), place, forward, true)} AS beside)`;
  const usual = isUsual(choice);
  return statement(sql`SELECT ${beside(!usual)} AS previous, ${beside(usual)} AS next`);
}
