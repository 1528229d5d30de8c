import 'server-only';
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { accounts, sessions } from './schema';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** What colleagues tell each other about a customer. Only the vendor's key, in lower case, names the customer. */
export const customerNotes = pgTable(
  'customer_notes',
  {
    /** Drawn by the browser, so that a note that is sent twice is one note. */
    id: uuid('id').primaryKey(),
    customer: text('customer').notNull(),
    author: uuid('author')
      .notNull()
      .references(() => accounts.id),
    text: text('text').notNull(),
    /** Counts the changes: a change names the version that it starts from. */
    version: integer('version').notNull().default(1),
    writtenAt: moment('written_at').notNull().defaultNow(),
    changedAt: moment('changed_at'),
    /** Since when the directory, whole as it is, doesn't hold the customer. */
    missingSince: moment('missing_since'),
  },
  (table) => [
    index('customer_notes_customer').on(table.customer, table.writtenAt.desc()),
    index('customer_notes_written').on(table.writtenAt),
    index('customer_notes_missing').on(table.missingSince).where(sql`${table.missingSince} IS NOT NULL`),
    check('customer_notes_text', sql`char_length(${table.text}) BETWEEN 1 AND 500`),
  ],
);

/** Colleagues whom a note mentions. `accounts.mentions` has the number of those that a person has not seen. */
export const noteMentions = pgTable(
  'note_mentions',
  {
    note: uuid('note_id')
      .notNull()
      .references(() => customerNotes.id, { onDelete: 'cascade' }),
    account: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    at: moment('at').notNull().defaultNow(),
    seenAt: moment('seen_at'),
  },
  (table) => [
    primaryKey({ columns: [table.note, table.account] }),
    index('note_mentions_account').on(table.account, table.at.desc()),
  ],
);

/** Which customer a session has on screen: one row a session, which the page renews while somebody works on it. */
export const customerViewings = pgTable(
  'customer_viewings',
  {
    session: uuid('session_id')
      .primaryKey()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    customer: text('customer').notNull(),
    seenAt: moment('seen_at').notNull().defaultNow(),
  },
  // Without the time: a renewed row then needs no new entry in an index.
  (table) => [index('customer_viewings_customer').on(table.customer)],
);
