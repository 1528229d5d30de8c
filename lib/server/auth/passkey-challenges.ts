import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import { type Database, passkeyChallenges } from '../db/public';
import { DeskError } from '../desk-error';

/** Longer than a browser waits for a person ({@link ANSWER_WITHIN}), because the answer has to travel as well. */
const MINUTES = 5;
/** How long a browser waits for its person, ms. */
export const ANSWER_WITHIN = 180_000;
/** WebAuthn asks for 16 bytes or more. */
const CHALLENGE_BYTES = 32;
/**
 * Open challenges of one network, known browser or session. A challenge costs its asker nothing, so strangers could fill the table.
 * Colleagues behind one address are fewer.
 */
const OPEN_AT_ONCE = 100;

export type ChallengePurpose = 'sign-in' | 'proof' | 'enrolment';

/** Whom a challenge is for. */
export interface ChallengeBinding {
  purpose: ChallengePurpose;
  /** The secret of the browser's cookie, or the id of the session. Another browser's or session's answer is refused. */
  boundTo: string;
}

/** Removes challenges that nobody has answered in time. */
export async function pruneChallenges(db: Pick<Database, 'delete'>): Promise<void> {
  await db.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, sql`now()`));
}

/**
 * Draws a challenge and keeps its hash, for five minutes and for one answer, whichever replica gets it.
 *
 * @param askedFrom the client's network, the known browser or the session, by which open challenges are limited
 * @returns the challenge, base64url
 * @throws DeskError `too_many_attempts`
 */
export async function issueChallenge(
  db: Pick<Database, 'execute' | 'delete'>,
  { purpose, boundTo }: ChallengeBinding,
  askedFrom: string,
): Promise<string> {
  const challenge = randomBytes(CHALLENGE_BYTES).toString('base64url');
  const from = hashOf(askedFrom);
  const { askedFrom: asked } = passkeyChallenges;
  await pruneChallenges(db);
  const { rows } = await db.execute(sql`
    INSERT INTO ${passkeyChallenges} (challenge_hash, purpose, bound_to, asked_from, expires_at)
    SELECT ${hashOf(challenge)}, ${purpose}, ${hashOf(boundTo)}, ${from}, now() + make_interval(mins => ${MINUTES}::int)
    WHERE (SELECT count(*) FROM ${passkeyChallenges} WHERE ${asked} = ${from}) < ${OPEN_AT_ONCE}::int
    RETURNING purpose`);
  if (rows.length === 0) throw new DeskError('too_many_attempts');
  return challenge;
}

/**
 * Uses up a challenge. An answer from elsewhere uses up nothing, so that a stranger cannot spoil the owner's.
 * @returns whether the challenge was open, and meant for this purpose, browser or session
 */
export async function takeChallenge(
  db: Pick<Database, 'delete'>,
  { purpose, boundTo }: ChallengeBinding,
  challenge: string,
): Promise<boolean> {
  const taken = await db
    .delete(passkeyChallenges)
    .where(
      and(
        eq(passkeyChallenges.challengeHash, hashOf(challenge)),
        eq(passkeyChallenges.purpose, purpose),
        eq(passkeyChallenges.boundTo, hashOf(boundTo)),
        sql`${passkeyChallenges.expiresAt} > now()`,
      ),
    )
    .returning({ purpose: passkeyChallenges.purpose });
  return taken.length > 0;
}

/** A thief of the table must find neither challenges nor cookies. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
