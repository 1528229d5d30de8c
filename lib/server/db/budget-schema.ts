import 'server-only';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { accounts } from './schema';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/**
 * What the desk tells administrators of by itself (`alerts/alert.ts`). The table is also the outbox of the webhook.
 */
export const alerts = pgTable(
  'alerts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment('at').notNull().defaultNow(),
    /** A key of `ALERTS` (`contracts/alerts.ts`), and its facts: nothing of a customer. */
    kind: text('kind').notNull(),
    facts: jsonb('facts').notNull(),
    /** Names the cause, where a second alert of the same cause is to be dropped. */
    once: text('once'),
    attempts: integer('attempts').notNull().default(0),
    nextTryAt: moment('next_try_at').notNull().defaultNow(),
    deliveredAt: moment('delivered_at'),
    /** Why the webhook did not take the last attempt. */
    problem: text('problem'),
  },
  (table) => [
    uniqueIndex('alerts_once').on(table.once).where(sql`${table.once} IS NOT NULL`),
    index('alerts_waiting').on(table.nextTryAt).where(sql`${table.deliveredAt} IS NULL`),
    index('alerts_at').on(table.at),
  ],
);

/**
 * What each person has spent of each budget (`budgets/spend.ts`). One row a budget: a new window takes the place of the
 * last one, so the table does not grow. The three elements of each array are the minute, the hour and the day of UTC.
 */
export const budgetMeters = pgTable(
  'budget_meters',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** A member of `BUDGETS` (`contracts/budgets.ts`). */
    budget: text('budget').notNull(),
    /** When each window began. */
    started: moment('started').array().notNull().default(sql`'{NULL,NULL,NULL}'`),
    spent: bigint('spent', { mode: 'number' }).array().notNull().default(sql`'{0,0,0}'`),
    /** Whether the event and the alert of a spent window were made. */
    told: boolean('told').array().notNull().default(sql`'{f,f,f}'`),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.budget] })],
);

/** Which customers a person has opened today, as keyed hashes; removed after the day. */
export const budgetCustomers = pgTable(
  'budget_customers',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    day: date('day').notNull(),
    customer: bytes('customer').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.day, table.customer] }),
    index('budget_customers_day').on(table.day),
  ],
);

/** What administrators have granted beyond a day's budget. The rows stay: they are evidence. */
export const budgetGrants = pgTable(
  'budget_grants',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    budget: text('budget').notNull(),
    day: date('day').notNull(),
    more: integer('more').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.budget, table.day] })],
);

/** Work of which a person may have few at once. A row that nobody renews lapses, so a replica that dies frees it. */
export const budgetLeases = pgTable(
  'budget_leases',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** A member of `AT_ONCE` (`contracts/budgets.ts`). */
    work: text('work').notNull(),
    until: moment('until').notNull(),
  },
  (table) => [index('budget_leases_account').on(table.accountId, table.work)],
);
