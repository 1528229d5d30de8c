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
import { DOCUMENTS, KNOWN_DOCUMENTS } from '../../kyc/document-types';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

function expiryColumns() {
  const columns = KNOWN_DOCUMENTS.map((type) => DOCUMENTS[type].directory.expiry);
  return Object.fromEntries(columns.map((name) => [name, date(name, { mode: 'string' })])) as Record<
    (typeof columns)[number],
    PgDateStringBuilderInitial<(typeof columns)[number]>
  >;
}

/**
 * The directory: what the vendor's list says of each customer, so that they can be found. No images, no OCR, no dates
 * of birth, no document numbers (only a keyed fingerprint of each). Everything in it can be had from the vendor again.
 *
 * Missing values sort last going up, as in the vendor's list: U+FFFF and the largest code stand for them in the indexes.
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
    updatedGiven: text('updated_given'),
    updatedAt: moment('updated_at'),
    /** `DocumentSummary[]`. */
    documents: jsonb('documents').notNull(),
    /** The vendor's `expiredIds`. */
    expiredDocuments: text('expired_documents').array().notNull(),
    /** Keyed fingerprints of document numbers (`directory/keys.ts`). */
    documentKeys: bigint('document_keys', { mode: 'bigint' }).array().notNull(),
    /** Which documents there are, and which of them the vendor calls expired: bits of `directory/documents.ts`. */
    documentMask: smallint('document_mask').notNull(),
    expiredMask: smallint('expired_mask').notNull(),
    /** The earliest last day of each. */
    ...expiryColumns(),
    faceFailed: boolean('face_failed').notNull(),
    /** Folded name and surname (`directory/fold.ts`): what names are ordered by. */
    sortName: text('sort_name').notNull(),
    /** Everything that a text is looked for in, folded. */
    search: text('search').notNull(),
    /** When the call began whose answer this is: an older answer never replaces a newer one. */
    readAt: moment('read_at').notNull(),
    /** The last full walk that met them. */
    seenWalk: integer('seen_walk').notNull(),
  },
  (table) => [
    index('directory_search').using('gin', sql`${table.search} gin_trgm_ops`),
    index('directory_document_keys').using('gin', table.documentKeys),
    index('directory_by_updated').on(sql`coalesce(${table.updatedAt}, '-infinity')`, table.uuid),
    index('directory_by_name').on(table.sortName, table.uuid),
    index('directory_by_phone').on(sql`coalesce(left(${table.phone}, 60), U&'\\FFFF')`, table.uuid),
    index('directory_by_nationality').on(sql`coalesce(left(${table.nationality}, 60), U&'\\FFFF')`, table.uuid),
    index('directory_by_gender').on(sql`coalesce(left(${table.gender}, 60), U&'\\FFFF')`, table.uuid),
    index('directory_by_status').on(sql`coalesce(${table.status}, 2147483647)`, table.uuid),
    index('directory_face_failed').on(table.uuid).where(sql`${table.faceFailed}`),
    index('directory_called_expired').on(table.uuid).where(sql`${table.expiredMask} <> 0`),
    ...KNOWN_DOCUMENTS.map((type) => {
      const name = DOCUMENTS[type].directory.expiry;
      return index(`directory_${name}`).on(table[name], table.uuid).where(sql`${table[name]} IS NOT NULL`);
    }),
  ],
);

/** One row: how far the directory has got. A crash loses nothing of it, and the next syncer goes on from here. */
export const directorySync = pgTable(
  'directory_sync',
  {
    id: smallint('id').primaryKey().default(1),
    /** Counts the syncers there have been: what an earlier one still writes is refused. */
    epoch: integer('epoch').notNull().default(0),
    /** Number of the full walk that is under way, or of the last one. */
    walk: integer('walk').notNull().default(0),
    walkStartedAt: moment('walk_started_at'),
    /** Somebody asked for one now (`npm run directory -- walk`). */
    walkAskedAt: moment('walk_asked_at'),
    /** When the last complete one ended. */
    walkedAt: moment('walked_at'),
    /** `Lane[]` of a walk under way (`directory/walk.ts`), written with every page; what is long of them stands apart. */
    lanes: jsonb('lanes'),
    laneMarks: jsonb('lane_marks'),
    /** Rows of the directory: counting a million takes too long to be done with every search. */
    covered: integer('covered').notNull().default(0),
    /** What the vendor says there are. */
    total: integer('total'),
    /** `updatedAt` of the newest customer when the walk, or the last catching up, began: everything before it is in. */
    marker: text('marker'),
    caughtUpAt: moment('caught_up_at'),
    proven: boolean('proven').notNull().default(false),
    errorCode: text('error_code'),
    errorAt: moment('error_at'),
  },
  (table) => [check('directory_sync_one', sql`${table.id} = 1`)],
);
