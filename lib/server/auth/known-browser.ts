import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { accountEmail } from '../../writing/contacts';
import { DAY_MS } from '../../writing/days';
import type { KeyRing } from '../audit/public';
import { isSecure } from './cookie';
import { seal, unseal } from './seal';

/**
 * The cookie by which a browser shows that a person has signed in there before, with a password or by a one-time link. It
 * is no credential: it only gives attempts of that person in that browser a count of failures that strangers cannot reach
 * (`lockout.ts`). (OWASP calls this a device cookie.) Sealed, so that nobody makes one up or reads who used a browser.
 *
 * Each person has an id of their own in it, new at each sign-in: a thief of an older copy cannot spend the owner's count.
 */
const PURPOSE = 'known-browser';
/** After a longer absence a browser is a stranger's again, days. */
export const KNOWN_FOR_DAYS = 90;
/** People who share a computer. The one who was there longest ago gives way. */
const MOST_PEOPLE = 8;
/** Longer values are not ours. */
const LONGEST_COOKIE = 2_048;

const contentSchema = z.array(z.strictObject({ who: z.string(), id: z.string(), at: z.number() }));
type Known = z.infer<typeof contentSchema>[number];

export function knownBrowserCookieName(): string {
  return isSecure() ? '__Host-desk-browser' : 'desk-browser';
}

/**
 * The id under which this browser's failures with an e-mail count; `null` where its owner has not signed in before.
 * @param cookie its value, or `undefined`
 */
export function browserOf(keys: KeyRing, cookie: string | undefined, email: string, now: Date): string | null {
  return read(keys, cookie, now).find(({ who }) => who === print(email))?.id ?? null;
}

/** The id of the person who signed in last in this browser; `null` in a browser that the desk doesn't know. */
export function lastOfBrowser(keys: KeyRing, cookie: string | undefined, now: Date): string | null {
  return read(keys, cookie, now)[0]?.id ?? null;
}

/** The value of the cookie after a person has signed in. Other people of the same browser stay known. */
export function rememberBrowser(keys: KeyRing, cookie: string | undefined, email: string, now: Date): string {
  const who = print(email);
  const others = read(keys, cookie, now).filter((one) => one.who !== who);
  const mine = { who, id: randomBytes(12).toString('base64url'), at: now.getTime() };
  return seal(keys, JSON.stringify([mine, ...others].slice(0, MOST_PEOPLE)), PURPOSE);
}

function read(keys: KeyRing, cookie: string | undefined, now: Date): Known[] {
  if (cookie === undefined || cookie.length > LONGEST_COOKIE) return [];
  try {
    const known = contentSchema.parse(JSON.parse(unseal(keys, cookie, PURPOSE).secret));
    return known.filter(({ at }) => now.getTime() - at < KNOWN_FOR_DAYS * DAY_MS);
  } catch {
    // Made up, changed, or of a key that is gone: a stranger's browser.
    return [];
  }
}

function print(email: string): string {
  return createHash('sha256').update(accountEmail(email)).digest('base64url').slice(0, 22);
}
