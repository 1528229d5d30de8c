import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import { type ExpiringMark, MARKED_FOR, type MarkBody, type MarkedDocument } from '../../contracts/expiring';
import { DOCUMENTS, KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { accounts, type Database, directoryCustomers, expiringMarks } from '../db/public';

/** Marks of documents that nobody asks about any more go after so long. */
const KEPT_DAYS = 400;

const markSchema = z.object({
  customer: z.string(),
  documentType: z.string(),
  lastDay: z.string().nullable(),
  for: z.enum(MARKED_FOR),
  by: z.string(),
  at: z.string(),
  word: z.string().nullable(),
});

/** A document's key among the marks: they hold for one customer, type and last day. */
function keyOf({ uuid, documentType, lastDay }: MarkedDocument): string {
  return JSON.stringify([uuid, documentType, lastDay]);
}

/**
 * The marks of these documents that concern a reader: their own, and those for all.
 *
 * One statement over the marks of these customers, by the primary key.
 *
 * @returns a function from a document to its marks, the reader's own first
 */
export async function marksOf(
  db: Pick<Database, 'execute'>,
  reader: string,
  customers: readonly string[],
): Promise<(document: MarkedDocument) => ExpiringMark[]> {
  if (customers.length === 0) return () => [];
  const { rows } = await db.execute(sql`
    SELECT mark.customer, mark.document_type AS "documentType", mark.last_day::text AS "lastDay", mark.word,
      CASE WHEN mark.for_all THEN 'all' ELSE 'me' END AS for, ${accounts}.name AS by,
      to_char(mark.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
    FROM ${expiringMarks} AS mark JOIN ${accounts} ON ${accounts}.id = mark.account_id
    WHERE mark.customer = ANY(${sql.param([...new Set(customers)])}::text[])
      AND (mark.for_all OR mark.account_id = ${reader}::uuid)
    ORDER BY mark.account_id = ${reader}::uuid DESC, mark.at`);
  const all = new Map<string, ExpiringMark[]>();
  for (const { customer: uuid, documentType, lastDay, ...mark } of z.array(markSchema).parse(rows)) {
    const key = keyOf({ uuid, documentType, lastDay });
    all.set(key, [...(all.get(key) ?? []), mark]);
  }
  return (document) => all.get(keyOf(document)) ?? [];
}

/**
 * Marks one document, or takes a mark away: the person's own, or every mark for all. A person has one mark a document, so
 * that a newer one replaces it. Only a mark for all stays against one for the person alone: colleagues count on it.
 *
 * @returns whether anything has changed; `false` also for a document that the directory doesn't hold with this last day
 */
export async function markDocument(
  db: Pick<Database, 'execute'>,
  account: string,
  document: MarkedDocument,
  { done, for: whom, word }: Pick<MarkBody, 'done' | 'for' | 'word'>,
): Promise<boolean> {
  const { uuid, documentType, lastDay } = document;
  const forAll = whom === 'all';
  if (!done) {
    const { rowCount } = await db.execute(sql`DELETE FROM ${expiringMarks}
      WHERE customer = ${uuid} AND document_type = ${documentType} AND for_all = ${forAll}
        AND (for_all OR account_id = ${account}::uuid)`);
    return (rowCount ?? 0) > 0;
  }
  const { rowCount } = await db.execute(sql`
    INSERT INTO ${expiringMarks} (customer, document_type, account_id, for_all, last_day, word)
    SELECT uuid, ${documentType}, ${account}::uuid, ${forAll}, ${lastDay}::date, ${word ?? null}
    FROM ${directoryCustomers} WHERE uuid = ${uuid} AND ${holdsDocument(document)}
    ON CONFLICT (customer, document_type, account_id)
      DO UPDATE SET for_all = excluded.for_all, last_day = excluded.last_day, word = excluded.word, at = now()
      WHERE excluded.for_all OR NOT expiring_marks.for_all
        OR expiring_marks.last_day IS DISTINCT FROM excluded.last_day`);
  return (rowCount ?? 0) > 0;
}

/**
 * The condition that a customer's row has this document with this last day. Without a day it is one that Sentinel lists as
 * expired. Whatever else a request names is no document, and would stand in the trail for years.
 */
function holdsDocument({ documentType, lastDay }: MarkedDocument): SQL {
  const known = KNOWN_DOCUMENTS.find((type) => type === documentType);
  if (known === undefined) {
    return sql`${lastDay}::date IS NULL AND EXISTS (
      SELECT FROM unnest(${directoryCustomers.expiredDocuments}) AS listed
      WHERE left(listed, 60) = ${documentType} AND listed <> ALL(${sql.param([...KNOWN_DOCUMENTS])}::text[]))`;
  }
  const { bit, expiry } = DOCUMENTS[known].directory;
  return sql`${sql.identifier(expiry)} IS NOT DISTINCT FROM ${lastDay}::date
    AND (${lastDay}::date IS NOT NULL OR ${directoryCustomers.expiredMask} & ${bit} <> 0)`;
}

/** Removes marks that are older than {@link KEPT_DAYS}. */
export async function pruneMarks(db: Pick<Database, 'execute'>): Promise<void> {
  await db.execute(sql`DELETE FROM ${expiringMarks} WHERE at < now() - make_interval(days => ${KEPT_DAYS})`);
}
