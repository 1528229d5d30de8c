import type { Person } from '../directory/people.ts';

const DUBAI = /^\+971(\d\d)(\d{3})/;
const ARABIC = /[\u0621-\u064a]/;
const LATIN = /^[a-z -]+$/i;

/**
 * Thirty kinds of text that people type, made of customers who are there; `undefined` of a customer who has no such
 * thing.
 */
export const KINDS: Record<string, (person: Person) => string | undefined> = {
  'two letters': ({ surname }) => [...surname].slice(0, 2).join(''),
  'three letters': ({ surname }) => /^.(\p{L}{3})/u.exec(surname)?.[1],
  'whole name': ({ name }) => name,
  'whole surname': ({ surname }) => surname,
  'name and surname': ({ name, surname }) => `${name} ${surname}`,
  'surname first, upper case': ({ name, surname }) => `${surname} ${name}`.toUpperCase(),
  'name and the beginning of a surname': ({ name, surname }) => `${name} ${[...surname].slice(0, 3).join('')}`,
  'misspelt name': ({ name, surname }) =>
    LATIN.test(name + surname) ? `${name} ${surname}`.replace(/(?<=\p{L})[aeiou](?=\p{L})/gu, 'e') : undefined,
  'name of nobody': ({ surname }) => (LATIN.test(surname) ? `${surname}xyzq` : undefined),
  'Arabic name': ({ name }) => (ARABIC.test(name) ? name : undefined),
  'two Arabic letters': ({ name }) => (ARABIC.test(name) ? [...name].slice(0, 2).join('') : undefined),
  'part of an e-mail': ({ email }) => email.slice(0, Math.max(6, email.indexOf('@') - 2)),
  'whole e-mail': ({ email }) => email,
  'e-mail in brackets, with a name': ({ name, email }) => `${name} <${email}>`,
  'e-mail of nobody': ({ email }) => `nobody.${email}`,
  'domain of an e-mail': ({ email }) => email.slice(email.indexOf('@')),
  'word of all e-mails': () => 'com',
  'phone, E.164': ({ phone }) => phone,
  'phone, national, with blanks': ({ phone }) => (DUBAI.test(phone) ? phone.replace(DUBAI, '0$1 $2 ') : undefined),
  'phone of nobody': ({ phone }) => phone.replace(/\d{4}$/, '0000'),
  'last four digits of a phone': ({ phone }) => phone.slice(-4),
  'last five digits of a phone': ({ phone }) => phone.slice(-5),
  'last six digits of a phone': ({ phone }) => phone.slice(-6),
  'five digits from the middle of a phone': ({ phone }) => phone.slice(4, 9),
  'name and last digits': ({ name, phone }) => `${name} ${phone.slice(-5)}`,
  'document number': ({ number }) => number,
  'document number, with blanks': ({ number }) => number.replace(/(.{3})(?=.)/g, '$1 '),
  'part of a document number': ({ number }) => number.slice(0, 6),
  uuid: ({ uuid }) => uuid,
  'uuid, upper case': ({ uuid }) => uuid.toUpperCase(),
};
