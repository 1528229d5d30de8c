import * as z from 'zod/mini';
import { ROLES } from '../access';
import {
  ACCOUNT_KINDS,
  AUDIT_FORMATS,
  CHAIN_VERDICTS,
  CONTACT_FIELDS,
  ENDING_REASONS,
  FACTOR_CHANGES,
  LINK_PURPOSES,
  PASSWORD_WAYS,
  REFUSAL_REASONS,
  SECOND_FACTORS,
  SIGN_IN_METHODS,
} from './audit-values';
import { ORDERS, SORT_KEYS } from './list-params';

/**
 * What the audit trail keeps of each action, beside who, when and whose. Nothing here may hold personal data of a
 * customer: no names, no e-mails, no numbers, no search terms. `intent` is known before the effect, `outcome` after
 * it; an action without an `intent` has no effect to wait for and writes its outcome alone.
 */

const accountId = z.uuid();
const role = z.enum(ROLES);
const empty = z.strictObject({});
const count = z.int().check(z.gte(0));
const name = z.string().check(z.maxLength(100));
const field = z.enum(CONTACT_FIELDS);
const method = z.enum(SIGN_IN_METHODS);
/** Of a person's own account: staff, not customers. */
const account = { account: accountId, email: z.string() };

/** A value that isn't kept: `j•••@example.com`, and a keyed HMAC by which a known value can be checked later. */
export const maskedSchema = z.strictObject({ masked: z.string(), hmac: z.string() });

export const DETAILS = {
  'session.signed-in': {
    outcome: z.strictObject({ method, secondFactor: z.enum(SECOND_FACTORS) }),
  },
  /** `attempted` is the keyed HMAC of the e-mail that was typed: it may be anything, a password included. */
  'session.refused': {
    outcome: z.strictObject({
      method,
      reason: z.enum(REFUSAL_REASONS),
      attempted: z.optional(z.string()),
    }),
  },
  'session.locked-out': { outcome: z.strictObject({ attempted: z.string() }) },
  'session.proved': { outcome: z.strictObject({ method }) },
  'session.signed-out': { outcome: empty },
  'session.ended': {
    outcome: z.strictObject({
      ...account,
      sessions: z.array(z.uuid()),
      reason: z.enum(ENDING_REASONS),
    }),
  },
  'customers.listed': {
    outcome: z.strictObject({ page: count, perPage: count, sortBy: z.enum(SORT_KEYS), order: z.enum(ORDERS) }),
  },
  /** The kinds of terms and the names of filters, never a term. */
  'customers.searched': {
    outcome: z.strictObject({ terms: z.array(name), filters: z.array(name), found: z.optional(count) }),
  },
  'customer.looked-up': { outcome: z.strictObject({ by: z.array(field) }) },
  'customer.opened': { intent: empty, outcome: empty },
  'customer.images-revealed': {
    intent: z.strictObject({ optimized: z.boolean() }),
    outcome: z.strictObject({ optimized: z.boolean(), images: z.array(name), withheld: z.array(name), bytes: count }),
  },
  /** Before and after as the person asked for it; a success means that it was so. */
  'customer.contact-corrected': {
    intent: z.strictObject({
      changes: z.array(z.strictObject({ field, before: z.nullable(maskedSchema), after: maskedSchema })),
    }),
    outcome: z.strictObject({ fields: z.array(field) }),
  },
  'customers.exported': {
    intent: z.strictObject({ columns: z.array(name), filters: z.array(name), limit: count }),
    /** Of an export that was broken off, what had been sent by then; its digest is of a whole file. */
    outcome: z.strictObject({ rows: count, bytes: count, digest: z.optional(z.string()) }),
  },
  'customer.link-created': { intent: z.strictObject({ documents: z.array(name) }), outcome: empty },
  'account.created': { outcome: z.strictObject({ ...account, role, kind: z.enum(ACCOUNT_KINDS) }) },
  'account.role-changed': { outcome: z.strictObject({ ...account, from: role, to: role }) },
  'account.email-changed': { outcome: z.strictObject({ ...account, from: z.string() }) },
  'account.disabled': { outcome: z.strictObject(account) },
  'account.enabled': { outcome: z.strictObject(account) },
  'account.link-issued': { outcome: z.strictObject({ ...account, purpose: z.enum(LINK_PURPOSES) }) },
  'account.password-set': { outcome: z.strictObject({ ...account, by: z.enum(PASSWORD_WAYS) }) },
  'account.second-factor': {
    outcome: z.strictObject({
      ...account,
      change: z.enum(FACTOR_CHANGES),
    }),
  },
  'access.denied': { outcome: z.strictObject({ route: name, permission: name }) },
  'audit.read': { outcome: z.strictObject({ filters: z.array(name) }) },
  'audit.verified': {
    outcome: z.strictObject({
      verdict: z.enum(CHAIN_VERDICTS),
      /** The last event that was checked, or the one the verdict names. */
      seq: count,
      events: count,
    }),
  },
  'audit.exported': {
    intent: z.strictObject({
      format: z.enum(AUDIT_FORMATS),
      from: z.nullable(z.string()),
      to: z.nullable(z.string()),
      filters: z.array(name),
    }),
    outcome: z.strictObject({ rows: count, digest: z.string() }),
  },
} as const;

export type AuditAction = keyof typeof DETAILS;
type Schemas = typeof DETAILS;

export type OutcomeDetail<A extends AuditAction> = z.infer<Schemas[A]['outcome']>;
/** Actions that write an intent before their effect. */
export type EffectAction = { [A in AuditAction]: Schemas[A] extends { intent: unknown } ? A : never }[AuditAction];
export type IntentDetail<A extends EffectAction> = Schemas[A] extends { intent: infer S }
  ? z.infer<S & z.ZodMiniType>
  : never;
export type Masked = z.infer<typeof maskedSchema>;
