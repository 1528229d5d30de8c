import 'server-only';
import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import { accountEmail } from '../../writing/contacts';
import { type Database, signInFailures } from '../db/public';
import { networkOf } from '../network-address';

/**
 * Slows down guesses. Who is counted depends on what the attempt shows (`docs/security.md`, "Limits of sign-in"):
 *
 * - A browser in which this person has signed in before has a count of its own. Strangers cannot reach it, so they cannot
 *   lock the owner out there.
 * - Every other browser is a stranger: the pair (e-mail, address), the e-mail from any address, the address and its
 *   network are counted. The address counts stop one client that tries many e-mails.
 * - A step-up counts by session alone. A stranger's failures never count against it.
 *
 * The weak half: a botnet with many addresses still keeps the owner out of browsers that don't know them, a minute at a
 * time. A one-time link helps then, because a right link is judged before any count. Unknown e-mails are treated alike: a
 * lock tells nothing.
 */
interface Rule {
  /** Failures in a row that begin a lock. Each further failure doubles it. */
  after: number;
  firstSeconds: number;
  longestSeconds: number;
  /** Failures this old no longer count as "in a row", minutes. */
  forgetAfter: number;
  /** Whether a success ends the count. It never ends those that count many people: one account must not clear them. */
  endsWithSuccess: boolean;
}

const DAY = 24 * 60;
const OWN: Rule = { after: 5, firstSeconds: 60, longestSeconds: 3_600, forgetAfter: DAY, endsWithSuccess: true };
/** Never longer than a minute, because this lock can be turned against the owner of the e-mail. */
const EMAIL: Rule = { ...OWN, after: 25, longestSeconds: 60 };
/** People behind one address who mistype in browsers that don't know them. Their known browsers don't count here. */
const ADDRESS: Rule = { after: 20, firstSeconds: 60, longestSeconds: 900, forgetAfter: 60, endsWithSuccess: false };
const NETWORK: Rule = { ...ADDRESS, after: 60 };
const LINKS: Rule = { ...OWN, endsWithSuccess: false };
const LINKS_OF_NETWORK: Rule = { ...LINKS, after: 20 };
/** Doubling ends long before the numbers do. */
const DOUBLINGS = 12;

/** One count: the two parts of its row's key, and its rule. */
interface Counter {
  who: string;
  place: string;
  rule: Rule;
}

/** An attempt that may be judged. It counts as failed until {@link forgetFailures} or {@link takeBack}. */
export interface Admitted {
  /** Whether this attempt began a lock. */
  locks: boolean;
  counted: (Counter & { locks: boolean })[];
}

export interface Attempt {
  email: string;
  /** The client's address in canonical writing; `null` when there is none to believe. */
  address: string | null;
  /** The browser in which the owner of the e-mail has signed in before (`known-browser.ts`); `null` for a stranger. */
  browser: string | null;
}

/**
 * Counts a sign-in as failed before it is judged, so that parallel attempts all count. A success ends the count
 * ({@link forgetFailures}).
 *
 * @returns `null` while a lock lasts: the attempt must not be judged, and counts nowhere
 */
export async function admitAttempt(db: Database, { email, address, browser }: Attempt): Promise<Admitted | null> {
  const who = digest(accountEmail(email));
  if (browser !== null) return await admit(db, [{ who, place: `browser:${digest(browser)}`, rule: OWN }]);
  const from = address ?? UNKNOWN_ADDRESS;
  return await admit(db, [
    { who, place: digest(from), rule: OWN },
    { who, place: ANY_ADDRESS, rule: EMAIL },
    ...ofAddress('', address, ADDRESS, NETWORK),
  ]);
}

/** As {@link admitAttempt}, for a step-up. */
export async function admitProof(db: Database, sessionId: string): Promise<Admitted | null> {
  return await admit(db, [{ who: 'session', place: digest(sessionId), rule: OWN }]);
}

/**
 * Counts a wrong one-time link. The token's 256 bits cannot be guessed: the count only bounds what a stranger may ask for.
 * A right link must be judged before this, because a stranger must not keep a new colleague out.
 *
 * @returns whether the link may be answered as wrong; else the client asks too often
 */
export async function admitWrongLink(db: Database, address: string | null): Promise<boolean> {
  return (await admit(db, ofAddress('links-', address, LINKS, LINKS_OF_NETWORK))) !== null;
}

/**
 * Takes back one attempt: its password was right and the code is still to come, or it was refused for load. Takes back
 * only that attempt, because else an attacker who knows the password could clear their wrong codes with it. A lock goes if
 * this attempt began it: no other attempt has been judged since.
 */
export async function takeBack(db: Database, { counted }: Pick<Admitted, 'counted'>): Promise<void> {
  if (counted.length === 0) return;
  await db.execute(sql`
    WITH taken (who, place, locks) AS (VALUES ${rows(counted.map(({ who, place, locks }) => sql`(${who}, ${place}, ${locks}::boolean)`))}),
    mine AS (
      SELECT ${signInFailures.emailHash} AS who, ${signInFailures.addressHash} AS place, locks
      FROM ${signInFailures} JOIN taken ON who = ${signInFailures.emailHash} AND place = ${signInFailures.addressHash}
      ORDER BY 1, 2 FOR UPDATE OF ${signInFailures}
    )
    UPDATE ${signInFailures} SET failures = GREATEST(${signInFailures.failures} - 1, 0),
      locked_until = CASE WHEN mine.locks THEN NULL ELSE ${signInFailures.lockedUntil} END
    FROM mine WHERE mine.who = ${signInFailures.emailHash} AND mine.place = ${signInFailures.addressHash}`);
}

