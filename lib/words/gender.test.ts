import { expect, it } from 'vitest';
import { genderWord } from './gender';

it.each([
  ['male', 'Male'],
  ['M', 'Male'],
  ['FEMALE', 'Female'],
  [' f ', 'Female'],
  ['X', 'X'],
  ['ذكر', 'ذكر'],
  ['constructor', 'constructor'],
])('%j is %j', (given, word) => expect(genderWord(given)).toBe(word));
