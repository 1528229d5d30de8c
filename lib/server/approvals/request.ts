import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { ApprovalKind, CallerChecked } from '../../contracts/approvals';
import type { OutcomeDetail } from '../../contracts/audit-details';
import { GUARD_WINDOWS, type GuardReason } from '../../contracts/takeover';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { type AuditContext, fingerprint, type KeyRing, type Trail } from '../audit/public';
import { type Purpose, seal, unseal } from '../auth/public';
import { approvals, type Database } from '../db/public';
import { changeAndTell } from './transaction';

const contactSchema = z.object({ email: z.string().nullable(), phoneNumber: z.string().nullable() });

/** The values of a request. They hold a customer's contact, so the database has them sealed, and only while they wait. */
const valuesSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('correction'),
    /** The contact as the maker saw it. It must still be so when the change is written. */
    expected: contactSchema,
    wanted: z.object({ email: z.string().optional(), phoneNumber: z.string().optional() }),
  }),
  z.object({
    kind: z.literal('link'),
    /** The contact that the link is to be made for. */
    contact: contactSchema,
    documents: z.array(z.enum(KNOWN_DOCUMENTS)).nullable(),
  }),
]);
export type ApprovalValues = z.infer<typeof valuesSchema>;

export interface NewRequest {
  customer: string;
  makerId: string;
  reason: GuardReason;
  values: ApprovalValues;
  callerCheck: CallerChecked;
  purpose: Purpose | Record<string, never>;
  /** The change as the trail may keep it. */
  changes: OutcomeDetail<'customer.approval-requested'>['changes'];
}

/**
 * Lets a change wait for a second person, and records that: both or neither. The same person's same request, sent once
 * more, stays one request.
 *
 * @returns until when it waits, ISO 8601
 * @throws TrailUnavailable: nothing waits
 */
export async function requestApproval(
  { db, trail, audit }: { db: Database; trail: Trail; audit: AuditContext },
  { customer, makerId, reason, values, callerCheck, purpose, changes }: NewRequest,
): Promise<{ id: string; until: string }> {
  const prints = fingerprintsOf(trail.keys, customer, values);
  const [print] = prints;
  const [waiting] = await db
    .select({ id: approvals.id, lapsesAt: approvals.lapsesAt })
    .from(approvals)
    .where(
      and(
        eq(approvals.customer, customer),
        eq(approvals.makerId, makerId),
        inArray(approvals.fingerprint, prints),
        sql`${approvals.state} = 'waiting' AND ${approvals.lapsesAt} > now()`,
      ),
    );
  if (waiting !== undefined) return { id: waiting.id, until: waiting.lapsesAt.toISOString() };
  const id = crypto.randomUUID();
  const row = await changeAndTell({ db, trail, audit }, async (tx, tell) => {
    const [inserted] = await tx
      .insert(approvals)
      .values({
        ...{ id, customer, makerId, reason, callerCheck, kind: values.kind, fingerprint: print },
        sealed: seal(trail.keys, JSON.stringify(values), sealPurpose(id)),
        purpose: purpose.purpose ?? null,
        sentence: purpose.sentence ?? null,
        lapsesAt: sql`now() + make_interval(hours => ${sql.raw(String(GUARD_WINDOWS.request))})`,
      })
      .returning({ lapsesAt: approvals.lapsesAt });
    const what: ApprovalKind = values.kind;
    tell('customer.approval-requested', { approval: id, what, reason, changes, callerCheck, ...purpose }, customer);
    return inserted;
  });
  return { id, until: (row?.lapsesAt ?? new Date()).toISOString() };
}

/** Opens the values of a request. @throws Error when the key isn't on the ring, or anything was changed */
export function openValues(keys: KeyRing, id: string, sealed: string): ApprovalValues {
  return valuesSchema.parse(JSON.parse(unseal(keys, sealed, sealPurpose(id)).secret));
}

/**
 * The keyed fingerprints of a request, by the current key and then by each retired one: a request may have been made before
 * the key was changed. The same customer, kind and values give the same ones.
 */
export function fingerprintsOf(keys: KeyRing, customer: string, values: ApprovalValues): [string, ...string[]] {
  const parts =
    values.kind === 'correction'
      ? [values.expected.email, values.expected.phoneNumber, values.wanted.email, values.wanted.phoneNumber]
      : [values.contact.email, values.contact.phoneNumber, ...(values.documents ?? ['any'])];
  const request = JSON.stringify(['approval', customer, values.kind, ...parts.map((one) => one ?? null)]);
  const [current, ...retired] = keys.all.map((key) => fingerprint(key, request));
  return [current ?? fingerprint(keys.current, request), ...retired];
}

function sealPurpose(id: string): string {
  return `approval:${id}`;
}