/**
 * Ends the counts of this person after a success, and takes the attempt back from those that count many people: with an
 * account of their own, a client could else try any number of e-mails.
 */
export async function forgetFailures(db: Database, { counted }: Pick<Admitted, 'counted'>): Promise<void> {
  await takeBack(db, { counted: counted.filter(({ rule }) => !rule.endsWithSuccess) });
  const own = counted.filter(({ rule }) => rule.endsWithSuccess);
  if (own.length === 0) return;
  const keys = rows(own.map(({ who, place }) => sql`(${who}, ${place})`));
  await db
    .delete(signInFailures)
    .where(sql`(${signInFailures.emailHash}, ${signInFailures.addressHash}) IN (VALUES ${keys})`);
}

/** Removes every failure with this e-mail, because its owner has a new password. */
export async function forgetFailuresOf(db: Pick<Database, 'delete'>, email: string): Promise<void> {
  await db.delete(signInFailures).where(sql`${signInFailures.emailHash} = ${digest(accountEmail(email))}`);
}

/**
 * Removes counts that no longer count. Runs on a timer, because strangers can make up any number of e-mails.
 * @returns how many
 */
export async function pruneFailures(db: Database): Promise<number> {
  const old = sql`${signInFailures.lastFailureAt} < now() - make_interval(mins => ${DAY})`;
  const removed = await db.delete(signInFailures).where(old).returning({ who: signInFailures.emailHash });
  return removed.length;
}

/** The address part of an e-mail's own row. */
const ANY_ADDRESS = '';
/** All clients whose address we cannot believe share this one. */
const UNKNOWN_ADDRESS = 'unknown';

/** IPv6: one subscriber has a whole /64, so that network counts as one address does. */
function ofAddress(kind: '' | 'links-', address: string | null, alone: Rule, together: Rule): Counter[] {
  const from = address ?? UNKNOWN_ADDRESS;
  const single = { who: `${kind}address`, place: digest(from), rule: alone };
  if (address === null) return [single];
  const rule = address.includes(':') ? alone : together;
  return [single, { who: `${kind}network`, place: digest(networkOf(address)), rule }];
}

const countedSchema = z.array(z.object({ who: z.string(), place: z.string(), locks: z.boolean() }));

/**
 * Counts in all counters or in none, in one statement. Rows are taken in the order of their keys, so that two attempts
 * never wait for each other in a circle.
 */
async function admit(db: Database, counters: Counter[]): Promise<Admitted | null> {
  const { emailHash, addressHash, failures, lockedUntil, lastFailureAt } = signInFailures;
  const asked = counters.map(
    ({ who, place, rule }) =>
      sql`(${who}, ${place}, ${rule.after}::int, ${rule.firstSeconds}::float8, ${rule.longestSeconds}::float8, ${rule.forgetAfter}::int)`,
  );
  const { rows: found } = await db.execute(sql`
    WITH asked (who, place, after, first_seconds, longest_seconds, forget_after) AS (VALUES ${rows(asked)}),
    locked AS (
      SELECT FROM ${signInFailures} JOIN asked ON who = ${emailHash} AND place = ${addressHash}
      WHERE ${lockedUntil} > now()
    )
    INSERT INTO ${signInFailures} (email_hash, address_hash, failures, last_failure_at)
    SELECT who, place, 1, now() FROM asked WHERE NOT EXISTS (SELECT FROM locked) ORDER BY who, place
    ON CONFLICT (email_hash, address_hash) DO UPDATE SET last_failure_at = now(), (failures, locked_until) = (
      SELECT counted.failures, CASE WHEN counted.failures >= after THEN now() + make_interval(secs =>
        LEAST(longest_seconds, first_seconds * power(2, LEAST(counted.failures - after, ${DOUBLINGS}::int)))) END
      FROM asked, LATERAL (SELECT CASE WHEN ${lastFailureAt} < now() - make_interval(mins => forget_after)
        THEN 1 ELSE ${failures} + 1 END AS failures) AS counted
      WHERE who = ${emailHash} AND place = ${addressHash})
    WHERE ${lockedUntil} IS NULL OR ${lockedUntil} <= now()
    RETURNING ${emailHash} AS who, ${addressHash} AS place, ${lockedUntil} IS NOT NULL AS locks`);
  const counted = countedSchema.parse(found).flatMap(({ who, place, locks }) => {
    const counter = counters.find((one) => one.who === who && one.place === place);
    return counter === undefined ? [] : [{ ...counter, locks }];
  });
  if (counted.length === counters.length) return { locks: counted.some(({ locks }) => locks), counted };
  // A lock began while the statement waited for a row.
  await takeBack(db, { counted });
  return null;
}

function rows(values: SQL[]): SQL {
  return sql.join(values, sql`, `);
}

/** Addresses and e-mails of strangers are not worth keeping in the clear. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
