import 'server-only';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/**
 * People who may sign in: with a password of the desk (`local`), or through the company's identity provider (`sso`).
 * The desk knows the latter by {@link accountIdentities} alone. An e-mail, in lower case, names one local account; an
 * SSO account may carry the same one, because an identity provider's e-mails change hands and prove nothing.
 */
export const accounts = pgTable(
  'accounts',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    kind: text('kind').notNull().default('local'),
    email: text('email').notNull(),
    name: text('name').notNull(),
    role: text('role').notNull(),
    /** argon2id in its encoded form; `null` until the owner has chosen one, and for SSO. */
    passwordHash: text('password_hash'),
    /** The TOTP secret, sealed (`auth/seal.ts`); `null` without a second factor. */
    totpSecret: text('totp_secret'),
    /** The last time step whose code was used, because no code counts twice. */
    totpLastStep: bigint('totp_last_step', { mode: 'number' }),
    /** The number of rows in {@link passkeys}, so that a session's check needs no second table. */
    passkeys: integer('passkeys').notNull().default(0),
    /** How many mentions in notes the person has not seen, so that a session's check needs no second table. */
    mentions: integer('mentions').notNull().default(0),
    disabledAt: moment('disabled_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('accounts_local_email').on(table.email).where(sql`${table.kind} = 'local'`),
    check('accounts_kind', sql`${table.kind} IN ('local', 'sso')`),
  ],
);

/** The identity of an SSO account: the provider's key of a person, never their e-mail. */
export const accountIdentities = pgTable(
  'account_identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.subject] })],
);

/** One-time links by which a person chooses their own password. Only the token's hash is kept. */
export const accountLinks = pgTable(
  'account_links',
  {
    tokenHash: text('token_hash').primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** `invite` or `reset`. */
    purpose: text('purpose').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (table) => [index('account_links_account').on(table.accountId)],
);

/** Recovery codes of the second factor, hashed. A used code stays, with the time of its use. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    codeHash: text('code_hash').notNull(),
    usedAt: moment('used_at'),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.codeHash] })],
);

/**
 * Passkeys of local accounts (WebAuthn). Only public keys are kept: a thief of this table cannot sign in with it.
 */
export const passkeys = pgTable(
  'passkeys',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** The authenticator's name of the passkey, base64url. */
    credentialId: text('credential_id').notNull(),
    /** COSE_Key, as the authenticator wrote it. */
    publicKey: bytes('public_key').notNull(),
    /** The signature counter of the last use; 0 for authenticators that do not count. */
    counter: bigint('counter', { mode: 'number' }).notNull(),
    /** How browsers may reach the authenticator (`internal`, `usb`, `hybrid` …), comma-separated. */
    transports: text('transports').notNull(),
    /** Whether the passkey is synced to other devices of its owner. */
    synced: boolean('synced').notNull(),
    /** The owner's name for it. */
    name: text('name').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    lastUsedAt: moment('last_used_at'),
  },
  (table) => [uniqueIndex('passkeys_credential').on(table.credentialId), index('passkeys_account').on(table.accountId)],
);

/**
 * Challenges that a passkey has yet to sign. A row goes when it is answered, so a challenge counts once, at one replica.
 */
