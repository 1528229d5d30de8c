import type pg from 'pg';
import { type DirectoryKeys, documentKey } from '@/lib/server/directory/keys';
import { parseTerms, patternOf } from '@/lib/server/directory/terms';

/** As many rows as the suggestions show, and one that tells whether there are more. */
const ROWS = 21;
/** So many matches are ranked, as in the desk. */
const RANKED = 5_000;
const COLUMNS =
  'uuid, name, surname, email, phone, status, nationality, gender, updated_at, documents, expired_documents, document_mask';

/**
 * The best SQL that one would write by hand for a text: one index for each question, one order, no names that only sound
 * alike, no filters, and no figure of how many there are. The texts are folded as the desk folds them.
 */
export async function searchByHand(client: pg.Client, keys: DirectoryKeys, text: string): Promise<number> {
  const read = parseTerms(text);
  if (read === null) return 0;
  if (read.uuid !== null) {
    const sql = `SELECT ${COLUMNS} FROM directory_customers WHERE uuid = $1 OR (uuid <> lower(uuid) AND lower(uuid) = $1)`;
    return (await client.query(sql, [read.uuid])).rows.length;
  }
  const key = read.document === null ? null : documentKey(keys, read.document);
  if (key !== null) {
    const sql = `SELECT ${COLUMNS} FROM directory_customers WHERE document_keys @> ARRAY[$1::bigint] LIMIT ${ROWS}`;
    const { rows } = await client.query(sql, [key]);
    if (rows.length > 0) return rows.length;
  }
  const patterns = read.terms.map(patternOf);
  // One condition for each pattern: Postgres uses no index for LIKE ALL.
  const fits = patterns.map((_, index) => `search LIKE $${index + 2}`).join(' AND ');
  const sql = `
    WITH matches AS MATERIALIZED (
      SELECT ${COLUMNS}, sort_name FROM directory_customers WHERE ${fits} LIMIT ${RANKED})
    SELECT ${COLUMNS} FROM matches ORDER BY similarity(sort_name, $1) DESC, uuid LIMIT ${ROWS}`;
  return (await client.query(sql, [read.terms.map((term) => term.text).join(' '), ...patterns])).rows.length;
}
