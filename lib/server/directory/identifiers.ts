import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Unreadable } from '../../contracts/customer';
import { readUuid } from '../../writing/uuids';
import { customerIdentifiers, customerRefusals, type Database, db } from '../db/public';
import { env } from '../env';
import { describeError, log } from '../log';
import { SHOWN_COLUMNS, type ShownColumns, shownSchema } from './columns';
import { sql as fragment, NOTHING, placed, type Sql, type Statement, statement, value } from './sql';
import { REFRESH_AFTER_MINUTES } from './store';
import { written } from './written';

/** The contact under which Sentinel knows a customer. Without either field the customer can't be looked up. */
export interface Identifiers {
  uuid: string;
  email: string | null;
  phoneNumber: string | null;
  /** An e-mail address that led to another customer. An answer that names it opens nothing. */
  refusedEmail?: string;
}

/** What the desk knows of the ways to a customer. */
export interface KnownContacts {
  /** The newest first, each once. */
  contacts: Identifiers[];
  /** The known contact led to another customer, and Sentinel's list has not been read since. */
  isRefused: boolean;
}

/** The contacts, and the two rows that they come from. */
export interface KnownCustomer extends KnownContacts {
  /** The contact that the last answer showed, where it need not be written again. */
  remembered: Pick<Identifiers, 'email' | 'phoneNumber'> | null;
  /** The directory's row; `null` where the directory is off, can't be read or lacks the customer. */
  shown: ShownColumns | null;
  /** The fingerprints of the row's document numbers, where the row need not be written again. */
  documentKeys: string[] | null;
}

/** `seen_at` is refreshed daily at most, so that showing the same page twice writes nothing. */
const REFRESH_AFTER_HOURS = 24;

