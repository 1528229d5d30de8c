import 'server-only';
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Role } from '../../access';
import {
  AT_ONCE,
  BUDGET_WINDOWS,
  BUDGETS,
  type Budget,
  type BudgetNote,
  type BudgetWindow,
  type LeasedWork,
} from '../../contracts/budgets';
import { customerKey } from '../../writing/uuids';
import { auditKeys, fingerprint } from '../audit/public';
import { type Database, db } from '../db/public';
import { limitsOf } from './limits';

/** How long a lease lasts without being renewed, seconds: as long as a replica that died keeps a place taken. */
export const LEASE_SECONDS = 60;

/** What an action spends: amounts of budgets. `customer` makes it spend of the day's different customers as well. */
export interface Ask {
  budgets: readonly { budget: Budget; amount: number }[];
  customer?: string | undefined;
  work?: LeasedWork | undefined;
}

export interface Spending {
  account: string;
  role: Role;
  ask: Ask;
  /** The id of the lease, where the work takes one. The process chooses it: an answer that got lost must not hide it. */
  lease?: string;
}

/** Came back whole: `spent`. `refused`: nothing was spent. `busy`: the person has as much of this work as they may. */
export type Verdict =
  | { kind: 'spent'; at: string; near: BudgetNote | null }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'busy'; until: string };

export interface Refusal {
  budget: Budget;
  window: BudgetWindow;
  limit: number;
  /** What is left of the budget; less than the action needs. */
  left: number;
  /** When the window ends, ISO 8601. */
  until: string;
  /** The first refusal of this window: it is recorded, and raises an alert. */
  isFirst: boolean;
  /** Seconds until then, by the database's clock. */
  seconds: number;
}

const window = z
  .int()
  .min(1)
  .max(3)
  .transform((part): BudgetWindow => BUDGET_WINDOWS[part - 1] ?? 'day');
const moment = z.string().transform((text) => new Date(text).toISOString());
const verdictSchema = z.object({
  at: moment,
  near: z.object({ budget: z.enum(BUDGETS), window, spent: z.number(), limit: z.number(), until: moment }).nullish(),
  refused: z
    .object({
      ...{ budget: z.enum(BUDGETS), window, limit: z.number(), left: z.number() },
      ...{ until: moment, isFirst: z.boolean() },
    })
    .optional(),
  busyUntil: moment.optional(),
});

/**
 * The call of the function that spends, for a statement that goes to the database anyway.
 * @returns `null` when nothing that is asked for has a limit
 */
export function spendStatement({
  account,
  role,
  ask,
  lease: id = randomUUID(),
}: Spending): { text: string; values: unknown[] } | null {
  const { budgets, customer, work } = ask;
  // `customers` last: every action locks the meters in the same order.
  const all = [...budgets, ...(customer === undefined ? [] : [{ budget: 'customers' as const, amount: 1 }])];
  const asks = all.flatMap(({ budget, amount }) => {
    const limits = limitsOf(role, budget);
    return limits === null ? [] : [{ budget, amount, limits }];
  });
  if (asks.length === 0 && work === undefined) return null;
  const lease = work === undefined ? null : { id, work, most: AT_ONCE[work], seconds: LEASE_SECONDS };
  return {
    text: 'budget_spend($1::uuid, $2::jsonb, $3::bytea, $4::jsonb)',
    values: [
      account,
      JSON.stringify(asks),
      customer === undefined ? null : customerHash(account, customer),
      lease === null ? null : JSON.stringify(lease),
    ],
  };
}

/**
 * Which customer it was, for counting different ones. Keyed, and another hash for each person: the table tells nobody
 * who was looked at, nor that two people looked at the same customer.
 */
function customerHash(account: string, customer: string): Buffer {
  const one = customerKey(customer);
  return Buffer.from(fingerprint(auditKeys().current, `budget:${account}:${one}`), 'base64url').subarray(0, 16);
}

/** Spends by a statement of its own. @throws what the database throws: then nothing may be done */
export async function spend(spending: Spending, database: Database = db()): Promise<Verdict | null> {
  const call = spendStatement(spending);
  if (call === null) return null;
  const { text, values } = call;
  const { rows } = await database.$client.query({ name: 'budget-spend', text: `SELECT ${text} AS verdict`, values });
  return readVerdict(rows[0]?.verdict);
}

/** Parses what the function returned. */
export function readVerdict(given: unknown): Verdict {
  const { at, near, refused, busyUntil } = verdictSchema.parse(given);
  if (busyUntil !== undefined) return { kind: 'busy', until: busyUntil };
  if (refused === undefined) return { kind: 'spent', at, near: near ?? null };
  const seconds = Math.max(1, Math.ceil((Date.parse(refused.until) - Date.parse(at)) / 1_000));
  return { kind: 'refused', refusal: { ...refused, seconds } };
}

/**
 * Gives back what was spent and not used: rows of a file that broke off. Windows that have begun since stay as they are.
 * @param at when it was spent
 */
export async function giveBack(account: string, budget: Budget, amount: number, at: string): Promise<void> {
  if (amount <= 0) return;
  await db().$client.query({
    name: 'budget-give-back',
    text: `UPDATE budget_meters SET spent = (
        SELECT array_agg(CASE WHEN began <= $4::timestamptz THEN greatest(0, had - $3::bigint) ELSE had END ORDER BY place)
        FROM unnest(started, spent) WITH ORDINALITY AS part(began, had, place))
      WHERE account_id = $1::uuid AND budget = $2::text`,
    values: [account, budget, amount, at],
  });
}
