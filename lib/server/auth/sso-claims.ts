import 'server-only';
import * as z from 'zod';
import type { Role } from '../../access';
import type { RoleClaimGap } from '../../contracts/audit-values';
import { cleanText } from '../../writing/text';

/** A person as the identity provider describes them. */
export interface SsoPerson {
  issuer: string;
  /** The provider's key of the person, never reassigned (OpenID Connect Core, 8). */
  subject: string;
  email: string;
  name: string;
  /** `null` when no value of the claim maps to a role of the desk, and when the claim tells nothing (`roleClaim`). */
  role: Role | null;
  /** Whether the provider told the person's roles at all. Only `told` with a `role` of `null` means "has none". */
  roleClaim: RoleClaim;
  /** The provider vouches for a second factor. */
  secondFactor: boolean;
  /** When the person signed in at the provider; `null` when the provider does not tell. */
  authenticatedAt: Date | null;
}

/**
 * What came of the claim with the roles. A claim that is absent says nothing about the person, and an empty one says
 * that they have no role: the first must not take a role away.
 *
 * - `roles-overage`: the claim exists and was left out of the token for its size. Microsoft Entra does so beyond 200 groups
 *   and points to it by `_claim_names` (OpenID Connect Core 5.6.2) or, in the implicit flow, by `hasgroups`.
 * - `roles-unreadable`: neither a text nor a list of texts.
 */
export type RoleClaim = 'told' | RoleClaimGap;

export interface RoleMapping {
  /** The claim's name. Dots lead into objects (`realm_access.roles`), whose keys may hold dots as well. */
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
  const claim = claimOf(identity, mapping.claim) ?? claimOf(userinfo, mapping.claim);
  const roleClaim = judge(claim, [identity, userinfo], mapping.claim);
  return {
    issuer: identity.iss,
    subject: identity.sub,
    email: upTo(EMAIL_MAX, cleanText(email).toLowerCase() || identity.sub),
    // Signs that reverse or hide text could make one colleague look like another.
    name: upTo(NAME_MAX, cleanText(text('name') ?? '') || cleanText(fullName) || email),
    role: roleClaim === 'told' ? roleOf(claim, mapping.roles) : null,
    roleClaim,
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

function judge(claim: unknown, told: readonly unknown[], name: string): RoleClaim {
  if (claim === undefined) return told.some((claims) => leavesOut(claims, name)) ? 'roles-overage' : 'roles-missing';
  const values: unknown[] = Array.isArray(claim) ? claim : [claim];
  return values.every((value) => typeof value === 'string') ? 'told' : 'roles-unreadable';
}

/** Whether the claims say that this one exists elsewhere. */
function leavesOut(claims: unknown, name: string): boolean {
  const elsewhere = own(claims, '_claim_names');
  if (claimOf(elsewhere, name) !== undefined) return true;
  // `_claim_names` lists claims of the top level: of a path, the object that the path begins with.
  if (typeof elsewhere === 'object' && elsewhere !== null) {
    if (Object.keys(elsewhere).some((key) => name.startsWith(`${key}.`))) return true;
  }
  return name === 'groups' && [true, 'true'].some((yes) => own(claims, 'hasgroups') === yes);
}

/**
 * The first role of the mapping that the person has a value for. Roles have no order of power (support may correct a
 * contact, compliance may not), so the order of `OIDC_ROLES` decides which role a person with several values gets.
 */
function roleOf(claim: unknown, roles: Record<string, Role>): Role | null {
  const values = new Set(Array.isArray(claim) ? claim : [claim]);
  return Object.entries(roles).find(([value]) => values.has(value))?.[1] ?? null;
}

/**
 * A claim by its name or path. Every key on the way may have dots in it: claims are often URLs, and Keycloak keys
 * `resource_access` by the client's id, which may be a host name. The longest key that fits is tried first.
 *
 * @returns `undefined` when the claim is absent or `null`
 */
function claimOf(claims: unknown, name: string): unknown {
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) return undefined;
  const whole = own(claims, name);
  if (whole !== undefined && whole !== null) return whole;
  const onTheWay = Object.keys(claims)
    .filter((key) => name.startsWith(`${key}.`))
    .sort((a, b) => b.length - a.length);
  for (const key of onTheWay) {
    const found = claimOf(own(claims, key), name.slice(key.length + 1));
    if (found !== undefined) return found;
  }
  return undefined;
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
