import 'server-only';
import { eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import { can, type Permission, ROLES, type Role } from '../../access';
import {
  APPROVAL_KINDS,
  type ApprovalEnd,
  type ApprovalKind,
  CALLER_CHECKED,
  type CallerChecked,
} from '../../contracts/approvals';
import { accounts, approvals, type Database } from '../db/public';
import { type ApprovalValues, openValues } from './request';
import { type ApprovalScope, changeAndTell } from './transaction';

/** What a maker needs to be allowed, still, when a colleague approves. */
const PERMISSION_OF: Record<ApprovalKind, Permission> = { correction: 'contact:edit', link: 'link:create' };

/** A request whose effect was approved. */
export interface Begun {
  id: string;
  kind: ApprovalKind;
  customer: string;
  makerId: string;
  callerCheck: CallerChecked;
}

const begunSchema = z.object({
  id: z.uuid(),
  kind: z.enum(APPROVAL_KINDS),
  customer: z.string(),
  makerId: z.uuid(),
  callerCheck: z.enum(CALLER_CHECKED),
});
const grantedSchema = begunSchema.extend({ sealed: z.string() });

const BEGUN = sql`${approvals.id}, ${approvals.kind}, ${approvals.customer}, ${approvals.makerId} AS "makerId",
  ${approvals.callerCheck} AS "callerCheck"`;

/** Where a person may decide: the request waits, is in time, and is neither theirs nor that of another account of theirs. */
function mayDecide(id: string, by: { id: string; email: string }) {
  return sql`${approvals.id} = ${id} AND ${approvals.state} = 'waiting' AND ${approvals.lapsesAt} > now()
    AND ${approvals.makerId} <> ${by.id} AND ${accounts.id} = ${approvals.makerId}
    AND lower(${accounts.email}) <> lower(${by.email})`;
}

/**
 * Approves a request: takes it, in one statement that one colleague alone can win, and removes its values from the
 * database. A correction is in state `approving` from here on, and must be written now; a link waits for its maker.
 *
 * @returns `null` when nobody may decide the request, or this person may not, or its maker may no longer do it
 *   (`whyClosed`)
 * @throws TrailUnavailable: it still waits
 */
export async function grantRequest(
  scope: ApprovalScope,
  id: string,
  by: { id: string; email: string },
): Promise<(Begun & { values: ApprovalValues; sealed: string }) | null> {
  const still = (kind: ApprovalKind) => {
    const roles = ROLES.filter((role: Role) => can({ role }, PERMISSION_OF[kind])).map((role) => sql`${role}`);
    return sql`(${approvals.kind} = ${kind} AND ${accounts.role} IN (${sql.join(roles, sql`, `)}))`;
  };
  return await changeAndTell(scope, async (tx, tell) => {
    const { rows } = await tx.execute(sql`
      WITH taken AS (
        SELECT ${approvals.id} AS id, ${approvals.sealed} AS sealed FROM ${approvals}, ${accounts}
        WHERE ${mayDecide(id, by)} AND ${accounts.disabledAt} IS NULL AND (${still('correction')} OR ${still('link')})
        FOR UPDATE OF ${approvals}
      )
      UPDATE ${approvals} SET state = CASE kind WHEN 'link' THEN 'approved' ELSE 'approving' END, sealed = NULL,
        decided_by = ${by.id}, decided_at = now(), begun_at = now()
      FROM taken WHERE ${approvals.id} = taken.id
      RETURNING ${BEGUN}, taken.sealed`);
    const [granted] = z.array(grantedSchema).parse(rows);
    if (granted === undefined) return null;
    // Before the commit: a request whose values can't be opened any more goes on waiting, and lapses.
    const values = openValues(scope.trail.keys, id, granted.sealed);
    const { kind: what, customer, makerId: maker } = granted;
    tell('customer.approval-granted', { approval: id, what, maker }, customer);
    return { ...granted, values };
  });
}

/**
 * Declines a request. Its values are removed.
 *
 * @returns whether this person declined it; else `whyClosed` tells why not
 * @throws TrailUnavailable: it still waits
 */
export async function declineRequest(
  scope: ApprovalScope,
  id: string,
  by: { id: string; email: string },
  word: string,
): Promise<boolean> {
  return await changeAndTell(scope, async (tx, tell) => {
    const { rows } = await tx.execute(sql`
      UPDATE ${approvals} SET state = 'declined', sealed = NULL, decided_by = ${by.id}, decided_at = now(), word = ${word}
      FROM ${accounts} WHERE ${mayDecide(id, by)} RETURNING ${BEGUN}`);
    const [declined] = z.array(begunSchema).parse(rows);
    if (declined === undefined) return false;
    const { kind: what, customer, makerId: maker } = declined;
    tell('customer.approval-declined', { approval: id, what, maker, word }, customer);
    return true;
  });
}

/**
 * Takes an approved link for its maker, once: of two attempts one wins.
 * @param prints the fingerprints of the link as it would be made now: another contact needs another approval
 */
export async function beginLink(
  db: Pick<Database, 'execute'>,
  { customer, makerId, prints }: { customer: string; makerId: string; prints: readonly string[] },
): Promise<Begun | null> {
  const { rows } = await db.execute(sql`
    UPDATE ${approvals} SET state = 'approving', begun_at = now()
    WHERE ${approvals.id} = (
      SELECT id FROM ${approvals} WHERE ${approvals.customer} = ${customer} AND ${approvals.makerId} = ${makerId}
        AND ${approvals.kind} = 'link' AND ${approvals.fingerprint} = ANY(${sql.param([...prints])}::text[]) AND ${approvals.state} = 'approved'
        AND ${approvals.lapsesAt} > now()
      ORDER BY ${approvals.requestedAt} LIMIT 1 FOR UPDATE)
    RETURNING ${BEGUN}`);
  return z.array(begunSchema).parse(rows)[0] ?? null;
}

/**
 * Says how an approved effect ended. A request whose outcome was called unknown meanwhile takes the later word.
 * @throws TrailUnavailable: the request stays in `approving`, and its outcome becomes unknown
 */
export async function endRequest(
  scope: ApprovalScope,
  { id, kind, customer }: Begun,
  as: Exclude<ApprovalEnd, 'lapsed'>,
  failure?: string,
): Promise<void> {
  await changeAndTell(scope, async (tx, tell) => {
    const { rowCount } = await tx
      .update(approvals)
      .set({ state: as, failure: failure ?? null })
      .where(
        sql`${approvals.id} = ${id} AND ${approvals.state} IN ('approving', 'unknown') AND ${approvals.state} <> ${as}`,
      );
    if (rowCount === 0) return;
    tell(
      'customer.approval-ended',
      { approval: id, what: kind, as, ...(failure !== undefined && { failure }) },
      customer,
    );
  });
}

/** Lets a request wait again whose effect certainly did not happen, so that it can be tried once more. */
export async function takeBackRequest(db: Database, { id, kind }: Begun, sealed: string | null): Promise<void> {
  await db
    .update(approvals)
    .set(
      kind === 'link'
        ? { state: 'approved' }
        : { state: 'waiting', sealed, decidedBy: null, decidedAt: null, begunAt: null },
    )
    .where(sql`${eq(approvals.id, id)} AND ${approvals.state} = 'approving'`);
}
