import 'server-only';
import { Secret, TOTP } from 'otpauth';

/** What every authenticator app does without being told (RFC 6238 with the defaults of Google Authenticator). */
const PERIOD = 30;
const DIGITS = 6;
/** A step before and after: phones' clocks are off, and people type slowly. */
const WINDOW = 1;
/** RFC 4226 asks for 160 bits. */
const SECRET_BYTES = 20;

const ISSUER = 'Sentinel desk';

export interface TotpSecret {
  /** Base32, as people type it into an app that has no camera. */
  secret: string;
  /** `otpauth://totp/…`: what the QR code says. */
  uri: string;
}

export function newTotpSecret(label: string): TotpSecret {
  const secret = new Secret({ size: SECRET_BYTES });
  const uri = new TOTP({ issuer: ISSUER, label, secret, period: PERIOD, digits: DIGITS }).toString();
  return { secret: secret.base32, uri };
}

/**
 * The time step that a code belongs to, or `null` when it is none of a step before, now or after. Whether that step has
 * been used already is the database's to know (`second-factor.ts`).
 *
 * @param now milliseconds since 1970
 */
export function totpStep(secret: string, code: string, now: number = Date.now()): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD, digits: DIGITS });
  const delta = totp.validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD) + delta;
}
