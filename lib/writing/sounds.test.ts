import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { soundGroups, soundKeys, soundsLike } from './sounds';

const meet = (one: string, other: string) => [soundsLike(one, other), soundsLike(other, one)];

describe('names that sound alike, whichever is asked for', () => {
  it.each([
    ['joined and split', 'عبدالله', 'عبد الله'],
    ['joined and split', 'عبدالرحمن', 'عبد الرحمن'],
    ['with and without the article', 'almansoori', 'Al Mansoori'],
    ['with and without the article', 'elsisi', 'El-Sisi'],
    ['an article that its letter swallows', 'Ash-Shamsi', 'Al Shamsi'],
    ['an article that its letter swallows', 'ashshamsi', 'Al Shamsi'],
    ['umlauts', 'mueller', 'Müller'],
    ['umlauts', 'Jörg', 'joerg'],
    ['both scripts', 'shamma haddad', 'شمّا حداد'],
    ['both scripts', 'omar abdel fattah', 'عمر عبد الفتاح'],
    ['both scripts', 'omar abdel fattah', 'عمر عبدالفتاح'],
    ['spellings', 'ahmad', 'Ahmed'],
    ['spellings', 'yusuf', 'Youssef'],
    ['spellings', 'yusuf', 'Yousuf'],
    ['spellings', 'hussein', 'Husain'],
    ['spellings', 'hussein', 'Hussain'],
    ['spellings', 'zaynab', 'Zainab'],
    ['spellings', 'khateeb', 'Al-Khatib'],
    ['spellings', 'mohamed nuaimi', 'Muhammad Al Noaimi'],
    ['spellings', 'mohamed nuaimi', 'محمد النعيمي'],
  ])('%s: %s and %s', (_kind, one, other) => expect(meet(one, other)).toEqual([true, true]));

  it('in any order, across name and surname, and with further names', () => {
    expect(soundsLike('fattah omar', 'Omar', 'Abdel Fattah')).toBe(true);
    expect(soundsLike('omar abdulfattah', 'Omar Abdel', 'Fattah')).toBe(true);
    expect(soundsLike('haddad', 'شمّا', 'حداد')).toBe(true);
    expect(soundsLike('haddad omar', 'شمّا', 'حداد')).toBe(false);
  });

  it('not when a word is the beginning of another', () => expect(meet('moham', 'Mohamed')).toEqual([false, false]));
});

it.each(['', ' ', 'al', 'bin', 'ال', '王伟', 'Иван', 'layla 王', '123', 'a1'])('has nothing to say for "%s"', (text) =>
  expect(soundGroups(text)).toEqual([]),
);

describe('for whatever a name holds', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abdehilnrstuwyأبدحعلمنهوىةـَّ -éü'), maxLength: 30 });

  it('a name sounds like itself, in any case', () => {
    fc.assert(
      fc.property(letters, (name) => {
        if (soundGroups(name).length === 0) return;
        expect(soundsLike(name, name)).toBe(true);
        expect(soundsLike(name.toUpperCase(), name)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('the field in which a word stands makes no difference to a word that is no compound', () => {
    const plain = fc.constantFrom('layla', 'haddad', 'almansoori', 'عمر', 'حداد', 'أحمد', 'abdulrahman', 'saifullah');
    fc.assert(
      fc.property(plain, plain, (name, surname) => {
        const apart = new Set(soundKeys(name, surname));
        for (const key of [...soundKeys(name), ...soundKeys(surname)]) expect(apart).toContain(key);
        expect(soundsLike(`${surname} ${name}`, name, surname)).toBe(true);
      }),
    );
  });

  it('keys are few and short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), letters, (name, surname) => {
        const keys = soundKeys(name, surname);
        expect(keys.length).toBeLessThan(600);
        for (const key of keys) expect(key.length).toBeLessThan(120);
      }),
    );
  });
});