export const passkeyChallenges = pgTable(
  'passkey_challenges',
  {
    challengeHash: text('challenge_hash').primaryKey(),
    /** `sign-in`, `proof` or `enrolment`. */
    purpose: text('purpose').notNull(),
    /** A hash of the browser's cookie (`sign-in`), or of the session's id. */
    boundTo: text('bound_to').notNull(),
    /** A hash of the client's network, by which open challenges are limited. */
    askedFrom: text('asked_from').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [
    index('passkey_challenges_expiry').on(table.expiresAt),
    index('passkey_challenges_asked_from').on(table.askedFrom),
  ],
);

/**
 * One row per sign-in. The cookie only names the session. This row decides on every request whether it still counts.
 */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** How the session began: `password`, `passkey` or `sso`. */
    method: text('method').notNull().default('password'),
    /** Whether a second factor was shown; `false` where the role doesn't ask for one. */
    secondFactor: boolean('second_factor').notNull().default(false),
    /** The browser's user agent, clipped, and the client's address, for the list of sessions. */
    userAgent: text('user_agent'),
    address: text('address'),
    createdAt: moment('created_at').notNull().defaultNow(),
    lastSeenAt: moment('last_seen_at').notNull().defaultNow(),
    /** When the person last proved who they are: at sign-in, or at a step-up. */
    provedAt: moment('proved_at').notNull().defaultNow(),
    /**
     * Grows with each proof. The cookie carries it, and an earlier cookie of the session counts no longer: a copy that
     * somebody made before the proof gains nothing by it.
     */
    generation: integer('generation').notNull().default(0),
    endedAt: moment('ended_at'),
    /** `limit`: the person had more sessions than they may. The browser is told so. */
    endedBecause: text('ended_because'),
  },
  (table) => [index('sessions_account').on(table.accountId)],
);

/**
 * What a person has said a look at one customer is for, remembered for a while (`auth/purposes.ts`). A table, because
 * the next request may reach another replica.
 */
export const accessPurposes = pgTable(
  'access_purposes',
  {
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade', onUpdate: 'cascade' }),
    customer: text('customer').notNull(),
    purpose: text('purpose').notNull(),
    sentence: text('sentence'),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.customer] })],
);

/**
 * Failed sign-ins in a row, by what `auth/lockout.ts` counts: (e-mail, address), the e-mail alone (`addressHash` is empty),
 * (e-mail, known browser), and, with a word in place of the e-mail, a session, an address or a network. Keys are hashes.
 */
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

/**
 * The contact under which a customer was last seen. Sentinel looks up by e-mail or phone, and our pages name a customer
 * by uuid.
 */
export const customerIdentifiers = pgTable('customer_identifiers', {
  uuid: text('uuid').primaryKey(),
  email: text('email'),
  phone: text('phone'),
  seenAt: moment('seen_at').notNull().defaultNow(),
});

/**
 * Contacts that led to another customer. One counts until a later answer shows the customer's contact (`seenAt` above).
 * Without an e-mail address the phone number alone was refused.
 */
export const customerRefusals = pgTable('customer_refusals', {
  uuid: text('uuid').primaryKey(),
  email: text('email'),
  refusedAt: moment('refused_at').notNull().defaultNow(),
});

/**
 * The audit trail: append-only, each row chained to the one before it (`audit/chain.ts`). A trigger refuses every
 * change, and the application's role may only insert and select. `detail` is text, not jsonb, because the hash covers
 * its exact bytes. Only `customer`, the vendor's key, names a customer.
 */
