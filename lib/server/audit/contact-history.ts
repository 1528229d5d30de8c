import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import { CONTACT_FIELDS, type ContactField } from '../../contracts/audit-values';
import { CHECK_RESULTS, type CheckResult } from '../../contracts/caller-check';
import { GUARD_WINDOWS } from '../../contracts/takeover';
import { auditEvents, type Database } from '../db/public';
import { customerRefs } from './customer-ref';
import type { KeyRing } from './keys';
import { ADMIT_WITHIN, TrailUnavailable } from './writer';

/** A correction that was saved, or may have been: it has no outcome yet, or none is known. */
export interface CorrectionOnFile {
  /** The number of its intent. */
  seq: number;
  fields: ContactField[];
  hoursAgo: number;
}

export interface CheckOnFile {
  actorId: string | null;
  result: CheckResult;
  /** Since the check was asked for. */
  minutesAgo: number;
}

export interface ContactHistory {
  corrections: CorrectionOnFile[];
  checks: CheckOnFile[];
}

/**
 * Outcomes after which a contact may have been saved: none yet, or a fault of the desk that may have come after the
 * write. Doubt counts as a correction.
 */
const MAY_BE_SAVED: readonly (string | null)[] = [null, 'success', 'unknown', 'internal', 'database_unavailable'];

const maskedSchema = z.object({ hmac: z.string() });
const changesSchema = z.object({
  changes: z.array(z.object({ field: z.enum(CONTACT_FIELDS), before: maskedSchema.nullable(), after: maskedSchema })),
});
const resultSchema = z.object({ result: z.enum(CHECK_RESULTS) });
const rowSchema = z.object({
  seq: z.coerce.number().int(),
  actorId: z.string().nullable(),
  action: z.enum(['customer.contact-corrected', 'customer.caller-checked']),
  asked: z.string(),
  outcome: z.string().nullable(),
  told: z.string().nullable(),
  seconds: z.coerce.number(),
});

/**
 * What was done to a customer's contact within the longest window of the takeover guard: corrections, and caller checks.
 *
 * The trail is the memory of both. The application can only add rows to it, a changed row is found, all replicas share
 * it, and it also knows the writes whose outcome nobody knows. Times are differences of the database's clock.
 *
 * @throws TrailUnavailable when the trail can't be read, or not within {@link ADMIT_WITHIN}: a person waits, and what
 *   follows could not be recorded either; the driver's error when Postgres can't be reached
 */
export async function readContactHistory(
  db: Pick<Database, 'execute'>,
  keys: KeyRing,
  customer: string,
): Promise<ContactHistory> {
  const refs = customerRefs(keys, customer);
  const { rows } = await inTime(db.execute(historyQuery(refs)));
  const events = z.array(rowSchema).parse(rows);
  return {
    corrections: events.flatMap(({ action, outcome, asked, seq, seconds }) => {
      if (action !== 'customer.contact-corrected' || !MAY_BE_SAVED.includes(outcome)) return [];
      return [{ seq, fields: fieldsOf(asked), hoursAgo: seconds / 3_600 }];
    }),
    checks: events.flatMap(({ action, outcome, told, actorId, seconds }) => {
      if (action !== 'customer.caller-checked' || outcome !== 'success' || told === null) return [];
      return [{ actorId, result: resultSchema.parse(JSON.parse(told)).result, minutesAgo: seconds / 60 }];
    }),
  };
}

/** Postgres' class of errors for a table or a right that isn't there. */
const NOT_THERE = /^42/;

async function inTime<T>(reading: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TrailUnavailable('the trail could not be read in time')), ADMIT_WITHIN);
  });
  try {
    return await Promise.race([reading, late]);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const isGone = cause instanceof Error && 'code' in cause && NOT_THERE.test(String(cause.code));
    throw isGone ? new TrailUnavailable('the trail can not be read', { cause }) : error;
  } finally {
    clearTimeout(timer);
  }
}

/** The condition on actions is written as in the index `audit_events_contact`, which the planner then takes. */
function historyQuery(refs: readonly string[]): SQL {
  const list = sql.join(
    refs.map((ref) => sql`${ref}`),
    sql`, `,
  );
  return sql`
    SELECT asked.seq, asked.actor_id AS "actorId", asked.action, asked.detail AS asked, told.outcome, told.detail AS told,
      extract(epoch FROM clock_timestamp() - asked.at) AS seconds
    FROM ${auditEvents} AS asked LEFT JOIN ${auditEvents} AS told ON told.intent_seq = asked.seq
    WHERE asked.customer IN (${list}) AND asked.action IN ('customer.contact-corrected', 'customer.caller-checked')
      AND asked.at > now() - make_interval(hours => ${sql.raw(String(GUARD_WINDOWS.bothContacts))})
      AND asked.phase = 'intent'
    ORDER BY asked.seq`;
}

/** The fields that a correction was to change: it may name a field whose value stays. */
function fieldsOf(detail: string): ContactField[] {
  const { changes } = changesSchema.parse(JSON.parse(detail));
  return changes.filter(({ before, after }) => before?.hmac !== after.hmac).map(({ field }) => field);
}
