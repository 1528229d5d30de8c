import 'server-only';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  type PgDateStringBuilderInitial,
  pgTable,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import type { DocumentSummary, RowField, Unreadable } from '../../contracts/customer';
import type { SortKey } from '../../contracts/list-params';
import { DOCUMENTS, KNOWN_DOCUMENTS, OTHER_DOCUMENTS_BIT } from '../../kyc/document-types';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

const orderBy = (key: SortKey) => sql.raw(DIRECTORY_ORDERS[key].expression);

function expiryColumns() {
  const columns = KNOWN_DOCUMENTS.map((type) => DOCUMENTS[type].directory.expiry);
  return Object.fromEntries(columns.map((name) => [name, date(name, { mode: 'string' })])) as Record<
    (typeof columns)[number],
    PgDateStringBuilderInitial<(typeof columns)[number]>
  >;
}

/** A nationality as long as an index may hold it. */
const NATIONALITY_KEY = sql.raw('left("nationality", 60)');

/**
 * The expressions that lists are ordered by, each with an index of exactly this text. Missing values sort last in
 * ascending order, as in the vendor's list: U+FFFF and the largest code stand for them.
 */
export const DIRECTORY_ORDERS = {
  updatedAt: { expression: `coalesce("updated_at", '-infinity')`, type: 'timestamptz' },
  name: { expression: '"sort_name"', type: 'text' },
  phoneNumber: { expression: `coalesce(left("phone", 60), U&'\\FFFF')`, type: 'text' },
  nationality: { expression: `coalesce(left("nationality", 60), U&'\\FFFF')`, type: 'text' },
  gender: { expression: `coalesce(left("gender", 60), U&'\\FFFF')`, type: 'text' },
  status: { expression: 'coalesce("status", 2147483647)', type: 'integer' },
} as const satisfies Record<SortKey, { expression: string; type: string }>;

/**
 * The directory: the fields by which customers are found, as the vendor's list gives them. It holds no images, no OCR,
 * no dates of birth and no document numbers (only a keyed fingerprint of each). All of it can be read from the vendor
 * again.
 *
 * This table is the one list of the directory's columns. The rows that are written and shown, and the statements for
 * both, derive from it (`directory/columns.ts`).
 */
export const directoryCustomers = pgTable(
  'directory_customers',
  {
    uuid: text('uuid').primaryKey(),
    status: integer('status'),
    name: text('name'),
    surname: text('surname'),
    nationality: text('nationality'),
    gender: text('gender'),
    email: text('email'),
    phone: text('phone'),
    /** As the vendor wrote it, and as a moment. */
    updatedAt: text('updated_given'),
    updatedMoment: moment('updated_at'),
    documents: jsonb('documents').$type<DocumentSummary[]>().notNull(),
    /** What the list gave and could not be read (`docs/odd-values.md`); documents hold theirs. */
    unreadable: jsonb('unreadable').$type<Unreadable<RowField>[]>().notNull().default([]),
    /** The filters that a value which could not be read concerns (`directory/unreadable.ts`). */
    unreadableMask: smallint('unreadable_mask').notNull().default(0),
    /** The vendor's `expiredIds`. */
    expiredDocuments: text('expired_documents').array().notNull(),
    /** Keyed fingerprints of document numbers (`directory/keys.ts`). */
    documentKeys: bigint('document_keys', { mode: 'bigint' }).array().notNull(),
    /** The types of the documents, and the types that the vendor calls expired (`DOCUMENTS[type].directory.bit`). */
    documentMask: smallint('document_mask').notNull(),
    expiredMask: smallint('expired_mask').notNull(),
    /** The last day of the newest document of each type (`lib/kyc/expiry.ts`). */
    ...expiryColumns(),
    faceFailed: boolean('face_failed').notNull(),
    /** Name and surname, folded (`lib/writing/fold.ts`): names are ordered by this. */
    sortName: text('sort_name').notNull(),
    /** Names, e-mail address and phone number, folded: a search text is looked for in here. */
    search: text('search').notNull(),
    /** Hashes of the keys under which the name is found as it is said (`directory/sounds.ts`). */
    sounds: integer('sounds').array().notNull().default(sql`'{}'::integer[]`),
    /** When the call began whose answer the row holds. An older answer never replaces a newer one. */
    readAt: moment('read_at').notNull(),
    /** The number of the last full walk that met the customer. */
    seenWalk: integer('seen_walk').notNull(),
  },
  (table) => [
    index('directory_search').using('gin', sql`${table.search} gin_trgm_ops`),
    index('directory_sounds').using('gin', table.sounds),
    index('directory_document_keys').using('gin', table.documentKeys),
    index('directory_by_updated').on(orderBy('updatedAt'), table.uuid),
    index('directory_by_name').on(table.sortName, table.uuid),
    index('directory_by_phone').on(orderBy('phoneNumber'), table.uuid),
    index('directory_by_nationality').on(orderBy('nationality'), table.uuid),
    index('directory_by_gender').on(orderBy('gender'), table.uuid),
    index('directory_by_status').on(orderBy('status'), table.uuid),
    // A nationality's customers stand together in these orders, often far from both ends: names by their writing, phone
    // numbers by their prefix.
    index('directory_of_nationality_by_name').on(orderBy('nationality'), table.sortName, table.uuid),
    index('directory_of_nationality_by_phone').on(orderBy('nationality'), orderBy('phoneNumber'), table.uuid),
    index('directory_of_nationality_by_status').on(orderBy('nationality'), orderBy('status'), table.uuid),
    index('directory_document_mask').on(table.documentMask),
    index('directory_face_failed_by_status').on(orderBy('status'), table.uuid).where(sql`${table.faceFailed}`),
    index('directory_listed_people')
      .on(table.uuid, NATIONALITY_KEY, table.status)
      .where(sql`${table.expiredMask} <> 0`),
    index('directory_others_listed')
      .on(table.uuid)
      .where(sql.raw(`expired_mask & ${OTHER_DOCUMENTS_BIT} <> 0`)),
    // Empty with a vendor who writes uuids in lower case; then it costs nothing.
    index('directory_uuid_in_lower_case')
      .on(sql`lower(${table.uuid})`)
      .where(sql`${table.uuid} <> lower(${table.uuid})`),
    index('directory_unreadable').on(table.uuid).where(sql`${table.unreadableMask} <> 0`),
    ...KNOWN_DOCUMENTS.map((type) => {
      const name = DOCUMENTS[type].directory.expiry;
      // Nationality and status stand in the index, so that the Expiring page reads no rows of others.
      return index(`directory_${name}_days`)
        .on(table[name], table.uuid, NATIONALITY_KEY, table.status)
        .where(sql`${table[name]} IS NOT NULL`);
    }),
  ],
);

