import { Secret, TOTP } from 'otpauth';

/** What an authenticator app shows. Its clock can be set: `steps` of 30 s ahead of now, or behind. */
export function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
}
