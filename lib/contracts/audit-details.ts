import * as z from 'zod/mini';
import { ROLES } from '../access';
import { APPROVAL_ENDS, APPROVAL_KINDS, CALLER_CHECKED } from './approvals';
import {
  ACCOUNT_KINDS,
  AUDIT_FORMATS,
  CHAIN_VERDICTS,
  CONTACT_FIELDS,
  ENDING_REASONS,
  FACTOR_CHANGES,
  FORGETTING_REASONS,
  LINK_PURPOSES,
  PASSKEY_FAULTS,
  PASSWORD_WAYS,
  REFUSAL_REASONS,
  REMOVABLE,
  SECOND_FACTORS,
  SHOWN_FROM,
  SIGN_IN_METHODS,
} from './audit-values';
import { BUDGET_WINDOWS, BUDGETS } from './budgets';
import { CALLER_ITEMS, CHECK_RESULTS } from './caller-check';
import { MARKED_FOR } from './expiring';
import { ORDERS, SORT_KEYS } from './list-params';
import { OTHER_PRINTED, PRINT_WAYS, PRINTED_LISTS } from './print';
import { CLOSING_WORD, REVIEW_RULES } from './reviews';
import { GUARD_REASONS } from './takeover';
import { VIEW_PAGES, VIEW_PARTS } from './views';

/**
 * The audit trail's actions: one entry each.
 *
 * `scope` is the policy of reading: an action of scope `customer` may be read with the permission `audit:customers`,
 * one of scope `all` needs `audit:all`. `intent` and `outcome` say what the trail keeps beside actor, time and
 * customer. An action with an `intent` has an effect, and the use case writes the intent before the effect; an action
 * without one writes its outcome alone. Neither may hold personal data of a customer: no names, e-mails, numbers or
 * search terms.
 *
 * The labels stand in `lib/words`, as a total record, and the scopes once more in `audit-scopes.ts`: the browser needs
 * both, and must not load these schemas for them.
 */

const accountId = z.uuid();
const role = z.enum(ROLES);
const empty = z.strictObject({});
/** When a session ended, where the event reached the trail only later (`audit/deferred-events.ts`). */
const deferred = { endedAt: z.optional(z.iso.datetime({ precision: 3 })) };
const count = z.int().check(z.gte(0));
const name = z.string().check(z.maxLength(100));
const field = z.enum(CONTACT_FIELDS);
const method = z.enum(SIGN_IN_METHODS);
/** The passkey that signed, where there is one. */
const passkey = z.optional(z.uuid());
/** An account that an event is about: staff, not customers. */
const account = { account: accountId, email: z.string() };

/** Sentinel did not answer in time, and the person saw what the directory knows. */
const shown = z.enum(SHOWN_FROM);

/**
 * What a file of customers lacks, and of how many customers. Optional, because events of earlier releases don't have it.
 */
const coverage = {
  gaps: z.optional(z.array(name)),
  covered: z.optional(count),
  total: z.optional(z.nullable(count)),
  asOf: z.optional(z.nullable(z.string())),
};

/** Why the actor asked (`purpose.ts`). Optional, because the desk asks for it only where the operator says so. */
const why = { purpose: z.optional(name), sentence: z.optional(z.string().check(z.maxLength(300))) };
/** The operator asks what a print is for, and the browser printed by itself. */
const printedWhy = { ...why, withoutPurpose: z.optional(z.literal(true)) };

/** The request that a second person has to decide, and its maker. */
const approval = { approval: z.uuid(), what: z.enum(APPROVAL_KINDS) };
/** Optional, because events of earlier releases don't have it. */
const callerCheck = z.optional(z.enum(CALLER_CHECKED));
/** A change that would have needed a second person, at a desk that only warns (`TAKEOVER_GUARD`). */
const warned = z.optional(z.enum(GUARD_REASONS));
/** The second person's approval that this effect goes back to, and who asked for it. */
const approvedAs = { approval: z.optional(z.uuid()), maker: z.optional(z.uuid()) };

/** A masked value: `j•••@example.com`, and a keyed HMAC against which a known value can be checked later. */
const maskedSchema = z.strictObject({ masked: z.string(), hmac: z.string() });

