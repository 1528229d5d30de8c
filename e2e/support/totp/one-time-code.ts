import { Secret, TOTP } from 'otpauth';

/** What an authenticator app shows. Its clock can be set: `steps` of 30 s ahead of now, or behind. */
export function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
}

const STEP_MS = 30_000;

/** Waits for the next step when this one ends within `room` ms: the code of the step before is refused from then on. */
export async function roomInStep(room = 10_000): Promise<void> {
  const left = STEP_MS - (Date.now() % STEP_MS);
  if (left < room) await new Promise((resolve) => setTimeout(resolve, left + 50));
}
