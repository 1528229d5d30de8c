import 'server-only';
import { getTableName } from 'drizzle-orm';
import { expiringMarks } from '../db/public';
import { TABLE } from './columns';
import { NOTHING, raw, type Sql, sql, value } from './sql';

/**
 * The condition that a document is not marked as done, for the reader or for all; nothing where marks don't matter. A mark
 * holds for the last day that it was made for.
 *
 * @param lastDay the last day by the document's own date, also where Sentinel says that the document has expired
 */
export function unmarkedSql(
  { open, reader }: { open?: true | undefined; reader?: string | undefined },
  type: Sql,
  lastDay: Sql,
): Sql {
  if (!open) return NOTHING;
  const own = reader === undefined ? NOTHING : sql`OR mark.account_id = ${value(reader, 'uuid')}`;
  return sql`AND NOT EXISTS (SELECT FROM ${raw(getTableName(expiringMarks))} AS mark
    WHERE mark.customer = ${TABLE}.uuid AND mark.document_type = ${type} AND (mark.for_all ${own})
      AND mark.last_day IS NOT DISTINCT FROM ${lastDay})`;
}
