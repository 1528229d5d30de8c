import 'server-only';
import { index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** People who may sign in with a password. E-mails are kept in lower case. */
export const accounts = pgTable('accounts', {
  id: uuid('id').primaryKey().defaultRandom(),
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  role: text('role').notNull(),
  /** argon2id, in its own encoded form. */
  passwordHash: text('password_hash').notNull(),
  disabledAt: moment('disabled_at'),
  createdAt: moment('created_at').notNull().defaultNow(),
});

/** One row per sign-in. The cookie only names it; this row decides, on every request, whether it still counts. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    createdAt: moment('created_at').notNull().defaultNow(),
    lastSeenAt: moment('last_seen_at').notNull().defaultNow(),
    endedAt: moment('ended_at'),
  },
  (table) => [index('sessions_account').on(table.accountId)],
);

/** Failed sign-ins in a row, per (e-mail, address) and per e-mail (`address` is empty). Keys are hashes. */
export const signInFailures = pgTable(
  'sign_in_failures',
  {
    emailHash: text('email_hash').notNull(),
    addressHash: text('address_hash').notNull(),
    failures: integer('failures').notNull(),
    lockedUntil: moment('locked_until'),
    lastFailureAt: moment('last_failure_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.emailHash, table.addressHash] })],
);

/** The contact under which a customer was last seen: Sentinel looks up by e-mail or phone, our pages by uuid. */
export const customerIdentifiers = pgTable('customer_identifiers', {
  uuid: text('uuid').primaryKey(),
  email: text('email'),
  phone: text('phone'),
  seenAt: moment('seen_at').notNull().defaultNow(),
});