export const auditEvents = pgTable(
  'audit_events',
  {
    /** From 1 and without gaps: the number of the row in the chain. */
    seq: bigint('seq', { mode: 'number' }).primaryKey(),
    /** The database's clock, in milliseconds. */
    at: moment('at').notNull(),
    actorId: uuid('actor_id'),
    actorEmail: text('actor_email'),
    actorRole: text('actor_role'),
    sessionId: uuid('session_id'),
    requestId: text('request_id'),
    address: text('address'),
    action: text('action').notNull(),
    customer: text('customer'),
    /** `intent` before an effect, `outcome` after it. An action without an effect has an `outcome` alone. */
    phase: text('phase').notNull(),
    /** The intent that this outcome ends. */
    intentSeq: bigint('intent_seq', { mode: 'number' }),
    /** `success`, or an error code; `null` for an intent. */
    outcome: text('outcome'),
    detail: text('detail').notNull(),
    keyId: text('key_id').notNull(),
    prevHash: bytes('prev_hash').notNull(),
    hash: bytes('hash').notNull(),
  },
  (table) => [
    uniqueIndex('audit_events_prev_hash').on(table.prevHash),
    uniqueIndex('audit_events_intent').on(table.intentSeq).where(sql`${table.intentSeq} IS NOT NULL`),
    index('audit_events_customer').on(table.customer, table.seq.desc()).where(sql`${table.customer} IS NOT NULL`),
    index('audit_events_actor').on(table.actorId, table.seq.desc()),
    index('audit_events_action').on(table.action, table.seq.desc()),
    // One action of one person: 50 reveals of somebody who has opened 100,000 customers. Entries begin here, so outcomes
    // of intents are left out.
    index('audit_events_actor_action')
      .on(table.actorId, table.action, table.seq.desc())
      .where(sql`${table.intentSeq} IS NULL`),
    index('audit_events_at').on(table.at),
    // What was done to one customer's contact lately, without all the times that the customer was opened.
    index('audit_events_contact')
      .on(table.customer, table.at)
      .where(sql`${table.action} IN ('customer.contact-corrected', 'customer.caller-checked')`),
    // The links of a customer that were created, without all the times that the customer was opened.
    index('audit_events_links')
      .on(table.customer, table.seq.desc())
      .where(sql`${table.action} = 'customer.link-created' AND ${table.outcome} = 'success'`),
    // What was done to a customer, without all the times that the customer was opened or looked up.
    index('audit_events_deeds')
      .on(table.customer, table.seq.desc())
      .where(
        sql`${table.customer} IS NOT NULL AND ${table.intentSeq} IS NULL
          AND ${table.action} NOT IN ('customer.opened', 'customer.looked-up')`,
      ),
    check('audit_events_phase', sql`${table.phase} IN ('intent', 'outcome')`),
  ],
);

/**
 * Events of what could not wait for the trail: a person who signs out, or whose session is ended, must be out although
 * the trail takes no event. Each row is written in the transaction of its change, and moves into the trail later
 * (`audit/deferred-events.ts`).
 */
export const auditDeferred = pgTable('audit_deferred', {
  id: uuid('id').primaryKey().defaultRandom(),
  at: moment('at').notNull().defaultNow(),
  /** Context, action and detail, as `audit/deferred-events.ts` parses them. */
  event: jsonb('event').notNull(),
});

/**
 * What the rules of the reviews have said (`reviews/judge.ts`): figures and numbers of events, nothing of a customer. The
 * key makes a finding one, however often the same events are judged.
 */
export const reviewFindings = pgTable(
  'review_findings',
  {
    number: bigint('number', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    key: text('key').notNull(),
    rule: text('rule').notNull(),
    /** The subject's account; `null` for the desk as a whole. */
    person: uuid('person'),
    /** When the first row and the row that made the rule speak were written. */
    firstAt: moment('first_at').notNull(),
    spokeAt: moment('spoke_at').notNull(),
    figures: jsonb('figures').notNull(),
    /** The first rows, by their numbers in the audit log, and how many there are. */
    events: bigint('events', { mode: 'number' }).array().notNull(),
    rows: integer('rows').notNull(),
    foundAt: moment('found_at').notNull().defaultNow(),
    closedAt: moment('closed_at'),
    closedBy: uuid('closed_by'),
    word: text('word'),
  },
  (table) => [
    uniqueIndex('review_findings_key').on(table.key),
    index('review_findings_open').on(table.number).where(sql`${table.closedAt} IS NULL`),
  ],
);

/** One row: how far the reviews have judged the trail. Its lock is the turn of the replica that judges. */
export const reviewPlace = pgTable(
  'review_place',
  {
    id: smallint('id').primaryKey().default(1),
    /** All events up to this number are judged. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    /** The last day of the office that was judged whole, and when a replica began with the next one. */
    night: text('night'),
    nightBegunAt: moment('night_begun_at'),
  },
  (table) => [check('review_place_one', sql`${table.id} = 1`)],
);
