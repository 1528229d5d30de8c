import 'server-only';
import { eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import { customerIdentifiers, db } from '../db/public';

/** Under which contact Sentinel knows a customer. At least one of the two, or the customer can't be looked up. */
export interface Identifiers {
  uuid: string;
  email: string | null;
  phoneNumber: string | null;
}

/** `seen_at` is refreshed daily at the most, so that showing the same page twice writes nothing. */
const REFRESH_AFTER_HOURS = 24;

const rowSchema = z.object({ uuid: z.string(), email: z.string().nullable(), phoneNumber: z.string().nullable() });

/**
 * Remembers what a list, look-up or detail answer showed: uuid, e-mail, phone and when; nothing else
 * (architecture.md, decision 4). One statement for a whole page; rows without a contact are left as they are known.
 */
export async function rememberIdentifiers(seen: readonly Identifiers[]): Promise<void> {
  // A page that shifts under us may show a customer twice, and one statement can't touch a row twice.
  const unique = new Map(seen.filter(canBeKept).map((one) => [one.uuid, one]));
  // In one order everywhere: two pages that share customers would otherwise lock their rows crosswise.
  const rows = [...unique.values()].sort((one, other) => (one.uuid < other.uuid ? -1 : 1));
  if (rows.length === 0) return;
  const { email, phone, seenAt } = customerIdentifiers;
  await db()
    .insert(customerIdentifiers)
    .values(rows.map((one) => ({ uuid: one.uuid, email: one.email, phone: one.phoneNumber })))
    .onConflictDoUpdate({
      target: customerIdentifiers.uuid,
      set: { email: sql`excluded.email`, phone: sql`excluded.phone`, seenAt: sql`now()` },
      setWhere: sql`(${email}, ${phone}) IS DISTINCT FROM (excluded.email, excluded.phone)
        OR ${seenAt} < now() - make_interval(hours => ${REFRESH_AFTER_HOURS})`,
    });
}

export async function findIdentifiers(uuid: string): Promise<Identifiers | null> {
  const [row] = await db()
    .select({
      uuid: customerIdentifiers.uuid,
      email: customerIdentifiers.email,
      phoneNumber: customerIdentifiers.phone,
    })
    .from(customerIdentifiers)
    .where(eq(customerIdentifiers.uuid, uuid));
  return row ? rowSchema.parse(row) : null;
}

/** After they led to another person: the next attempt walks the list for the current ones. */
export async function forgetIdentifiers(uuid: string): Promise<void> {
  await db().delete(customerIdentifiers).where(eq(customerIdentifiers.uuid, uuid));
}

/** With neither there is nothing to look up by; and Postgres keeps no NUL in a text, which the vendor's JSON may hold. */
function canBeKept({ email, phoneNumber }: Identifiers): boolean {
  return (email !== null || phoneNumber !== null) && !`${email}${phoneNumber}`.includes('\u0000');
}
