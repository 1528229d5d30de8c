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
    // As long as it must be, and as long as it may be: in letters, not in UTF-16 units.
    ['kx7pqm3vnatt2wd'],
    ['kx7pqm3vnatt2w😀'],
    ['kx7pq-m3vna-tt2wd-'.repeat(14).concat('9hh4')],
    // Eight letters beside the name are a password of their own.
    ['petrescu xkqzvwyj'],
    // Few letters, and none of a name.
    ['!?!.;:!-_xk#%&*()'],
  ])('may be %j', async (password) => {
    expect(await problem(password)).toBeNull();
  });

  it.each([
    ['14 characters!', /15 characters/],
    ['x'.repeat(257), /256 characters/],
    ['kx7pqm3vnatt2😀', /15 characters/],
    ['petrescu, xkqzvwy', /too close/],
    ['xkqzvw mina petrescu', /too close/],
    ['sentineldesk xkqzvwy', /too close/],
    ['sentinel xkqzvwy', /too close/],
    ['sentinel d xkqzvw', /too close/],
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

describe('a common password in disguise', () => {
  const common = new Set(['monkey', 'abzq', '2cool', 'cool42', 'xkqz', '13579246', '48213957', 'abz', 'kwzpkwzp']);

  it.each([
    ['as it stands', 'monkey'],
    ['without letters', '48213957'],
    ['repeated', 'xkqzxkqzxkqz'],
    ['repeated, the last time cut short', 'xkqzxkqzxk'],
    ['repeated twice', 'xkqzxkqz'],
    ['digits repeated', '1357924613579246'],
    ['a repetition that is common itself', 'kwzpkwzp'],
    ['a short word repeated', 'abwabwabwab'],
    ['letters in a row', 'bcdefgh'],
    ['letters in a row, backwards', 'hgfedcb'],
    ['before signs no longer than itself', 'monkey48213!'],
    ['behind signs no longer than itself', '!48213monkey'],
    ['between signs no longer than itself', '482monkey82!'],
    ['before digits in a row', 'monkey123456789'],
    ['before digits in a row beyond nine', 'monkey6789012345'],
    ['before digits in a row beyond zero', 'monkey3210987654'],
    ['between digits in a row', '1234567monkey7654321'],
    ['before another common one', 'monkey13579246'],
    ['before two signs, over and over', 'monkey4747474747'],
    ['with a digit of its own in front', '7482cool'],
    ['with digits of its own at the end', 'cool42917'],
    ['of four letters', '9271abzq'],
  ])('%s: %s', (_, written) => expect(isDisguised(written, common)).toBe(true));

  it.each([
    ['nothing common', 'abwzabwzabwz'],
    ['letters in steps of two', 'acegikmoq'],
    ['letters that nearly stand in a row', 'abcdegf'],
    ['more signs than letters', 'monkey4821396'],
    ['more signs than letters, on both sides', '4821monkey396'],
    ['digits in a row on one side, others on the other', '48213957926monkey12'],
    ['digits in steps of two', 'monkey9753197'],
    ['three signs, over and over', 'monkey147147147'],
    ['more signs than the four letters', '92718abzq'],
    ['a common word that is too short to count', '9271abz82'],
    ['no letter at all', '482139571'],
    ['a common word of three letters', 'abz482'],
    ['a common word of three letters between digits', '9abz48'],
    ['letters to and fro', 'defedcdefg'],
  ])('is not %s: %s', (_, written) => expect(isDisguised(written, common)).toBe(false));
});

it("takes the longest of a person's names out first, and leaves short ones in", async () => {
  const found = (password: string, email: string, name: string) => passwordProblem(password, { email, name });
  // Taken out first, "mina" would leave nine letters of the longer name.
  expect(await found('minabcdwfghij 2026', 'mina@desk.example', 'Minabcdwfghij')).toEqual({
    code: 'password_personal',
  });
  expect(await found('bor sleeps 42 k', 'bor@desk.example', 'Bor Ivo')).toBeNull();
  expect(await found('bor bor bor bor sleepy', 'bor@desk.example', 'Bor Ivo')).toBeNull();
  expect(await found('mina mina xkqzvwy', 'po@desk.example', 'Mina Po')).toEqual({ code: 'password_personal' });
  expect(await found('kwzpvntr 2026!!!', 'kwzpvntr@desk.example', 'Bo Li')).toEqual({ code: 'password_personal' });
});
