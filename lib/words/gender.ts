import { spoken } from './language';

export interface GenderWords {
  male: string;
  female: string;
}

const ENGLISH: GenderWords = { male: 'Male', female: 'Female' };

const WORDS = spoken({ en: ENGLISH });

/** The vendor names no list of values: whole words and single letters are read, anything else is shown as it came. */
const READ: Readonly<Record<string, keyof GenderWords>> = { male: 'male', m: 'male', female: 'female', f: 'female' };

/** "Male" for `male` and `M`; a value that has no word as it came. */
export function genderWord(given: string): string {
  const key = given.trim().toLowerCase();
  const known = Object.hasOwn(READ, key) ? READ[key] : undefined;
  return known === undefined ? given : WORDS[known];
}