/**
 * Customers counted by everything that filters ask, for directories in which counting them anew takes too long. The last
 * days are those of `directory/tallies-sql.ts`: a day that stands for all days of its window, or none.
 */
export const directoryTallies = pgTable('directory_tallies', {
  status: integer('status'),
  nationality: text('nationality'),
  gender: text('gender'),
  documentMask: smallint('document_mask').notNull(),
  expiredMask: smallint('expired_mask').notNull(),
  ...expiryColumns(),
  faceFailed: boolean('face_failed').notNull(),
  unreadableMask: smallint('unreadable_mask').notNull(),
  customers: integer('customers').notNull(),
});

/** The documents of the Expiring page, counted: of each type, nationality and status by day, or by week where they have expired. */
export const directoryExpiringTallies = pgTable('directory_expiring_tallies', {
  type: text('type').notNull(),
  nationality: text('nationality'),
  /** A code as a text, or `unreadable`. */
  status: text('status'),
  day: date('day', { mode: 'string' }),
  isExpired: boolean('is_expired').notNull(),
  documents: integer('documents').notNull(),
});

/**
 * When whole weeks were tallied; none before the first time. They hold where this is `directory_sync.tallied_at`: the
 * release before tallies fewer weeks, and moves that moment alone. A table of its own, because a column of
 * `directory_sync` would have to wait for pages of the sync, which wait for the indexes of the same migration.
 */
export const directoryTalliedWeeks = pgTable(
  'directory_tallied_weeks',
  {
    id: smallint('id').primaryKey().default(1),
    talliedAt: moment('tallied_at').notNull(),
  },
  (table) => [check('directory_tallied_weeks_one', sql`${table.id} = 1`)],
);

/** At most so many skipped records are told apart. With as many, further ones may be in Sentinel's list. */
export const SKIPPED_AT_MOST = 1_000;

/** One row: the progress of the sync. A crash loses none of it, and the next syncer continues from here. */
export const directorySync = pgTable(
  'directory_sync',
  {
    id: smallint('id').primaryKey().default(1),
    /** The number of the syncer that may write. A page that an earlier syncer still sends is refused. */
    epoch: integer('epoch').notNull().default(0),
    /** The number of the current full walk, or of the last one. */
    walk: integer('walk').notNull().default(0),
    walkStartedAt: moment('walk_started_at'),
    /** When an operator last asked for a full walk (`npm run directory -- walk`). */
    walkAskedAt: moment('walk_asked_at'),
    /** When the last complete full walk ended. */
    walkedAt: moment('walked_at'),
    /** `Lane[]` of the current walk (`directory/walk.ts`), written with each page; their long `first` stands apart. */
    lanes: jsonb('lanes'),
    laneMarks: jsonb('lane_marks'),
    /** The number of rows of the directory. Counting a million rows with every search would take too long. */
    covered: integer('covered').notNull().default(0),
    /** The number of customers that the vendor states. */
    total: integer('total'),
    /** The newest `updatedAt` when the walk or the last catch-up began: all earlier changes are in the directory. */
    marker: text('marker'),
    caughtUpAt: moment('caught_up_at'),
    proven: boolean('proven').notNull().default(false),
    errorCode: text('error_code'),
    errorAt: moment('error_at'),
    /** The last failure of a full walk. A catch-up doesn't clear it: only a walk that ends does. */
    walkErrorCode: text('walk_error_code'),
    walkErrorAt: moment('walk_error_at'),
    /** When the tallies were counted, and for which day "expired" was asked; `null` without tallies. */
    talliedAt: moment('tallied_at'),
    talliedDay: date('tallied_day', { mode: 'string' }),
    /** The vendor's total less the customers that the directory holds, when the last full walk ended. */
    gap: integer('gap'),
    /** So many full walks in a row ended with a gap that is no change under way (`directory/gap.ts`). */
    gapWalks: smallint('gap_walks').notNull().default(0),
    /** A keyed fingerprint of the client (`find/self`) whose customers these are; `null` before the first answer. */
    client: text('client'),
    /** Records that could not be kept: uuid or a fingerprint, and the walk that last met it. See {@link SKIPPED_AT_MOST}. */
    skipped: jsonb('skipped').$type<Record<string, number>>().notNull().default({}),
  },
  (table) => [check('directory_sync_one', sql`${table.id} = 1`)],
);
