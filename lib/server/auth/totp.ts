import 'server-only';
import { Secret, TOTP } from 'otpauth';

/** The defaults of every authenticator app (RFC 6238 with the values of Google Authenticator). */
const PERIOD = 30;
const DIGITS = 6;
/** One step before and after, because phones' clocks are off and people type slowly. */
const WINDOW = 1;
/** RFC 4226 asks for 160 bits. */
const SECRET_BYTES = 20;

const ISSUER = 'Sentinel desk';

export interface TotpSecret {
  /** Base32, for people who type it into an app without a camera. */
  secret: string;
  /** `otpauth://totp/…`, the content of the QR code. */
  uri: string;
}

export function newTotpSecret(label: string): TotpSecret {
  const secret = new Secret({ size: SECRET_BYTES });
  const uri = new TOTP({ issuer: ISSUER, label, secret, period: PERIOD, digits: DIGITS }).toString();
  return { secret: secret.base32, uri };
}

/**
 * The time step of a code; `null` when the code is neither of the current step nor of the step before or after.
 * `second-factor.ts` checks whether the step was used already.
 *
 * @param now milliseconds since 1970
 */
export function totpStep(secret: string, code: string, now: number = Date.now()): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD, digits: DIGITS });
  const delta = totp.validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD) + delta;
}
