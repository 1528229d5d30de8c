import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import * as z from 'zod';
import {
  APPROVAL_KINDS,
  APPROVAL_STATES,
  CALLER_CHECKED,
  type DecidedApproval,
  type WaitingApproval,
} from '../../contracts/approvals';
import type { Problem } from '../../contracts/errors';
import { GUARD_REASONS } from '../../contracts/takeover';
import type { KeyRing } from '../audit/public';
import { accounts, approvals, type Database } from '../db/public';
import { type ApprovalValues, openValues } from './request';

/** More requests than this are not listed. */
const MOST = 100;
/** How long a decided request stays in the list, days. */
const DECIDED_FOR = 7;

const iso = (value: unknown) => sql`to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const deciders = alias(accounts, 'deciders');
const person = z.object({ name: z.string(), email: z.string() });
const common = {
  id: z.uuid(),
  kind: z.enum(APPROVAL_KINDS),
  reason: z.enum(GUARD_REASONS),
  customer: z.string(),
  makerName: z.string(),
  makerEmail: z.string(),
  requestedAt: z.string(),
};
const waitingSchema = z.object({
  ...common,
  lapsesAt: z.string(),
  sealed: z.string(),
  callerCheck: z.enum(CALLER_CHECKED),
  purpose: z.string().nullable(),
  sentence: z.string().nullable(),
  own: z.boolean(),
});
const decidedSchema = z.object({
  ...common,
  state: z.enum(APPROVAL_STATES).exclude(['waiting']),
  by: person.nullable(),
  decidedAt: z.string(),
  word: z.string().nullable(),
  failure: z.string().nullable(),
});

const COMMON = sql`${approvals.id}, ${approvals.kind}, ${approvals.reason}, ${approvals.customer},
  ${accounts.name} AS "makerName", ${accounts.email} AS "makerEmail", ${iso(approvals.requestedAt)} AS "requestedAt"`;

/** Requests that a reader may decide: neither theirs nor of another account with their e-mail. */
function isOthers(reader: { id: string; email: string }): SQL {
  return sql`(${approvals.makerId} <> ${reader.id} AND lower(${accounts.email}) <> lower(${reader.email}))`;
}

const WAITS = sql`${approvals.state} = 'waiting' AND ${approvals.lapsesAt} > now()`;

/** A waiting request; the name of its customer is still to be found. */
type OpenRequest = Omit<WaitingApproval, 'customer'> & { customer: string };

/** What waits, oldest first, {@link MOST} at the most. A request whose values can't be opened is left out, and lapses. */
export async function listWaiting(
  db: Pick<Database, 'execute'>,
  keys: KeyRing,
  reader: { id: string; email: string },
): Promise<OpenRequest[]> {
  const { rows } = await db.execute(sql`
    SELECT ${COMMON}, ${iso(approvals.lapsesAt)} AS "lapsesAt", ${approvals.sealed}, ${approvals.callerCheck} AS "callerCheck",
      ${approvals.purpose}, ${approvals.sentence}, NOT ${isOthers(reader)} AS own
    FROM ${approvals} JOIN ${accounts} ON ${accounts.id} = ${approvals.makerId}
    WHERE ${WAITS} ORDER BY ${approvals.requestedAt} LIMIT ${MOST}`);
  return z
    .array(waitingSchema)
    .parse(rows)
    .flatMap(({ sealed, makerName, makerEmail, ...row }) => {
      const values = opened(keys, row.id, sealed);
      return values === null ? [] : [{ ...row, maker: { name: makerName, email: makerEmail }, ...shown(values) }];
    });
}

function opened(keys: KeyRing, id: string, sealed: string): ApprovalValues | null {
  try {
    return openValues(keys, id, sealed);
  } catch {
    return null;
  }
}

function shown(values: ApprovalValues): Pick<WaitingApproval, 'changes' | 'contact' | 'documents'> {
  if (values.kind === 'link') return { changes: [], contact: values.contact, documents: values.documents ?? [] };
  const changes = (['email', 'phoneNumber'] as const).flatMap((field) => {
    const after = values.wanted[field];
    return after === undefined ? [] : [{ field, before: values.expected[field], after }];
  });
  return { changes, contact: null, documents: [] };
}

/** What was decided or lapsed in the last days, newest first, and what an unknown outcome has. */
export async function listDecided(
  db: Pick<Database, 'execute'>,
): Promise<(Omit<DecidedApproval, 'customer'> & { customer: string })[]> {
  const { rows } = await db.execute(sql`
    SELECT ${COMMON}, ${approvals.state}, ${iso(approvals.decidedAt)} AS "decidedAt", ${approvals.word}, ${approvals.failure},
      CASE WHEN ${deciders.id} IS NOT NULL THEN json_build_object('name', ${deciders.name}, 'email', ${deciders.email}) END AS by
    FROM ${approvals} JOIN ${accounts} ON ${accounts.id} = ${approvals.makerId}
      LEFT JOIN ${accounts} AS deciders ON ${deciders.id} = ${approvals.decidedBy}
    WHERE ${approvals.decidedAt} > now() - make_interval(days => ${sql.raw(String(DECIDED_FOR))})
    ORDER BY ${approvals.decidedAt} DESC LIMIT ${MOST}`);
  return z
    .array(decidedSchema)
    .parse(rows)
    .map(({ makerName, makerEmail, ...row }) => ({ ...row, maker: { name: makerName, email: makerEmail } }));
}

/** How many requests wait for a decision of this reader. */
export async function countWaiting(
  db: Pick<Database, 'execute'>,
  reader: { id: string; email: string },
): Promise<number> {
  const { rows } = await db.execute(sql`
    SELECT count(*) AS waiting FROM ${approvals} JOIN ${accounts} ON ${accounts.id} = ${approvals.makerId}
    WHERE ${WAITS} AND ${isOthers(reader)}`);
  return z.coerce.number().int().parse(rows[0]?.waiting);
}

/** Why this person may not decide a request; `null` when there is none with this id. */
export async function whyClosed(
  db: Pick<Database, 'execute'>,
  id: string,
  reader: { id: string; email: string },
): Promise<Problem | null> {
  const { rows } = await db.execute(sql`
    SELECT ${approvals.state}, ${WAITS} AS waits, ${isOthers(reader)} AS others
    FROM ${approvals} JOIN ${accounts} ON ${accounts.id} = ${approvals.makerId} WHERE ${approvals.id} = ${id}`);
  const [found] = z.array(z.object({ state: z.string(), waits: z.boolean(), others: z.boolean() })).parse(rows);
  if (found === undefined) return null;
  if (!found.others) return { code: 'own_request' };
  if (found.state === 'lapsed' || (found.state === 'waiting' && !found.waits)) return { code: 'request_lapsed' };
  return { code: found.waits ? 'maker_may_not' : 'decided_already' };
}
