import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { ROLES } from '../../access';
import type { AccountEntry } from '../../contracts/accounts';
import { accountLinks, accounts, type Database, sessions } from '../db/public';
import { alive } from './sessions';

const entrySchema = z.object({
  id: z.uuid(),
  kind: z.enum(['local', 'sso']),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  disabledAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  hasPassword: z.boolean(),
  secondFactor: z.boolean(),
  passkeys: z.int(),
  linkUntil: z.iso.datetime().nullable(),
  sessions: z.coerce.number().int(),
  lastSeenAt: z.iso.datetime().nullable(),
});

/** Every account with the facts that an administrator decides by, sorted by e-mail; no hash, no secret. */
export async function listAccountEntries(db: Pick<Database, 'execute'>): Promise<AccountEntry[]> {
  // Text in the form of the contracts, because drizzle passes times of raw SQL on as Postgres writes them.
  const iso = (value: unknown) => sql`to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const { rows } = await db.execute(sql`
    SELECT ${accounts.id}, ${accounts.kind}, ${accounts.email}, ${accounts.name}, ${accounts.role},
      ${iso(accounts.disabledAt)} AS "disabledAt", ${iso(accounts.createdAt)} AS "createdAt",
      ${accounts.passwordHash} IS NOT NULL AS "hasPassword", ${accounts.totpSecret} IS NOT NULL AS "secondFactor",
      ${accounts.passkeys},
      (SELECT ${iso(sql`max(${accountLinks.expiresAt})`)} FROM ${accountLinks}
        WHERE ${accountLinks.accountId} = ${accounts.id} AND ${accountLinks.usedAt} IS NULL
          AND ${accountLinks.expiresAt} > now()) AS "linkUntil",
      (SELECT count(*) FROM ${sessions} WHERE ${sessions.accountId} = ${accounts.id} AND ${alive()}) AS sessions,
      (SELECT ${iso(sql`max(${sessions.lastSeenAt})`)} FROM ${sessions} WHERE ${sessions.accountId} = ${accounts.id})
        AS "lastSeenAt"
    FROM ${accounts} ORDER BY ${accounts.email}, ${accounts.kind}`);
  return z.array(entrySchema).parse(rows);
}
