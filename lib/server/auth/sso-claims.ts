import 'server-only';
import * as z from 'zod';
import type { Role } from '../../access';

/** A person as the identity provider describes them. */
export interface SsoPerson {
  issuer: string;
  /** The provider's key of the person, never reassigned (OpenID Connect Core, 8). */
  subject: string;
  email: string;
  name: string;
  /** `null` when none of the person's values maps to a role of the desk. */
  role: Role | null;
  /** The provider vouches for a second factor. */
  secondFactor: boolean;
  /** When the person signed in at the provider; `null` when the provider does not tell. */
  authenticatedAt: Date | null;
}

export interface RoleMapping {
  /** The claim's name. Dots lead into objects (`realm_access.roles`). */
  claim: string;
  /** Value of the claim -> role. The order counts. */
  roles: Record<string, Role>;
}

/** ASCII, 255 at most (OpenID Connect Core, 2); anything else would not be the same on every system. */
const subject = z.string().regex(/^[\x20-\x7e]{1,255}$/);
const EMAIL_MAX = 254;
const NAME_MAX = 100;

const identitySchema = z.looseObject({
  iss: z.string(),
  sub: subject,
  auth_time: z.number().optional(),
  amr: z.array(z.string()).catch([]).default([]),
  acr: z.string().optional().catch(undefined),
});

/**
 * Reads a person from verified claims. The identity token wins over the userinfo, which is only asked for missing
 * claims (`lacksClaims`).
 *
 * @param idToken the claims of the verified identity token
 * @param userinfo the claims of the userinfo endpoint, of the same subject
 * @throws ZodError when the token has no usable subject
 */
export function personOf(idToken: unknown, userinfo: unknown, mapping: RoleMapping): SsoPerson {
  const identity = identitySchema.parse(idToken);
  const text = (claim: string) => textOf(identity, claim) ?? textOf(userinfo, claim);
  // Some providers tell no e-mail. Then we take the name by which the person signs in, else the provider's key.
  const email = text('email') ?? text('preferred_username') ?? identity.sub;
  const fullName = [text('given_name'), text('family_name')].filter((part) => part !== undefined).join(' ');
  return {
    issuer: identity.iss,
    subject: identity.sub,
    email: upTo(EMAIL_MAX, email.toLowerCase()),
    name: upTo(NAME_MAX, text('name') ?? (fullName || email)),
    role: roleOf(claimOf(identity, mapping.claim) ?? claimOf(userinfo, mapping.claim), mapping.roles),
    secondFactor: identity.amr.some((way) => SECOND_FACTOR.has(way)) || SECOND_FACTOR.has(identity.acr ?? ''),
    authenticatedAt: identity.auth_time === undefined ? null : new Date(identity.auth_time * 1_000),
  };
}

/** Whether the userinfo endpoint must be asked as well. */
export function lacksClaims(idToken: unknown, mapping: RoleMapping): boolean {
  return claimOf(idToken, mapping.claim) === undefined || textOf(idToken, 'email') === undefined;
}

/** `amr` values of RFC 8176 and `acr` values (OpenID EAP, PAPE) that stand for more than one factor. */
const SECOND_FACTOR = new Set(['mfa', 'phr', 'phrh', 'http://schemas.openid.net/pape/policies/2007/06/multi-factor']);

/**
 * The first role of the mapping that the person has a value for. Roles have no order of power (support may correct a
 * contact, compliance may not), so the order of `OIDC_ROLES` decides which role a person with several values gets.
 */
function roleOf(claim: unknown, roles: Record<string, Role>): Role | null {
  const values = new Set(Array.isArray(claim) ? claim : [claim]);
  return Object.entries(roles).find(([value]) => values.has(value))?.[1] ?? null;
}

/** A claim by its name, which may hold dots (names are often URLs), else by its path. */
function claimOf(claims: unknown, name: string): unknown {
  const whole = own(claims, name);
  if (whole !== undefined) return whole;
  return name.includes('.') ? name.split('.').reduce(own, claims) : undefined;
}

function own(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? (holder as Record<string, unknown>)[key]
    : undefined;
}

/**
 * A text claim without control characters: Postgres refuses NUL, and the others mislead people. An empty text is
 * absent.
 */
function textOf(claims: unknown, name: string): string | undefined {
  const value = own(claims, name);
  if (typeof value !== 'string') return undefined;
  // Through UTF-8, which replaces half of a surrogate pair.
  const text = Buffer.from(value)
    .toString()
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .trim();
  return text === '' ? undefined : text;
}

/** The text cut to at most `most` UTF-16 units, without half of a letter at the end. */
function upTo(most: number, text: string): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}
