import 'server-only';
import { isIP } from 'node:net';
import type { Role } from '../../access';
import { DeskError } from '../desk-error';
import { env } from '../env';
import { assertLocalAccounts, localAccountsOffered } from './local-accounts';

/** Enough for a laptop, a phone and two security keys, with room for old ones. */
export const MOST_PASSKEYS = 10;

/** What a passkey is tied to: the origin of the page, and the host that browsers keep the passkey for (its RP id). */
export interface PasskeySite {
  origin: string;
  rpId: string;
}

/**
 * The site of an address of the desk. Browsers make passkeys for names only, never for IP addresses. A desk on a
 * loopback address (the demo, a test) is reached as `localhost` as well, so its passkeys are made for that name.
 *
 * @returns `null` where there can be no passkeys
 */
export function passkeySite(address: URL): PasskeySite | null {
  const host = address.hostname.replaceAll(/[[\]]/g, '');
  if (isIP(host) === 0) return { origin: address.origin, rpId: host };
  if (host !== '127.0.0.1' && host !== '::1') return null;
  const named = new URL(address);
  named.hostname = 'localhost';
  return { origin: named.origin, rpId: 'localhost' };
}

/** Whether people of local accounts can have passkeys here, and sign in with them. */
export function passkeysOffered(): boolean {
  return localAccountsOffered() && passkeySite(env().NEXTAUTH_URL) !== null;
}

/** @throws DeskError `forbidden` where there are no local accounts, or no passkeys */
export function assertPasskeys(): PasskeySite {
  assertLocalAccounts();
  const site = passkeySite(env().NEXTAUTH_URL);
  if (site === null) throw new DeskError('forbidden', { code: 'no_passkeys_here' });
  return site;
}

/** Whether people of this role need a passkey: no code of an authenticator app stands in for it. */
export function demandsPasskey(role: Role): boolean {
  return env().REQUIRE_PASSKEY.includes(role);
}

/**
 * Whether a signature counter shows that two copies of a passkey are in use (WebAuthn Level 3, 6.1.1). Authenticators
 * that do not count, as most synced ones, always say 0.
 */
export function counterWentBack(stored: number, shown: number): boolean {
  return stored > 0 && shown <= stored;
}
