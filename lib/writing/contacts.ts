import { cleanText, onlyDigits } from './text';

/**
 * E-mail addresses and phone numbers as people paste them. Small enough for the browser's first load; what makes a
 * phone number E.164 weighs 40 KB and lies in `phones.ts`.
 */

/** Longer texts are no contact, and taking them apart would only cost time. */
const LONGEST = 1_000;

const SCHEME = /^(mailto|tel|sms|callto):(?:\/\/)?/i;
/** Words that mail programs, cards and sheets print before a contact. */
const LABEL = /^(?:e-?mail|phone|telephone|tel|mobile|mob|whatsapp)\.?\s*:\s*/i;
/** `Layla Haddad <layla@example.com>`, with any brackets. */
const NAMED = /^[^@]*[<([]\s*([^\s@<>()[\]]+@[^\s@<>()[\]]+)\s*[>)\]]$/;
const STOPS_BEFORE = /^[,;\u060c\u061b\s]+/;
const STOPS_AFTER = /[,;.:!?\u060c\u061b\u3002\s]+$/;
const CLOSING = new Map(
  Object.entries({ '(': ')', '<': '>', '[': ']', '{': '}', '"': '"', "'": "'", '“': '”', '«': '»' }),
);
const OPENING = new Map([...CLOSING].map(([opens, closes]) => [closes, opens]));

/**
 * A pasted contact without what stands around it: `tel:`, `mailto:`, a label, a name before `<address>`, brackets,
 * quotes, and commas or stops at its end. Plain writing (`cleanText`); idempotent; never throws. A text that is no
 * contact comes back with less around it, so only use it for contacts.
 */
export function bareContact(text: string): string {
  let bare = cleanText(text);
  while (bare.length <= LONGEST && !looksLikeEmail(bare)) {
    const next = cleanText(unwrap(bare));
    if (next === bare) break;
    bare = next;
  }
  return bare;
}

/** One layer less; every change shortens the text. */
function unwrap(text: string): string {
  const named = NAMED.exec(text)?.[1];
  if (named !== undefined) return named;
  const scheme = SCHEME.exec(text);
  if (scheme !== null) {
    const rest = text.slice(scheme[0].length);
    return decoded(scheme[1]?.toLowerCase() === 'mailto' ? rest.replace(/\?.*$/, '') : rest.replace(/[;?].*$/, ''));
  }
  return withoutBrackets(text.replace(LABEL, '').replace(STOPS_BEFORE, '').replace(STOPS_AFTER, ''));
}

/** Brackets and quotes that hold the whole text, and those that are the only one of their pair. */
function withoutBrackets(text: string): string {
  const [first = '', last = ''] = [text.charAt(0), text.slice(-1)];
  const [closes, opens] = [CLOSING.get(first), OPENING.get(last)];
  const [body, head, inside] = [text.slice(1), text.slice(0, -1), text.slice(1, -1)];
  if (closes !== undefined && !body.includes(closes)) return body;
  if (opens !== undefined && !head.includes(opens)) return head;
  return text.length > 1 && closes === last && isBalanced(inside, first, last) ? inside : text;
}

/** Whether every bracket inside closes there: the first and the last one of `(050) 123 (4567)` are no pair. */
function isBalanced(inside: string, opens: string, closes: string): boolean {
  if (opens === closes) return true;
  let depth = 0;
  for (const sign of inside) {
    if (sign === opens) depth += 1;
    if (sign === closes) depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Links write `+` and letters beyond ASCII as `%2B`; a text that isn't such a writing stays. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const EMAIL_MAX = 254;
/** Signs that RFC 5322 allows in quotes only end the name; what stands around an address begins with them. */
const ADDRESS = /^[^\s@()<>[\]:;,\\"\p{C}]+@([\p{L}\p{M}\p{N}_-]+\.)+[\p{L}\p{M}\p{N}_-]{2,}$/u;

/**
 * Whether a bare text is something like an e-mail address: a name, one @, and a domain with a dot, without spaces.
 * Sentinel decides which addresses it takes, so `jane&co@example.com` and `new9@müller.example` pass.
 */
export function looksLikeEmail(bare: string): boolean {
  return bare.length <= EMAIL_MAX && ADDRESS.test(bare);
}

/** With fewer digits nobody means a phone number. */
const FEWEST_DIGITS = 5;

/** Whether a bare text is something like a phone number. Only a first sorting: `phones.ts` knows the numbering plans. */
function looksLikePhone(bare: string): boolean {
  return PHONE.test(bare) && onlyDigits(bare).length >= FEWEST_DIGITS;
}
/** One `+` at the most, before the digits. */
export const PHONE = /^\(*(?:\+[ ().\-/]*)?[0-9][0-9 ().\-/]*$/;

/** A whole text as a contact, in bare writing; `null` when the text is neither an e-mail address nor a phone number. */
export function readContact(text: string): { email: string } | { phoneNumber: string } | null {
  const bare = bareContact(text);
  if (looksLikeEmail(bare)) return { email: bare };
  return looksLikePhone(bare) ? { phoneNumber: bare } : null;
}

/** Whether two writings are one address. Sentinel matches addresses without regard to case. */
export function sameEmail(one: string, other: string): boolean {
  return bareContact(one).toLowerCase() === bareContact(other).toLowerCase();
}

/** An account's e-mail as it is kept and compared: bare, in lower case. */
export function accountEmail(email: string): string {
  return bareContact(email).toLowerCase();
}

/** Domains that most private addresses have, and names of real domains that look like a slip of one of them. */
const COMMON = ['gmail.com', 'hotmail.com', 'outlook.com', 'yahoo.com', 'icloud.com', 'live.com', 'protonmail.com'];
const REAL = new Set([
  ...COMMON,
  'mail.com',
  'email.com',
  'ymail.com',
  'fmail.com',
  'cloud.com',
  'love.com',
  'line.com',
]);

/** The common domain that an address's domain is one slip away from (`gmial.com`); a hint, never a reason to refuse. */
export function likelyDomain(email: string): string | null {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  if (REAL.has(domain)) return null;
  return COMMON.find((common) => isOneSlip(domain, common)) ?? null;
}

/** One letter more, less or other, or two neighbours swapped (Damerau). */
function isOneSlip(written: string, meant: string): boolean {
  if (written === meant) return false;
  let start = 0;
  while (start < written.length && written[start] === meant[start]) start += 1;
  const [rest, wanted] = [written.slice(start), meant.slice(start)];
  const swapped = rest.length > 1 && rest.charAt(1) + rest.charAt(0) + rest.slice(2) === wanted;
  return swapped || rest.slice(1) === wanted || rest === wanted.slice(1) || rest.slice(1) === wanted.slice(1);
}
