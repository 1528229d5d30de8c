import 'server-only';
import { is, sql } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { singleton } from '../singleton';
import * as approvalsSchema from './approvals-schema';
import * as budgetSchema from './budget-schema';
import { db } from './client';
import * as colleaguesSchema from './colleagues-schema';
import * as directorySchema from './directory-schema';
import * as replicaSchema from './replica-schema';
import * as schema from './schema';
import * as worklistSchema from './worklist-schema';

/** Every table that the code knows, with its columns. */
function expected(): { table: string; columns: string[] }[] {
  const schemas = [
    schema,
    directorySchema,
    approvalsSchema,
    budgetSchema,
    replicaSchema,
    worklistSchema,
    colleaguesSchema,
  ];
  return schemas
    .flatMap((tables) => Object.values<unknown>(tables))
    .filter((value) => is(value, PgTable))
    .map((table) => getTableConfig(table))
    .map(({ name, columns }) => ({ table: name, columns: columns.map((column) => column.name) }));
}

/**
 * Whether the database has each table and column that this version needs. A newer version may have added more. Once they
 * were there they are not looked for again, because no migration takes them away.
 *
 * @throws what the driver throws when the database is away
 */
export async function hasTables(): Promise<boolean> {
  const seen = singleton('tables-seen', () => ({ all: false }));
  if (seen.all) return true;
  const wanted = JSON.stringify(expected());
  const { rows } = await db().execute(sql`
    SELECT 1 FROM jsonb_to_recordset(${wanted}::jsonb) AS wanted ("table" text, columns jsonb),
      jsonb_array_elements_text(columns) AS column_name
    WHERE NOT EXISTS (SELECT 1 FROM pg_attribute
      WHERE attrelid = to_regclass(quote_ident(wanted."table")) AND attname = column_name AND NOT attisdropped)
    LIMIT 1`);
  seen.all = rows.length === 0;
  return seen.all;
}

/**
 * Whether rows may be added to a table: the role has the right, and the server takes writes.
 *
 * @throws what the driver throws when the database is away
 */
export async function mayWrite(table: string): Promise<boolean> {
  const { rows } = await db().execute(sql`
    SELECT has_table_privilege(to_regclass(${table}), 'INSERT') AND NOT pg_is_in_recovery()
      AND current_setting('transaction_read_only') = 'off' AS may`);
  return rows[0]?.may === true;
}
