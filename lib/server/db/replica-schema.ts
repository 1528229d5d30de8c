import 'server-only';
import { index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/**
 * The processes of the desk, each with its heartbeat (`replicas/heartbeat.ts`). The table is UNLOGGED: a heartbeat costs no
 * write-ahead log, and after a crash of the server each process is back with its next beat.
 */
export const replicas = pgTable(
  'replicas',
  {
    /** The process chooses it at its start. */
    id: uuid('id').primaryKey(),
    host: text('host').notNull(),
    version: text('version').notNull(),
    node: text('node').notNull(),
    startedAt: moment('started_at').notNull().defaultNow(),
    seenAt: moment('seen_at').notNull().defaultNow(),
    /** How the process does (`replicas/state.ts`): numbers and times, nothing of a person. */
    state: jsonb('state').notNull(),
  },
  (table) => [index('replicas_seen').on(table.seenAt)],
);
