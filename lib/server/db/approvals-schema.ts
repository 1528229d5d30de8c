import 'server-only';
import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './schema';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/**
 * Changes that wait for a second person, and how they ended (`approvals/approvals.ts`). The values lie here sealed, and
 * only while the request waits.
 */
export const approvals = pgTable(
  'approvals',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** `correction` or `link`. */
    kind: text('kind').notNull(),
    /** Why it needs a second person (`contracts/takeover.ts`). */
    reason: text('reason').notNull(),
    /** The vendor's key. */
    customer: text('customer').notNull(),
    makerId: uuid('maker_id')
      .notNull()
      .references(() => accounts.id),
    state: text('state').notNull().default('waiting'),
    /** The values, sealed (`auth/seal.ts`). */
    sealed: text('sealed'),
    /** A keyed fingerprint of the values, by which the same request is known again. */
    fingerprint: text('fingerprint').notNull(),
    callerCheck: text('caller_check').notNull(),
    purpose: text('purpose'),
    sentence: text('sentence'),
    requestedAt: moment('requested_at').notNull().defaultNow(),
    lapsesAt: moment('lapses_at').notNull(),
    decidedBy: uuid('decided_by').references(() => accounts.id),
    decidedAt: moment('decided_at'),
    /** When the write was begun: a request in state `approving` for long has an unknown outcome. */
    begunAt: moment('begun_at'),
    /** Why a colleague declined it. */
    word: text('word'),
    /** Why the write failed: an error code. */
    failure: text('failure'),
  },
  (table) => [
    index('approvals_waiting').on(table.requestedAt).where(sql`${table.state} IN ('waiting', 'approved', 'approving')`),
    index('approvals_customer').on(table.customer, table.makerId),
    index('approvals_decided').on(table.decidedAt.desc()).where(sql`${table.decidedAt} IS NOT NULL`),
    check('approvals_kind', sql`${table.kind} IN ('correction', 'link')`),
    check(
      'approvals_state',
      sql`${table.state} IN ('waiting', 'approved', 'approving', 'written', 'unknown', 'failed', 'declined', 'lapsed')`,
    ),
    check('approvals_sealed', sql`(${table.sealed} IS NOT NULL) = (${table.state} = 'waiting')`),
    // The rule that nothing may break, so the database holds it as well.
    check('approvals_second_person', sql`${table.decidedBy} <> ${table.makerId}`),
  ],
);
