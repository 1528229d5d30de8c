import { describe, expect, it } from 'vitest';
import { hashPassword, passwordMatches } from './passwords';

const PASSWORD = 'a pass phrase of some length';
const HASH = await hashPassword(PASSWORD);

describe('a password', () => {
  it('is kept as argon2id, with the cost that OWASP asks for, and never twice as the same text', async () => {
    expect(HASH).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hashPassword(PASSWORD)).not.toBe(HASH);
  });

  it('matches its own hash alone, however its letters are composed', async () => {
    expect(await passwordMatches(HASH, PASSWORD)).toBe(true);
    expect(await passwordMatches(HASH, `${PASSWORD}.`)).toBe(false);
    expect(await passwordMatches('no hash', PASSWORD)).toBe(false);
    expect(await passwordMatches(null, PASSWORD)).toBe(false);
    const composed = await hashPassword('caf\u00e9 au lait, s’il vous pla\u00eet');
    expect(await passwordMatches(composed, 'cafe\u0301 au lait, s’il vous plai\u0302t')).toBe(true);
  });
});

it('twenty people wait for their turn, the next one is told, and then there is room again', async () => {
  const attempts = await Promise.allSettled(Array.from({ length: 23 }, () => passwordMatches(HASH, PASSWORD)));
  expect(attempts.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect(attempts.at(-1)).toMatchObject({ reason: new Error('Too many people are signing in at once.') });
  expect(attempts.slice(0, 22)).toEqual(Array(22).fill({ status: 'fulfilled', value: true }));
  const again = await Promise.allSettled(Array.from({ length: 3 }, () => passwordMatches(HASH, PASSWORD)));
  expect(again.filter(({ status }) => status === 'rejected')).toEqual([]);
});
