import * as z from 'zod/mini';
import { DAY_MS, isDay, isFilterDay, isMoment, startOfDay } from '../writing/days';
import type { AuditSelection } from './audit';
import { ACTIONS, type AuditAction } from './audit-details';
import { customerUuidSchema } from './requests';

/**
 * Queries and bodies of the audit routes. Each filter may be absent. An event is selected when all filters allow it.
 */

export const AUDIT_ACTIONS = Object.keys(ACTIONS) as [AuditAction, ...AuditAction[]];
export const AUDIT_PAGE = { standard: 50, most: 100 } as const;

/** A UTC day (`2026-11-24`: the whole of it), or a moment (`2026-11-24T14:05:00Z`). */
const time = z
  .string()
  .check(
    z.refine(
      (text) => isFilterDay(text.slice(0, 'YYYY-MM-DD'.length)) && (isDay(text) || isMoment(text)),
      'must be a UTC day like 2026-11-24, or a time like 2026-11-24T14:05:00Z, of a year from 1900 to 2999',
    ),
  );

const wholeNumber = (most: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,15}$/, `must be a whole number from 1 to ${most}`)),
    z.pipe(z.transform(Number), z.int().check(z.gte(1), z.lte(most))),
  );

const filters = {
  /** An account's id, because no e-mail goes into an address. */
  actor: z.optional(z.uuid('must be the id of an account')),
  action: z.optional(z.enum(AUDIT_ACTIONS, 'is not an action of the trail')),
  customer: z.optional(customerUuidSchema),
  from: z.optional(time),
  /** A day counts to its end, a moment is not included. */
  to: z.optional(time),
};

const place = {
  /** `next` of the page before this one: entries older than this number. */
  before: z.optional(wholeNumber(Number.MAX_SAFE_INTEGER)),
  limit: z._default(wholeNumber(AUDIT_PAGE.most), AUDIT_PAGE.standard),
};

/** The query string of `GET /api/audit`. */
export const auditQuerySchema = z.strictObject({ ...filters, ...place });
export type AuditQuery = z.infer<typeof auditQuerySchema>;

/** The query string of `GET /api/customers/{uuid}/activity` (`ActivityPlace`). */
export const activityQuerySchema = z.strictObject({
  ...place,
  looks: z.optional(wholeNumber(AUDIT_PAGE.most)),
  looksBefore: z.optional(wholeNumber(Number.MAX_SAFE_INTEGER)),
});
export type ActivityQuery = z.infer<typeof activityQuerySchema>;

/** The body of `POST /api/audit/export`. */
export const auditExportSchema = z.strictObject({
  format: z.enum(['jsonl', 'csv'], 'must be jsonl or csv'),
  ...filters,
});
export type AuditExportBody = z.infer<typeof auditExportSchema>;

/** The bounds of a filter in milliseconds since 1970: `from` included, `to` not. */
export function timeBounds({ from, to }: Pick<AuditSelection, 'from' | 'to'>): { from?: number; to?: number } {
  const start = (text: string) => (isDay(text) ? startOfDay(text) : Date.parse(text));
  return {
    ...(from !== undefined && { from: start(from) }),
    ...(to !== undefined && { to: start(to) + (isDay(to) ? DAY_MS : 0) }),
  };
}
