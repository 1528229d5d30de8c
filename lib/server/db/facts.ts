import 'server-only';
import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { db } from './client';

/** How the database does, as this process sees it. */
export interface DatabaseFacts {
  /** The server's own word for its version, such as `18.1`. */
  version: string;
  /** The newest migration that this version brings; `null` where its list can't be read. */
  migration: string | null;
  /** Bytes of the whole database, and of the audit trail with its indexes. */
  size: number;
  trailSize: number;
  /** The middle of three round trips, ms. */
  roundTrip: number;
  /** Connections to this database, of all programs, and queries of this process that wait for one. */
  connections: number;
  waiting: number;
}

const rowSchema = z.object({
  version: z.string(),
  size: z.coerce.number(),
  trailSize: z.coerce.number(),
  connections: z.coerce.number(),
});

/** @throws what the database throws */
export async function readDatabaseFacts(): Promise<DatabaseFacts> {
  const { rows } = await db().execute(sql`
    SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS size,
      pg_total_relation_size('audit_events') AS "trailSize",
      (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()) AS connections`);
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const began = performance.now();
    await db().execute(sql`SELECT 1`);
    times.push(performance.now() - began);
  }
  const [, middle = 0] = times.sort((one, other) => one - other);
  return {
    ...rowSchema.parse(rows[0]),
    migration: newestMigration(),
    roundTrip: middle,
    waiting: db().$client.waitingCount,
  };
}

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string() })) });

/** The list of migrations in the database belongs to the tables' owner, and the application's role may not read it. */
function newestMigration(): string | null {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'lib/server/db/migrations/meta/_journal.json');
  try {
    return journalSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).entries.at(-1)?.tag ?? null;
  } catch {
    return null;
  }
}
