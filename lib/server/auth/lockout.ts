import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../db/client';
import { signInFailures } from '../db/schema';
import { normaliseEmail } from './accounts';

/**
 * Slowing down guesses. Five failures in a row lock the pair (e-mail, client address) for a minute, and twice as long
 * with every further one, up to an hour. The address is the weak half: a client that talks to us without a proxy can
 * claim any (`X-Forwarded-For`), so an e-mail is also locked on its own, after more failures and more briefly, which
 * keeps a stranger from locking somebody out for long. Unknown e-mails are treated alike: a lock tells nothing.
 */
const PAIR = { after: 5, firstSeconds: 60, longestSeconds: 3_600 };
const EMAIL = { after: 25, firstSeconds: 60, longestSeconds: 900 };
/** Failures this old no longer count as "in a row". */
const FORGET_HOURS = 24;

interface Attempt {
  email: string;
  address: string;
}

/** Whether signing in is locked now, for this e-mail from this address. */
export async function isLocked(db: Database, attempt: Attempt): Promise<boolean> {
  const rows = await db
    .select({ emailHash: signInFailures.emailHash })
    .from(signInFailures)
    .where(and(mine(attempt), sql`${signInFailures.lockedUntil} > now()`))
    .limit(1);
  return rows.length > 0;
}

/** Counts a failure, and locks from the limit on. */
export async function recordFailure(db: Database, attempt: Attempt): Promise<void> {
  const emailHash = digest(normaliseEmail(attempt.email));
  for (const [addressHash, rule] of [
    [digest(attempt.address), PAIR],
    ['', EMAIL],
  ] as const) {
    const failures = sql`CASE WHEN ${signInFailures.lastFailureAt} < now() - make_interval(hours => ${FORGET_HOURS})
      THEN 1 ELSE ${signInFailures.failures} + 1 END`;
    await db
      .insert(signInFailures)
      .values({ emailHash, addressHash, failures: 1, lastFailureAt: sql`now()` })
      .onConflictDoUpdate({
        target: [signInFailures.emailHash, signInFailures.addressHash],
        set: { failures, lastFailureAt: sql`now()`, lockedUntil: lockedUntil(failures, rule) },
      });
  }
}

/** A success ends the row of failures of the pair and of the e-mail. */
export async function forgetFailures(db: Database, attempt: Attempt): Promise<void> {
  await db.delete(signInFailures).where(mine(attempt));
}

function lockedUntil(failures: ReturnType<typeof sql>, rule: typeof PAIR) {
  const seconds = sql`LEAST(${rule.longestSeconds}::float8, ${rule.firstSeconds} * power(2, ${failures} - ${rule.after}))`;
  return sql`CASE WHEN ${failures} >= ${rule.after} THEN now() + make_interval(secs => ${seconds}) END`;
}

function mine({ email, address }: Attempt) {
  const byEmail = eq(signInFailures.emailHash, digest(normaliseEmail(email)));
  return and(byEmail, inArray(signInFailures.addressHash, [digest(address), '']));
}

/** Addresses and e-mails of strangers are not worth keeping in the clear. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
