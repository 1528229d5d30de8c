import { describe, expect, it } from 'vitest';
import { hashPassword, passwordMatches, TooBusy } from './passwords';

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
  expect(attempts.at(-1)).toMatchObject({ reason: expect.any(TooBusy) });
  expect(attempts.slice(0, 22)).toEqual(Array(22).fill({ status: 'fulfilled', value: true }));
  const again = await Promise.allSettled(Array.from({ length: 3 }, () => passwordMatches(HASH, PASSWORD)));
  expect(again.filter(({ status }) => status === 'rejected')).toEqual([]);
});

it('strangers, however many, keep nobody waiting whom the desk knows', async () => {
  const ended: string[] = [];
  const check = (lane: 'known' | 'stranger') => passwordMatches(HASH, PASSWORD, lane).then(() => ended.push(lane));
  const strangers = Array.from({ length: 30 }, () => check('stranger').catch(() => {}));
  await check('known');
  // The two that ran already, and at the most the two that end at the same time.
  expect(ended.filter((lane) => lane === 'stranger').length).toBeLessThanOrEqual(4);
  await Promise.all(strangers);
  expect(ended).toHaveLength(23);
});