/** A saved view: the names of its filters, never their values, nor the name that a person gave it. */
const view = {
  ...{ view: z.uuid(), page: z.enum(VIEW_PAGES), team: z.boolean(), inDigest: z.boolean() },
  filters: z.array(name),
};

const changes = z.array(z.strictObject({ field, before: z.nullable(maskedSchema), after: maskedSchema }));

export const ACTIONS = {
  'session.signed-in': {
    scope: 'all',
    outcome: z.strictObject({ method, secondFactor: z.enum(SECOND_FACTORS), passkey }),
  },
  /** `attempted` is the keyed HMAC of the typed e-mail, because people also type passwords into that box. */
  'session.refused': {
    scope: 'all',
    outcome: z.strictObject({
      method,
      reason: z.enum(REFUSAL_REASONS),
      attempted: z.optional(z.string()),
      passkey,
    }),
  },
  'session.locked-out': { scope: 'all', outcome: z.strictObject({ attempted: z.string() }) },
  'session.proved': { scope: 'all', outcome: z.strictObject({ method, passkey }) },
  'session.signed-out': { scope: 'all', outcome: z.strictObject(deferred) },
  'session.ended': {
    scope: 'all',
    outcome: z.strictObject({
      ...account,
      sessions: z.array(z.uuid()),
      reason: z.enum(ENDING_REASONS),
      ...deferred,
    }),
  },
  'customers.listed': {
    scope: 'customer',
    outcome: z.strictObject({
      ...{ page: count, perPage: count, sortBy: z.enum(SORT_KEYS), order: z.enum(ORDERS) },
      shown: z.optional(shown),
    }),
  },
  /** The kinds of terms and the names of filters, never a term. */
  'customers.searched': {
    scope: 'customer',
    outcome: z.strictObject({ terms: z.array(name), filters: z.array(name), found: z.optional(count) }),
  },
  'customer.looked-up': { scope: 'customer', outcome: z.strictObject({ by: z.array(field) }) },
  'customer.opened': {
    scope: 'customer',
    intent: empty,
    outcome: z.strictObject({ shown: z.optional(shown) }),
  },
  'customer.images-revealed': {
    scope: 'customer',
    intent: z.strictObject({ optimized: z.boolean(), ...why }),
    outcome: z.strictObject({ optimized: z.boolean(), images: z.array(name), withheld: z.array(name), bytes: count }),
  },
  /** The person goes on looking at the images for another five minutes. */
  'customer.images-kept': { scope: 'customer', outcome: empty },
  /** The customer's page went to paper, with the images that were on screen. `by` says whether the event came first. */
  'customer.printed': {
    scope: 'customer',
    outcome: z.strictObject({ by: z.enum(PRINT_WAYS), images: z.boolean(), ...printedWhy }),
  },
  /** A page with several customers went to paper. The event of the list says which page of it was shown. */
  'customers.printed': {
    scope: 'customer',
    outcome: z.strictObject({ what: z.enum(PRINTED_LISTS), rows: count, by: z.enum(PRINT_WAYS), ...printedWhy }),
  },
  'page.printed': {
    scope: 'all',
    outcome: z.strictObject({ what: z.enum(OTHER_PRINTED), rows: count, by: z.enum(PRINT_WAYS), ...printedWhy }),
  },
  /** One field that the actor's role doesn't see: its name and its document's type, never the value. */
  'customer.field-revealed': {
    scope: 'customer',
    intent: z.strictObject({ field: name, document: z.optional(name), ...why }),
    outcome: empty,
  },
  /** The change as the person asked for it. A success means that the contact was as expected before. */
  'customer.contact-corrected': {
    scope: 'customer',
    intent: z.strictObject({
      changes,
      callerCheck,
      ...approvedAs,
    }),
    outcome: z.strictObject({ fields: z.array(field), warned }),
  },
  /** The kinds of what the caller was asked, never a value; and whether the check was passed. */
  'customer.caller-checked': {
    scope: 'customer',
    intent: z.strictObject({ items: z.array(z.enum(CALLER_ITEMS)) }),
    outcome: z.strictObject({ result: z.enum(CHECK_RESULTS) }),
  },
  /** So many wrong checks that the desk makes no more of this customer for a while. */
  'customer.caller-check-closed': { scope: 'customer', outcome: z.strictObject({ until: z.string() }) },
  /** A change waits for a second person. */
  'customer.approval-requested': {
    scope: 'customer',
    outcome: z.strictObject({ ...approval, reason: z.enum(GUARD_REASONS), changes, callerCheck, ...why }),
  },
  'customer.approval-granted': { scope: 'customer', outcome: z.strictObject({ ...approval, maker: z.uuid() }) },
  'customer.approval-declined': {
    scope: 'customer',
    outcome: z.strictObject({ ...approval, maker: z.uuid(), word: z.string().check(z.maxLength(300)) }),
  },
  'customer.approval-ended': {
    scope: 'customer',
    outcome: z.strictObject({ ...approval, as: z.enum(APPROVAL_ENDS), failure: z.optional(name) }),
  },
  /** A colleague read the requests that wait, with the values that they hold. */
  'approvals.read': { scope: 'customer', outcome: z.strictObject({ waiting: count }) },
  'customers.exported': {
    scope: 'customer',
    intent: z.strictObject({ columns: z.array(name), filters: z.array(name), limit: count, ...why, ...coverage }),
    /**
     * The figures of a whole export, with its digest; of a broken one, the figures sent so far. The coverage once more,
     * because the rows are read after the intent is written.
     */
    outcome: z.strictObject({ rows: count, bytes: count, digest: z.optional(z.string()), ...coverage }),
  },
  /** The desk's copy of all customers is emptied; Sentinel's customers are not touched. */
  'directory.forgotten': {
    scope: 'all',
    intent: z.strictObject({ reason: z.enum(FORGETTING_REASONS) }),
    outcome: z.strictObject({ customers: count }),
  },
  'customer.link-created': {
    scope: 'customer',
    intent: z.strictObject({ documents: z.array(name) }),
    outcome: z.strictObject({ warned, approval: z.optional(z.uuid()) }),
  },
  /** A document of the Expiring page is marked as done, or no longer: for the actor alone, or for everybody. */
  'customer.document-marked': {
    scope: 'customer',
    outcome: z.strictObject({
      document: name,
      markedFor: z.enum(MARKED_FOR),
      done: z.boolean(),
      withWord: z.boolean(),
    }),
  },
  /** The trail keeps that there was a note, whom it concerned and how many it mentioned, and never its text. */
  'customer.note-written': {
    scope: 'customer',
    outcome: z.strictObject({ note: z.uuid(), mentioned: count, looksPersonal: z.boolean() }),
  },
  'customer.note-changed': {
    scope: 'customer',
    outcome: z.strictObject({ note: z.uuid(), mentioned: count, looksPersonal: z.boolean() }),
  },
  'customer.note-deleted': { scope: 'customer', outcome: z.strictObject({ note: z.uuid(), author: accountId }) },
  'view.saved': { scope: 'all', outcome: z.strictObject(view) },
  /** The view as it is after the change. */
  'view.changed': { scope: 'all', outcome: z.strictObject({ ...view, changed: z.array(z.enum(VIEW_PARTS)) }) },
  'view.removed': { scope: 'all', outcome: z.strictObject(view) },
  'account.created': { scope: 'all', outcome: z.strictObject({ ...account, role, kind: z.enum(ACCOUNT_KINDS) }) },
  'account.role-changed': { scope: 'all', outcome: z.strictObject({ ...account, from: role, to: role }) },
  'account.email-changed': { scope: 'all', outcome: z.strictObject({ ...account, from: z.string() }) },
  'account.disabled': { scope: 'all', outcome: z.strictObject(account) },
  'account.enabled': { scope: 'all', outcome: z.strictObject(account) },
  'account.link-issued': { scope: 'all', outcome: z.strictObject({ ...account, purpose: z.enum(LINK_PURPOSES) }) },
  'account.password-set': { scope: 'all', outcome: z.strictObject({ ...account, by: z.enum(PASSWORD_WAYS) }) },
  'account.second-factor': {
    scope: 'all',
    outcome: z.strictObject({
      ...account,
      change: z.enum(FACTOR_CHANGES),
    }),
  },
  'account.passkey-enrolled': { scope: 'all', outcome: z.strictObject({ ...account, passkey: z.uuid(), name }) },
  'account.passkey-renamed': { scope: 'all', outcome: z.strictObject({ ...account, passkey: z.uuid(), name }) },
  'account.passkey-removed': { scope: 'all', outcome: z.strictObject({ ...account, passkey: z.uuid(), name }) },
  /** An enrolment whose answer counted for nothing. */
  'account.passkey-refused': { scope: 'all', outcome: z.strictObject({ ...account, reason: z.enum(PASSKEY_FAULTS) }) },
  /** The evidence of a month of UTC, with the digest of its file. */
  'access.reviewed': { scope: 'all', outcome: z.strictObject({ month: name, rows: count, digest: z.string() }) },
  'alert.tested': { scope: 'all', outcome: empty },
  /** A rule has said a sentence about an account, or about the desk as a whole (`reviews.ts`). */
  'review.found': {
    scope: 'all',
    outcome: z.strictObject({ review: count, rule: z.enum(REVIEW_RULES), account: z.optional(accountId) }),
  },
  'reviews.read': { scope: 'all', outcome: z.strictObject({ filters: z.array(name) }) },
  /** The closing word is kept here as well: a review that is closed stays so for as long as the trail. */
  'review.closed': {
    scope: 'all',
    outcome: z.strictObject({
      ...{ review: count, rule: z.enum(REVIEW_RULES), account: z.optional(accountId) },
      sentence: z.string().check(z.maxLength(CLOSING_WORD.most)),
    }),
  },
  /** The first refusal of a window. Later ones of the same window leave no event: a flood must not flood the trail. */
  'budget.spent': {
    scope: 'all',
    outcome: z.strictObject({
      budget: z.enum(BUDGETS),
      window: z.enum(BUDGET_WINDOWS),
      limit: count,
      until: z.string(),
    }),
  },
  /** An administrator grants a person more of a budget for today. */
  'budget.granted': { scope: 'all', outcome: z.strictObject({ ...account, budget: z.enum(BUDGETS), more: count }) },
  /**
   * Records older than their period were removed. Of the trail itself: the number and the hash (hexadecimal) of the last
   * event removed, which the first one left follows.
   */
  'records.removed': {
    scope: 'all',
    intent: z.strictObject({
      ...{ kind: z.enum(REMOVABLE), before: z.iso.datetime({ precision: 3 }) },
      ...{ through: z.optional(count), hash: z.optional(z.string()) },
    }),
    outcome: z.strictObject({ rows: count }),
  },
  'access.denied': { scope: 'all', outcome: z.strictObject({ route: name, permission: name }) },
  'audit.read': { scope: 'all', outcome: z.strictObject({ filters: z.array(name) }) },
  'audit.verified': {
    scope: 'all',
    outcome: z.strictObject({
      verdict: z.enum(CHAIN_VERDICTS),
      /** The last event that was checked, or the event that the verdict names. */
      seq: count,
      events: count,
    }),
  },
  'audit.exported': {
    scope: 'all',
    intent: z.strictObject({
      format: z.enum(AUDIT_FORMATS),
      from: z.nullable(z.string()),
      to: z.nullable(z.string()),
      filters: z.array(name),
    }),
    outcome: z.strictObject({ rows: count, digest: z.string() }),
  },
} as const;

export type AuditAction = keyof typeof ACTIONS;
type Schemas = typeof ACTIONS;

export type OutcomeDetail<A extends AuditAction> = z.infer<Schemas[A]['outcome']>;
/** Actions that write an intent before their effect. */
export type EffectAction = { [A in AuditAction]: Schemas[A] extends { intent: unknown } ? A : never }[AuditAction];
export type IntentDetail<A extends EffectAction> = Schemas[A] extends { intent: infer S }
  ? z.infer<S & z.ZodMiniType>
  : never;
export type Masked = z.infer<typeof maskedSchema>;
