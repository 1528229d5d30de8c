import { expect, it } from 'vitest';
import { fullName } from './names';

it.each([
  ['Layla', 'Haddad', 'Layla Haddad'],
  ['Layla', null, 'Layla'],
  [null, 'Haddad', 'Haddad'],
  [' ', 'Haddad', 'Haddad'],
  [' Layla ', ' Haddad', ' Layla   Haddad'],
  ['', ' ', null],
  [null, null, null],
])('the full name of %j and %j is %j', (name, surname, full) => {
  expect(fullName({ name, surname })).toBe(full);
});
