import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { accountEmail } from '../../writing/contacts';
import { type Database, signInFailures } from '../db/public';

/**
 * Slows down guesses. Five failures in a row lock the pair (e-mail, client address) for a minute, and twice as long
 * with every further one, up to an hour. The address is the weak half: a client that talks to us without a proxy can
 * claim any (`X-Forwarded-For`), so an e-mail is also locked on its own after more failures, from any address; never
 * for longer than a minute, because that lock can be turned against its owner. Unknown e-mails are treated alike: a
 * lock tells nothing.
 */
interface Rule {
  after: number;
  firstSeconds: number;
  longestSeconds: number;
}
const PAIR: Rule = { after: 5, firstSeconds: 60, longestSeconds: 3_600 };
const EMAIL: Rule = { after: 25, firstSeconds: 60, longestSeconds: 60 };
/** Failures this old no longer count as "in a row", and are removed. */
const FORGET_HOURS = 24;
/** Doubling ends long before the numbers do. */
const DOUBLINGS = 12;

interface Attempt {
  email: string;
  address: string;
}

/** An attempt that may be judged. It counts as failed until {@link forgetFailures} or {@link takeBack}. */
export interface Admitted {
  /** Whether this attempt began a lock: of the pair, of the e-mail, or of both. */
  locks: boolean;
  pair: Counted;
  email: Counted;
}

interface Counted {
  admitted: boolean;
  locks: boolean;
}

/**
 * Counts an attempt as failed before it is judged, so that parallel attempts all count. A success clears the count
 * ({@link forgetFailures}).
 *
 * @returns `null` while a lock lasts: the attempt must not be judged
 */
export async function admitAttempt(db: Database, attempt: Attempt): Promise<Admitted | null> {
  const emailHash = digest(accountEmail(attempt.email));
  const pair = await count(db, emailHash, digest(attempt.address), PAIR);
  if (!pair.admitted) return null;
  const email = await count(db, emailHash, ANY_ADDRESS, EMAIL);
  return email.admitted ? { locks: pair.locks || email.locks, pair, email } : null;
}

/**
 * Takes back one attempt with a right password whose code is still to come. Takes back only that attempt, because else
 * an attacker who knows the password could clear their wrong codes with it. A lock goes if this attempt began it: no
 * other attempt has been judged since.
 */
export async function takeBack(db: Database, attempt: Attempt, { pair, email }: Admitted): Promise<void> {
  const emailHash = digest(accountEmail(attempt.email));
  for (const [addressHash, { locks }] of [
    [digest(attempt.address), pair],
    [ANY_ADDRESS, email],
  ] as const) {
    await db
      .update(signInFailures)
      .set({ failures: sql`GREATEST(${signInFailures.failures} - 1, 0)`, ...(locks && { lockedUntil: null }) })
      .where(and(eq(signInFailures.emailHash, emailHash), eq(signInFailures.addressHash, addressHash)));
  }
}

/**
 * The same for a request with a link instead of an e-mail. It counts by address alone: a lock for all addresses would
 * be a way to keep new colleagues out, and the token's 256 bits cannot be guessed.
 */
export async function admitLink(db: Database, address: string): Promise<boolean> {
  return (await count(db, LINKS, digest(address), PAIR)).admitted;
}

export async function forgetLinkFailures(db: Database, address: string): Promise<void> {
  await db
    .delete(signInFailures)
    .where(and(eq(signInFailures.emailHash, LINKS), eq(signInFailures.addressHash, digest(address))));
}

/** Removes every failure with this e-mail, because its owner has a new password. */
export async function forgetFailuresOf(db: Pick<Database, 'delete'>, email: string): Promise<void> {
  await db.delete(signInFailures).where(eq(signInFailures.emailHash, digest(accountEmail(email))));
}

/** Clears the failures of the pair and of the e-mail after a success. Also removes old rows of strangers. */
export async function forgetFailures(db: Database, { email, address }: Attempt): Promise<void> {
  const mine = and(
    eq(signInFailures.emailHash, digest(accountEmail(email))),
    inArray(signInFailures.addressHash, [digest(address), ANY_ADDRESS]),
  );
  await db.delete(signInFailures).where(or(mine, old()));
}

/** The address of an e-mail's own row. */
const ANY_ADDRESS = '';
/** Stands in the place of an e-mail's hash. */
const LINKS = 'links';

async function count(db: Database, emailHash: string, addressHash: string, rule: Rule): Promise<Counted> {
  const failures = sql`CASE WHEN ${old()} THEN 1 ELSE ${signInFailures.failures} + 1 END`;
  const counted = await db
    .insert(signInFailures)
    .values({ emailHash, addressHash, failures: 1, lastFailureAt: sql`now()` })
    .onConflictDoUpdate({
      target: [signInFailures.emailHash, signInFailures.addressHash],
      set: { failures, lastFailureAt: sql`now()`, lockedUntil: lockedUntil(failures, rule) },
      setWhere: sql`${signInFailures.lockedUntil} IS NULL OR ${signInFailures.lockedUntil} <= now()`,
    })
    .returning({ lockedUntil: signInFailures.lockedUntil });
  const [row] = counted;
  return { admitted: row !== undefined, locks: row !== undefined && row.lockedUntil !== null };
}

function lockedUntil(failures: ReturnType<typeof sql>, { after, firstSeconds, longestSeconds }: Rule) {
  const doublings = sql`LEAST(${failures} - ${after}, ${DOUBLINGS})`;
  const seconds = sql`LEAST(${longestSeconds}::float8, ${firstSeconds} * power(2, ${doublings}))`;
  return sql`CASE WHEN ${failures} >= ${after} THEN now() + make_interval(secs => ${seconds}) END`;
}

function old() {
  return sql`${signInFailures.lastFailureAt} < now() - make_interval(hours => ${FORGET_HOURS})`;
}

/** Addresses and e-mails of strangers are not worth keeping in the clear. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
