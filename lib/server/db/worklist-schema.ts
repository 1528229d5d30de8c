import 'server-only';
import { boolean, date, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './schema';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/**
 * Documents that somebody has marked as done on the Expiring page. Only the vendor's key names the customer. A mark holds
 * for one last day: a renewed document is open again.
 */
export const expiringMarks = pgTable(
  'expiring_marks',
  {
    customer: text('customer').notNull(),
    /** One of our types, or a name from Sentinel's list as long as a sort key may be. */
    documentType: text('document_type').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** Done for everybody, not for the person alone. */
    forAll: boolean('for_all').notNull(),
    /** The last day by the document's own date; `null` without one. */
    lastDay: date('last_day', { mode: 'string' }),
    word: text('word'),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.customer, table.documentType, table.accountId] }),
    index('expiring_marks_at').on(table.at),
  ],
);

/**
 * Filters, order and columns of a list under a name, for one person or for the team (`contracts/views.ts`). The state
 * holds no text of a search.
 */
export const savedViews = pgTable(
  'saved_views',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** The person who saved it. */
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => accounts.id),
    /** A person's words. They stay in this table: neither the trail nor the digest has them. */
    name: text('name').notNull(),
    team: boolean('team').notNull(),
    /** The daily digest counts it; of the team's views alone. */
    digest: boolean('digest').notNull().default(false),
    /** Since when; `null` also for a view that was chosen before this was kept. */
    digestSince: moment('digest_since'),
    state: jsonb('state').notNull(),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [index('saved_views_owner').on(table.ownerId)],
);
