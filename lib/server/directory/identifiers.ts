import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Unreadable } from '../../contracts/customer';
import { customerIdentifiers, db, directoryCustomers } from '../db/public';
import { env } from '../env';
import { describeError, log } from '../log';

/** The contact under which Sentinel knows a customer. Without either field the customer can't be looked up. */
export interface Identifiers {
  uuid: string;
  email: string | null;
  phoneNumber: string | null;
}

/** `seen_at` is refreshed daily at most, so that showing the same page twice writes nothing. */
const REFRESH_AFTER_HOURS = 24;

const knownSchema = z.object({
  email: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  forgotten: z.boolean(),
});

/**
 * Remembers the contacts that a list, look-up or detail answer showed: uuid, e-mail, phone and when, nothing else
 * (`docs/decisions.md`, 4). One statement for a whole page; rows without a contact leave the known one in place, and an
 * e-mail or phone that could not be read leaves the known one as well.
 */
export async function rememberIdentifiers(seen: readonly SeenContact[]): Promise<void> {
  await remember(
    seen.filter((one) => !isPartlyUnreadable(one)),
    false,
  );
  await remember(seen.filter(isPartlyUnreadable), true);
}

type SeenContact = Identifiers & { unreadable?: readonly Unreadable[] };

function isPartlyUnreadable({ unreadable = [] }: SeenContact): boolean {
  return unreadable.some(({ field }) => field === 'email' || field === 'phoneNumber');
}

async function remember(seen: readonly Identifiers[], keepMissing: boolean): Promise<void> {
  // A page that shifts during the walk may show a customer twice, and one statement can't touch a row twice.
  const unique = new Map(seen.filter(canBeKept).map((one) => [one.uuid, one]));
  // One order everywhere, or two pages with the same customers would lock their rows crosswise.
  const rows = [...unique.values()].sort((one, other) => (one.uuid < other.uuid ? -1 : 1));
  if (rows.length === 0) return;
  const { email, phone, seenAt } = customerIdentifiers;
  const given = keepMissing ? sql`coalesce(excluded.email, ${email})` : sql`excluded.email`;
  const givenPhone = keepMissing ? sql`coalesce(excluded.phone, ${phone})` : sql`excluded.phone`;
  await db()
    .insert(customerIdentifiers)
    .values(rows.map((one) => ({ uuid: one.uuid, email: one.email, phone: one.phoneNumber })))
    .onConflictDoUpdate({
      target: customerIdentifiers.uuid,
      set: { email: given, phone: givenPhone, seenAt: sql`now()` },
      setWhere: sql`(${email}, ${phone}) IS DISTINCT FROM (${given}, ${givenPhone})
        OR ${seenAt} < now() - make_interval(hours => ${REFRESH_AFTER_HOURS})`,
    });
}

/**
 * The contacts under which Sentinel knew a customer, the newest first and each once. They come from the directory's row
 * and from the last answer that showed the customer, and usually are the same. With `DIRECTORY=off` the directory isn't
 * read.
 *
 * A contact that is older than {@link forgetIdentifiers} is left out, the directory's too.
 */
export async function findContacts(uuid: string): Promise<Identifiers[]> {
  const answers = sql`SELECT email, phone AS "phoneNumber", seen_at AS at, email IS NULL AND phone IS NULL AS forgotten
    FROM ${customerIdentifiers} WHERE uuid = ${uuid}`;
  const everything = sql`${answers} UNION ALL SELECT email, phone, read_at, false FROM ${directoryCustomers}
    WHERE uuid = ${uuid} ORDER BY at DESC`;
  const { rows } =
    env().DIRECTORY === 'off'
      ? await db().execute(answers)
      : await db()
          .execute(everything)
          .catch(async (error) => {
            // A directory that can't be read must not keep a customer shut whom an earlier answer showed.
            log().error({ event: 'directory', ...describeError(error) });
            return await db().execute(answers);
          });
  const known = z.array(knownSchema).parse(rows);
  const end = known.findIndex(({ forgotten }) => forgotten);
  const contacts = known
    .slice(0, end === -1 ? known.length : end)
    .filter(({ email, phoneNumber }) => email !== null || phoneNumber !== null)
    .map(({ email, phoneNumber }) => ({ uuid, email, phoneNumber }));
  return contacts.filter((one, index) => contacts.findIndex((other) => isSameContact(one, other)) === index);
}

export function isSameContact(one: Identifiers, other: Identifiers): boolean {
  return one.email === other.email && one.phoneNumber === other.phoneNumber;
}

/** For a contact that led to another customer: the desk stops using every contact that it has known up to now. */
export async function forgetIdentifiers(uuid: string): Promise<void> {
  const nothing = { email: null, phone: null };
  await db()
    .insert(customerIdentifiers)
    .values({ uuid, ...nothing })
    .onConflictDoUpdate({ target: customerIdentifiers.uuid, set: { ...nothing, seenAt: sql`now()` } });
}

/** Without either field there is nothing to look up by. Postgres stores no NUL, which the vendor's JSON may hold. */
function canBeKept({ email, phoneNumber }: Identifiers): boolean {
  return (email !== null || phoneNumber !== null) && !`${email}${phoneNumber}`.includes('\u0000');
}
