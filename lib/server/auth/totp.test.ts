import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { totpStep } from './totp';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const NOW = Date.parse('2026-11-26T12:00:15Z');
const STEP = Math.floor(NOW / 30_000);
const codeOf = (step: number) =>
  new TOTP({ secret: Secret.fromBase32(SECRET), period: 30, digits: 6 }).generate({ timestamp: step * 30_000 });

describe('a code counts for one step before and after its own, and no longer', () => {
  it.each([-1, 0, 1])('%i', (steps) => {
    expect(totpStep(SECRET, codeOf(STEP + steps), NOW)).toBe(STEP + steps);
  });

  it.each([-3, -2, 2, 3])('%i', (steps) => {
    expect(totpStep(SECRET, codeOf(STEP + steps), NOW)).toBeNull();
  });
});
