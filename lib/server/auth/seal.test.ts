import * as fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { keyRing } from '../audit/keys';
import { seal, unseal } from './seal';
import { newTotpSecret, totpStep } from './totp';

const OLD = 'an earlier audit key, of 32 bytes or more';
const NEW = 'the audit key of today, of 32 bytes or more';

describe('a sealed secret', () => {
  const keys = keyRing(OLD);

  it('opens for what it was sealed for, and nothing else', async () => {
    await fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (secret, purpose, other) => {
        const sealed = seal(keys, secret, purpose);
        expect(unseal(keys, sealed, purpose)).toEqual({ secret, stale: false });
        if (other !== purpose) expect(() => unseal(keys, sealed, other)).toThrow();
      }),
    );
  });

  it('is never the same twice', () => {
    expect(seal(keys, 'secret', 'purpose')).not.toBe(seal(keys, 'secret', 'purpose'));
  });

  it('opens no more when a byte was changed, or its tag cut', () => {
    const sealed = seal(keys, 'a secret of some length', 'purpose');
    const [head = '', text = ''] = [
      sealed.slice(0, sealed.lastIndexOf('.')),
      sealed.slice(sealed.lastIndexOf('.') + 1),
    ];
    const bytes = Buffer.from(text, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const touched = Buffer.from(bytes);
      touched[index] = (touched[index] ?? 0) ^ 1;
      expect(() => unseal(keys, `${head}.${touched.toString('base64url')}`, 'purpose')).toThrow();
    }
    expect(() => unseal(keys, `${head}.${bytes.subarray(0, -4).toString('base64url')}`, 'purpose')).toThrow();
    expect(() => unseal(keys, 'nonsense', 'purpose')).toThrow();
    expect(() => unseal(keys, sealed.replace(/^v1/, 'v2'), 'purpose')).toThrow();
  });

  it('opens under a retired key, and says so', () => {
    const sealed = seal(keys, 'secret', 'purpose');
    expect(unseal(keyRing(NEW, [OLD]), sealed, 'purpose')).toEqual({ secret: 'secret', stale: true });
    expect(() => unseal(keyRing(NEW), sealed, 'purpose')).toThrow('not on the ring');
  });
});

describe('a code', () => {
  const { secret, uri } = newTotpSecret('jo@desk.example');
  const codeAt = (now: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });

  it('is of a secret of 160 bits that every app can read', () => {
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Sentinel%20desk:jo%40desk\.example\?/);
    for (const part of [`secret=${secret}`, 'issuer=Sentinel%20desk', 'digits=6', 'period=30']) {
      expect(uri).toContain(part);
    }
  });

  it('counts for its step, the one before and the one after', async () => {
    const anyTime = fc.integer({ min: 0, max: 4_000_000_000 });
    await fc.assert(
      fc.property(anyTime, fc.integer({ min: -5, max: 5 }), (seconds, steps) => {
        const now = seconds * 1_000 + 300_000;
        const step = totpStep(secret, codeAt(now + steps * 30_000), now);
        // Two codes of different steps are the same once in a million.
        if (Math.abs(steps) <= 1) expect(step).not.toBeNull();
        if (step !== null) expect(Math.abs(step - Math.floor(now / 30_000))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '12 456'])('is not %j', (code) => {
    expect(totpStep(secret, code)).toBeNull();
  });
});