const knownSchema = z.object({
  email: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  isFresh: z.boolean(),
  refusedEmail: z.string().nullable(),
  isRefusal: z.boolean(),
  shown: shownSchema.extend({ documentKeys: z.array(z.string()) }).nullable(),
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
  const column = (values: (string | null)[]) => sql`${sql.param(values)}::text[]`;
  const contactOf = (row: 'given' | 'excluded') => {
    const [email, phone] = [sql.raw(`${row}.email`), sql.raw(`${row}.phone`)];
    return keepMissing
      ? sql`coalesce(${email}, known.email), coalesce(${phone}, known.phone)`
      : sql`${email}, ${phone}`;
  };
  const isNews = (row: 'given' | 'excluded') => sql`(known.email, known.phone) IS DISTINCT FROM (${contactOf(row)})
    OR known.seen_at < now() - make_interval(hours => ${REFRESH_AFTER_HOURS})`;
  // ON CONFLICT locks every row that it meets, also one that it leaves as it is. So only rows with news come to it.
  await db().execute(sql`INSERT INTO ${customerIdentifiers} AS known (uuid, email, phone)
    SELECT given.uuid, given.email, given.phone
    FROM unnest(${column(rows.map((one) => one.uuid))}, ${column(rows.map((one) => one.email))},
      ${column(rows.map((one) => one.phoneNumber))}) AS given(uuid, email, phone)
    LEFT JOIN ${customerIdentifiers} AS known USING (uuid)
    WHERE known.uuid IS NULL OR ${isNews('given')}
    ORDER BY given.uuid
    ON CONFLICT (uuid) DO UPDATE SET (email, phone, seen_at) = (SELECT ${contactOf('excluded')}, now())
    WHERE ${isNews('excluded')}`);
}

/**
 * The contacts under which Sentinel knew a customer. They come from the directory's row and from the last answer that
 * showed the customer, and usually are the same. With `DIRECTORY=off` the directory isn't read.
 *
 * Contacts that are older than a refusal ({@link refuseContact}) are left out, the directory's too.
 */
export async function findContacts(uuid: string): Promise<KnownContacts> {
  const { contacts, isRefused } = (await findKnownBeside(uuid, null)).known;
  return { contacts, isRefused };
}

/**
 * The same and the directory's row, in one trip with a call that the caller makes of the database in any case.
 * @param call an expression of type jsonb, such as a call of a function. It is made once
 * @returns what the call returned, beside the customer
 */
export async function findKnownBeside(
  uuid: string,
  call: Statement | null,
): Promise<{ known: KnownCustomer; returned: unknown }> {
  const of = value(uuid, 'text');
  const beside = call === null ? NOTHING : fragment` UNION ALL ${calling(placed(call))}`;
  const name = call === null ? 'known' : 'known-and-called';
  const everything = {
    name: `${name}-customer`,
    ...statement(fragment`${inAnswers(of)} UNION ALL ${inDirectory(of)}${beside} ORDER BY at DESC`),
  };
  const answers = { name: `${name}-contacts`, ...statement(fragment`${inAnswers(of)}${beside}`) };
  const pool = db().$client;
  const { rows } =
    env().DIRECTORY === 'off'
      ? await pool.query(answers)
      : await pool.query(everything).catch(async (error) => {
          // A directory that can't be read must not keep a customer shut whom an earlier answer showed.
          log().error({ event: 'directory', ...describeError(error) });
          return await pool.query(answers);
        });
  const called = rows.find(({ isCall }) => isCall === true);
  const known = z.array(knownSchema).parse(rows.filter((one) => one !== called));
  return { known: toKnown(uuid, known), returned: called?.shown };
}

function toKnown(uuid: string, known: z.infer<typeof knownSchema>[]): KnownCustomer {
  const row = known.find(({ shown }) => shown !== null);
  const { shown, documentKeys } = apart(row?.shown ?? null);
  const refusal = known.findIndex(({ isRefusal }) => isRefusal);
  const contacts = known
    .slice(0, refusal === -1 ? known.length : refusal + 1)
    .filter(({ email, phoneNumber }) => email !== null || phoneNumber !== null)
    .map(({ email, phoneNumber, refusedEmail }) => ({
      ...{ uuid, email, phoneNumber },
      ...(refusedEmail !== null && { refusedEmail }),
    }));
  return {
    contacts: contacts.filter((one, index) => contacts.findIndex((other) => isSameContact(one, other)) === index),
    isRefused: contacts.length === 0 && refusal !== -1,
    remembered: known.find(({ shown, isFresh }) => shown === null && isFresh) ?? null,
    shown,
    documentKeys: row?.isFresh ? documentKeys : null,
  };
}

function apart(row: z.infer<typeof knownSchema>['shown']): Pick<KnownCustomer, 'shown' | 'documentKeys'> {
  if (row === null) return { shown: null, documentKeys: null };
  const { documentKeys, ...shown } = row;
  return { shown, documentKeys };
}

const inAnswers = (uuid: Sql) => fragment`SELECT known.email, known.phone AS "phoneNumber", known.seen_at AS at,
    known.seen_at > now() - make_interval(hours => ${REFRESH_AFTER_HOURS}) AS "isFresh",
    refused.email AS "refusedEmail", refused.uuid IS NOT NULL AS "isRefusal", NULL::jsonb AS shown,
    false AS "isCall"
  FROM customer_identifiers AS known LEFT JOIN customer_refusals AS refused
    ON refused.uuid = known.uuid AND refused.refused_at >= known.seen_at
  WHERE known.uuid = ${uuid}`;

const inDirectory = (uuid: Sql) => fragment`SELECT email, phone, read_at,
    read_at > now() - make_interval(mins => ${REFRESH_AFTER_MINUTES}) AND seen_walk = (SELECT walk FROM directory_sync),
    NULL, false,
    (SELECT to_jsonb(one) FROM (SELECT ${SHOWN_COLUMNS}, document_keys::text[] AS "documentKeys") AS one), false
  FROM directory_customers WHERE uuid = ${uuid}`;

/** A row of its own, so that the call is made once whatever is known of the customer. */
const calling = (call: Sql) => fragment`SELECT NULL, NULL, NULL, false, NULL, false, ${call}, true`;

/**
 * A uuid as the vendor writes it, found in any case; as it was given where the desk knows no such customer, or where it
 * is another kind of key.
 */
export async function storedUuid(given: string): Promise<string> {
  const lowerCase = readUuid(given);
  // An answer of the last minute had this very writing.
  if (lowerCase === null || written().knows(given)) return given;
  const [as, lower, upper] = [
    value(given, 'text'),
    value(lowerCase, 'text'),
    value(lowerCase.toUpperCase(), 'text'),
  ] as const;
  const answers = fragment`SELECT uuid, 2 AS place FROM customer_identifiers WHERE uuid IN (${as}, ${lower}, ${upper})`;
  const directory = fragment`SELECT uuid, 1 AS place FROM directory_customers
    WHERE uuid = ${lower} OR (uuid <> lower(uuid) AND lower(uuid) = ${lower})`;
  const isOff = env().DIRECTORY === 'off';
  const known = isOff ? answers : fragment`${directory} UNION ALL ${answers}`;
  const found = fragment`SELECT uuid FROM (${known}) AS known ORDER BY place, uuid <> ${as} LIMIT 1`;
  const { rows } = await db()
    .$client.query({ name: isOff ? 'stored-uuid-in-answers' : 'stored-uuid', ...statement(found) })
    .catch((error) => {
      // Only the case of a uuid is lost. Asking for the customer tells what is wrong.
      log().error({ event: 'directory', ...describeError(error) });
      return { rows: [] };
    });
  return z.array(z.object({ uuid: z.string() })).parse(rows)[0]?.uuid ?? given;
}

export function isSameContact(one: Identifiers, other: Identifiers): boolean {
  return one.email === other.email && one.phoneNumber === other.phoneNumber;
}

/** Refused contacts are personal data, and by then the directory has read Sentinel's list many times. */
const KEPT_DAYS = 30;

/** Removes refusals that are older than {@link KEPT_DAYS}. */
export async function pruneRefusals(database: Pick<Database, 'execute'>): Promise<void> {
  await database.execute(sql`DELETE FROM ${customerRefusals}
    WHERE refused_at < now() - make_interval(days => ${KEPT_DAYS})`);
}

/**
 * Notes that a contact leads to another customer, or to none. The vendor matches the e-mail address first, so the
 * address is given up and the phone number stays; a phone number alone is given up. Other contacts that the desk has
 * known up to now are given up too. What Sentinel's list says afterwards counts again.
 */
export async function refuseContact({ uuid, email, phoneNumber, refusedEmail }: Identifiers): Promise<void> {
  // The next list must write the contact again, also when the list says what it said before.
  written().clear();
  const phone = email === null ? null : phoneNumber;
  // One statement, so that both rows carry one moment.
  await db().execute(sql`WITH left_over AS (
      INSERT INTO ${customerIdentifiers} (uuid, email, phone) VALUES (${uuid}, NULL, ${phone})
      ON CONFLICT (uuid) DO UPDATE SET email = NULL, phone = excluded.phone, seen_at = now())
    INSERT INTO ${customerRefusals} (uuid, email) VALUES (${uuid}, ${email ?? refusedEmail ?? null})
    ON CONFLICT (uuid) DO UPDATE SET email = excluded.email, refused_at = now()`);
}

/** Without either field there is nothing to look up by. Postgres stores no NUL, which the vendor's JSON may hold. */
function canBeKept({ email, phoneNumber }: Identifiers): boolean {
  return (email !== null || phoneNumber !== null) && !`${email}${phoneNumber}`.includes('\u0000');
}
