import 'server-only';
import type { Problem } from '../../contracts/errors';
import { commonPasswords, folded } from './common-passwords';

/** NIST SP 800-63B-4 asks for 15 characters where the password is the only factor. */
const PASSWORD_MIN = 15;
/** argon2 takes any length; a password of a megabyte would keep the CPU busy. */
export const PASSWORD_MAX = 256;

/** Shorter words are found in any pass phrase. */
const SHORTEST_CORE = 4;
/** The rest of a password beside the person's or the desk's name must have at least this length. */
const ENOUGH_BESIDE_A_NAME = 8;
const SERVICE = ['sentinel desk', 'sentinel'];

/**
 * The problem of a new password, or `null`. Checks the length first; then whether it is a common password, as it
 * stands, repeated or padded; then whether it is the person's name, e-mail or the desk's name with little beside it
 * (NIST SP 800-63B-4, 3.1.1.2). No rules about kinds of characters: they make passwords worse.
 *
 * @param of the account's owner
 * @throws Error when the list cannot be read
 */
export async function passwordProblem(password: string, of: { email: string; name: string }): Promise<Problem | null> {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return { code: 'password_too_short', least: PASSWORD_MIN };
  if (length > PASSWORD_MAX) return { code: 'password_too_long', most: PASSWORD_MAX };
  const written = folded(password);
  if (isDisguised(written, await commonPasswords())) {
    return { code: 'password_common' };
  }
  if (isAbout(written, of)) return { code: 'password_personal' };
  return null;
}

/** Whether a password is a common one as it stands, repeated, or with digits and signs around it. */
export function isDisguised(written: string, common: ReadonlySet<string>): boolean {
  const core = withoutRepeats(written);
  if (common.has(written) || common.has(core) || core.length < SHORTEST_CORE || isSequence(core)) return true;
  for (const [start, end] of coresOf(core)) {
    const padding = [core.slice(0, start), core.slice(end)];
    if (!common.has(core.slice(start, end))) continue;
    const simple = padding.every((part) => isSequence(part) || common.has(part) || withoutRepeats(part).length < 3);
    if (simple || padding.join('').length <= end - start) return true;
  }
  return false;
}

/** Every part of a text that holds all its letters, with more or fewer of the digits and signs around them. */
function* coresOf(text: string): Generator<[start: number, end: number]> {
  // -1 without a letter: then there is no part.
  const first = text.search(/\p{L}/u);
  const last = text.length - (/[^\p{L}]*$/u.exec(text)?.[0].length ?? 0);
  for (let start = 0; start <= first; start += 1) {
    for (let end = last; end <= text.length; end += 1) if (end - start >= SHORTEST_CORE) yield [start, end];
  }
}

/**
 * `abcabcab` -> `abc`: the shortest beginning whose repetition gives the whole; the last repetition may be cut short.
 */
function withoutRepeats(text: string): string {
  for (let period = 1; period <= text.length / 2; period += 1) {
    if (text.slice(period) === text.slice(0, -period)) return text.slice(0, period);
  }
  return text;
}

/** `abcdef`, `987654`, `7890`: each character next to the one before it. */
function isSequence(text: string): boolean {
  const steps = [...text].slice(1).map((char, index) => char.charCodeAt(0) - text.charCodeAt(index));
  const wrapped = steps.map((step) => (step === -9 ? 1 : step === 9 ? -1 : step));
  return wrapped.every((step) => step === wrapped[0] && Math.abs(step) === 1);
}

function isAbout(written: string, { email, name }: { email: string; name: string }): boolean {
  const [local = ''] = email.split('@');
  const words = [email, local, name, ...name.split(/\s+/), ...SERVICE].map((word) => squashed(folded(word)));
  let rest = squashed(written);
  for (const word of words.sort((a, b) => b.length - a.length)) {
    if ([...word].length >= SHORTEST_CORE) rest = rest.replaceAll(word, '');
  }
  return rest !== squashed(written) && [...rest].length < ENOUGH_BESIDE_A_NAME;
}

/** Letters and digits alone: `mina.petrescu` and `Mina Petrescu` are one word. */
function squashed(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
