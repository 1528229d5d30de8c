import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemSentence } from '../../words/errors';
import { commonPasswords, MOST_COMMON } from './common-passwords';
import { isDisguised, passwordProblem } from './password-rules';

const of = { email: 'mina.petrescu@desk.example', name: 'Mina Petrescu' };
const problem = async (password: string) => {
  const found = await passwordProblem(password, of);
  return found && problemSentence(found);
};

it('has the hundred thousand, and the long ones of a million', async () => {
  const common = await commonPasswords();
  // Folding makes a few hundred pairs one.
  expect(common.size).toBeGreaterThan(MOST_COMMON);
  expect([...common].filter((password) => password.length >= 15).length).toBeGreaterThan(9_000);
  for (const known of ['123456', 'password', 'qwerty', 'monkey']) expect(common.has(known)).toBe(true);
});

describe('a new password', () => {
  it.each([
    ['correct horse battery staple'],
    ['a pass phrase of some length'],
    ['kx7pq-m3vna-tt2wd-9hh4e'],
    ['коррект лошадь батарея'],
    ['mina eats eleven green apples'],
    ['the dragon of 1987 sleeps'],
    ['8362947a92836471'],
  ])('may be %j', async (password) => {
    expect(await problem(password)).toBeNull();
  });

  it.each([
    ['14 characters!', /15 characters/],
    ['x'.repeat(257), /256 characters/],
    ['passwordpassword', /tried first/],
    ['PassWordPassWordPass', /tried first/],
    ['password1234567', /tried first/],
    ['ｐａｓｓｗｏｒｄ1234567', /tried first/],
    ['!!!!!!!monkey!!!!!!!', /tried first/],
    ['monkey123456789', /tried first/],
    ['superman2026!!!', /tried first/],
    ['aaaaaaaaaaaaaaaa', /tried first/],
    ['abababababababab', /tried first/],
    ['123456789012345', /tried first/],
    ['abcdefghijklmnop', /tried first/],
    ['1q2w3e4r5t6y7u8i', /tried first/],
    ['mina.petrescu@desk.example', /too close/],
    ['MinaPetrescu2026', /too close/],
    ['Petrescu, Mina 1', /too close/],
    ['sentinel desk 2026', /too close/],
    ['Sentinel-Desk!!!!', /too close/],
  ])('may not be %j', async (password, words) => {
    expect(await problem(password)).toMatch(words);
  });
});

it('finds a common password under any padding of digits and signs no longer than itself', async () => {
  const common = await commonPasswords();
  const words = [...common].filter((word) => /^[a-z]{8,14}$/.test(word)).slice(0, 2_000);
  const sign = fc.constantFrom(...'0123456789!?.-_#');
  const padding = fc.string({ unit: sign, maxLength: 4 });
  const weak = fc.property(fc.constantFrom(...words), padding, padding, (word, before, after) => {
    expect(isDisguised(before + word + after, common)).toBe(true);
  });
  await fc.assert(weak);
});
