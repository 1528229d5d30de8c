import 'server-only';
import type { ExpiringParams } from '../../contracts/directory';
import { DOCUMENTS, KNOWN_DOCUMENTS, type KnownDocument } from '../../kyc/document-types';
import { addDays, dayOf } from '../../writing/days';
import type { Place } from './cursor';
import { expiresSql, Values } from './filters';
import type { Statement } from './search-sql';

/** Of the documents that have expired, so many weeks are shown. */
export const PAST_WEEKS = 26;

/** What the documents are sorted by. */
const KEY = "coalesce(day::text, '') || ' ' || type";

/**
 * Documents of a window, one row each: uuid, type, day. The day of one that the vendor alone calls expired is unknown:
 * its own date says otherwise, or is missing.
 */
function documentsSql(
  params: Pick<ExpiringParams, 'within' | 'documentType' | 'nationality'>,
  now: Date,
  values: Values,
) {
  const { within, documentType, nationality } = params;
  const today = values.add(dayOf(now), 'date');
  const until = within === 'expired' ? today : values.add(addDays(dayOf(now), within), 'date');
  const where =
    nationality === undefined
      ? ''
      : nationality === 'none'
        ? ' AND nationality IS NULL'
        : ` AND nationality = ${values.add(nationality, 'text')}`;
  const of = (type: KnownDocument) => {
    const { bit, expiry: column } = DOCUMENTS[type].directory;
    const condition =
      within === 'expired'
        ? `(${column} < ${today} OR (expired_mask <> 0 AND expired_mask & ${bit} <> 0))`
        : expiresSql(type, today, until);
    const day = within === 'expired' ? `CASE WHEN ${column} < ${today} THEN ${column} END` : column;
    return `SELECT uuid, name, surname, nationality, '${type}' AS type, ${day} AS day FROM directory_customers
      WHERE ${condition}${where}`;
  };
  const types = KNOWN_DOCUMENTS.filter((type) => documentType === undefined || type === documentType);
  return types.map(of).join(' UNION ALL ');
}

/** A page of documents, one more than `limit`: soonest first; of the expired ones the latest first, undated ones last. */
export function expiringRowsStatement(
  params: ExpiringParams,
  now: Date,
  limit: number,
  after: Place | null,
): Statement {
  const values = new Values();
  const documents = documentsSql(params, now, values);
  const [sign, way] = params.within === 'expired' ? ['<', 'DESC'] : ['>', 'ASC'];
  const beyond =
    after === null
      ? ''
      : `WHERE (key, uuid) ${sign} (${values.add(after.key, 'text')}, ${values.add(after.uuid, 'text')})`;
  const text = `SELECT uuid, name, surname, nationality, type, day::text AS day, key FROM (
      SELECT *, ${KEY} AS key FROM (${documents}) AS documents
    ) AS keyed ${beyond} ORDER BY key ${way}, uuid ${way} LIMIT ${values.add(limit + 1, 'integer')}`;
  return { text, values: values.list };
}

/**
 * Who stands before and after somebody, in the same order. Customers, not documents: whoever has two of them stands
 * where the first one does, so that nobody comes up twice. No row when they have none in this choice.
 */
export function expiringNeighboursStatement(params: ExpiringParams, now: Date, uuid: string): Statement {
  const values = new Values();
  const documents = documentsSql(params, now, values);
  const latestFirst = params.within === 'expired';
  const beside = (forward: boolean) => {
    const [sign, way] = latestFirst === forward ? ['<', 'DESC'] : ['>', 'ASC'];
    return `(SELECT uuid FROM people WHERE (key, uuid) ${sign} (here.key, here.uuid)
      ORDER BY key ${way}, uuid ${way} LIMIT 1)`;
  };
  const text = `WITH people AS MATERIALIZED (
      SELECT uuid, ${latestFirst ? 'max' : 'min'}(${KEY}) AS key FROM (${documents}) AS documents GROUP BY uuid
    ) SELECT ${beside(false)} AS previous, ${beside(true)} AS next
    FROM (SELECT * FROM people WHERE uuid = ${values.add(uuid, 'text')}) AS here`;
  return { text, values: values.list };
}

/** How many documents expire in each window, whichever is shown. */
export function expiringTotalsStatement(params: ExpiringParams, now: Date): Statement {
  const values = new Values();
  const within = (window: ExpiringParams['within']) =>
    `(SELECT count(*)::integer FROM (${documentsSql({ ...params, within: window }, now, values)}) AS documents)`;
  const text = `SELECT ${within('expired')} AS expired, ${within(30)} AS "30", ${within(60)} AS "60", ${within(90)} AS "90"`;
  return { text, values: values.list };
}

/** Of the chosen window: by type (in any nationality's filter), by nationality (in any type's), and by week. */
export function expiringGroupsStatement(params: ExpiringParams, now: Date): Statement {
  const values = new Values();
  const { within, documentType, nationality } = params;
  const sql = (only: Omit<ExpiringParams, 'within'>) => documentsSql({ within, ...only }, now, values);
  const text = `
    SELECT 'type' AS kind, type AS value, count(*)::integer AS count FROM (${sql({ nationality })}) AS documents GROUP BY type
    UNION ALL SELECT 'nationality', nationality, count(*)::integer FROM (${sql({ documentType })}) AS documents
      GROUP BY nationality
    UNION ALL SELECT 'week', date_trunc('week', day)::date::text, count(*)::integer
      FROM (${sql({ documentType, nationality })}) AS documents GROUP BY date_trunc('week', day)`;
  return { text, values: values.list };
}
