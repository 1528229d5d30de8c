import { describe, expect, it } from 'vitest';
import { findMatches } from './matches';
import type { Term } from './terms';

const NOBODY = { name: null, surname: null, email: null, phoneNumber: null };
/** The marked parts of the fields, by field. */
function marked(shown: Partial<Record<keyof typeof NOBODY, string>>, ...terms: Term[]) {
  const person = { ...NOBODY, ...shown };
  return findMatches(person, terms).map(({ field, start, length }) => [
    field,
    person[field]?.slice(start, start + length),
  ]);
}
const word = (text: string): Term => ({ kind: 'word', text });
const email = (text: string): Term => ({ kind: 'email', text });
const digits = (text: string): Term => ({ kind: 'digits', text, national: false });

describe('a word', () => {
  it('is marked in name, surname and e-mail, each time in the letters that are shown', () => {
    const person = { name: 'Áli', surname: 'Al-Ali', email: 'ali.h@example.com', phoneNumber: '+971501234567' };
    expect(marked(person, word('ali'))).toEqual([
      ['name', 'Áli'],
      ['surname', 'Ali'],
      ['email', 'ali'],
    ]);
  });

  it('takes the marks of its last letter with it, and one letter for two', () => {
    expect(marked({ name: 'Jose\u0301 Maria' }, word('jose'))).toEqual([['name', 'Jose\u0301']]);
    expect(marked({ name: 'Groß Karl' }, word('gross'))).toEqual([['name', 'Groß']]);
    expect(marked({ surname: 'Jose\u0301' }, word('jose'))).toEqual([['surname', 'Jose\u0301']]);
  });

  it('of one or two letters is marked only where a word begins', () => {
    expect(marked({ name: 'Hamad Ma' }, word('ma'))).toEqual([['name', 'Ma']]);
    expect(marked({ name: 'Ma' }, word('ma'))).toEqual([['name', 'Ma']]);
    expect(marked({ name: 'Hamad' }, word('ma'))).toEqual([]);
    expect(marked({ name: 'a1ma2ma ma' }, word('ma'))).toEqual([['name', 'ma']]);
    expect(findMatches({ ...NOBODY, name: 'xma yma ma' }, [word('ma')])).toEqual([
      { field: 'name', start: 8, length: 2 },
    ]);
    expect(marked({ name: 'Hamad' }, word('mad'))).toEqual([['name', 'mad']]);
  });

  it('is looked for in the first 400 letters', () => {
    expect(marked({ name: `${' '.repeat(397)}ali` }, word('ali'))).toEqual([['name', 'ali']]);
    expect(marked({ name: `${' '.repeat(398)}ali` }, word('ali'))).toEqual([]);
  });
});

it('a name is folded as words are, and a word finds no phone number', () => {
  expect(marked({ name: 'Al-Hamad' }, word('al hamad'))).toEqual([['name', 'Al-Hamad']]);
  expect(marked({ phoneNumber: '+971501234567' }, word('971'))).toEqual([]);
  expect(marked({}, digits('971'))).toEqual([]);
});

it('an e-mail address is marked in the e-mail alone, with its punctuation', () => {
  expect(marked({ name: 'a.b@c.d', email: 'x.a.b@c.de' }, email('a.b@c.d'))).toEqual([['email', 'a.b@c.d']]);
  expect(marked({ email: 'a b@c.d' }, email('a.b@c.d'))).toEqual([]);
});

describe('digits', () => {
  it('are marked in the phone number, over what stands between them, and in the e-mail', () => {
    const person = { name: '501', email: 'ali501@example.com', phoneNumber: '+971 50-123 4567' };
    expect(marked(person, digits('501'))).toEqual([
      ['email', '501'],
      ['phoneNumber', '50-1'],
    ]);
    expect(marked(person, digits('4567'))).toEqual([['phoneNumber', '4567']]);
    expect(marked(person, digits('971'))).toEqual([['phoneNumber', '971']]);
    expect(marked(person, digits('999'))).toEqual([]);
  });

  it('are looked for in the first 400 signs', () => {
    expect(marked({ phoneNumber: `${' '.repeat(397)}123` }, digits('123'))).toEqual([['phoneNumber', '123']]);
    expect(marked({ phoneNumber: `${' '.repeat(398)}123` }, digits('123'))).toEqual([]);
  });
});
