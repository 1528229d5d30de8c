import 'server-only';
import { hash, verify } from '@node-rs/argon2';
import { normalisePassword } from '../../writing/text';
import { singleton } from '../singleton';
import { PASSWORD_MAX } from './password-rules';

/** OWASP's first choice for argon2id (19 MiB, two passes, one lane); the library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(normalisePassword(password), COST);
}

/**
 * Who waits for a check. `known`: a browser that signed in before, or a session; these go first, so that a flood of
 * strangers doesn't keep them waiting. (Sessions and known browsers have limits of their own, which keep this short.)
 */
export type Lane = 'known' | 'stranger';

/** Thrown instead of a check: too many wait already. The attempt was not judged. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
}

/**
 * Whether the password is right. For an unknown account (`null`) it does the same work on a throw-away hash, so that
 * the time of the answer does not reveal which e-mails have accounts.
 *
 * @throws TooBusy
 */
export async function passwordMatches(
  passwordHash: string | null,
  password: string,
  lane: Lane = 'stranger',
): Promise<boolean> {
  const nobody = await singleton('nobody-hash', () => hashPassword(crypto.randomUUID()));
  const written = normalisePassword(password.slice(0, PASSWORD_MAX * 2));
  const matches = await inTurn(lane, () => verify(passwordHash ?? nobody, written).catch(() => false));
  return matches && passwordHash !== null;
}

/**
 * argon2 occupies a thread of Node's pool, which name look-ups need as well. Sign-ins may take two of its four threads.
 */
const AT_ONCE = 2;
/** Twenty people of one lane who sign in within half a second. A longer queue does not come from people. */
const WAITING = 20;

interface Queue {
  running: number;
  waiting: Record<Lane, (() => void)[]>;
}

function queueOfAll(): Queue {
  return singleton('argon2', () => ({ running: 0, waiting: { known: [], stranger: [] } }));
}

async function inTurn<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  const queue = queueOfAll();
  const waiting = queue.waiting[lane];
  if (queue.running >= AT_ONCE) {
    if (waiting.length >= WAITING) throw new TooBusy('Too many people are signing in at once.');
    // A finished check hands its place to the first in the queue, so that later requests cannot overtake.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    queue.running += 1;
  }
  try {
    return await work();
  } finally {
    const next = queue.waiting.known.shift() ?? queue.waiting.stranger.shift();
    if (next) next();
    else queue.running -= 1;
  }
}
