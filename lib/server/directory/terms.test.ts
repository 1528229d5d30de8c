import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldWithOrigin } from '../../writing/fold';
import { toE164 } from '../../writing/phones';
import { searchText } from './entry';
import { findMatches } from './matches';
import { contactPattern, exactPattern, kindsOf, likelyPatterns, parseTerms, patternOf, type Term } from './terms';

/** What Postgres' LIKE does, for patterns of ours. */
function like(text: string, pattern: string): boolean {
  const parts = pattern.split('%').map((part) => part.replace(/\\(.)/g, '$1'));
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

const NOBODY = { name: null, surname: null, email: null, phone: null };
const finds = (text: string, person: Partial<typeof NOBODY | Record<string, string>>) => {
  const terms = parseTerms(text)?.terms ?? [];
  const search = searchText({ ...NOBODY, ...person });
  return terms.length > 0 && terms.every((term) => like(search, patternOf(term)));
};

it('leaves out the direction marks of what was pasted', () => {
  const terms = (text: string) => parseTerms(text)?.terms;
  expect(terms('\u2066+971 50\u200e 123 4567\u2069')).toEqual(terms('+971 50 123 4567'));
  expect(terms('\u202aali@example.com\u202c')).toEqual(terms('ali@example.com'));
  const uuid = '0b0e2c6a-0000-4000-8000-00000000abcd';
  expect(parseTerms(`\u200f${uuid}\u200f`)?.uuid).toBe(uuid);
});

describe('names', () => {
  it.each([
    ['layla', { name: 'Layla', surname: 'Haddad' }],
    ['haddad layla', { name: 'Layla', surname: 'Haddad' }],
    ['HADD', { name: 'Layla', surname: 'Haddad' }],
    ['ha', { name: 'Layla', surname: 'Haddad' }],
    ['munoz', { name: 'Íñigo', surname: 'Muñoz' }],
    ['Müller', { surname: 'MULLER' }],
    ['strasse', { surname: 'Straße' }],
    ['lukasz', { name: 'Łukasz' }],
    ['احمد', { name: 'أحمد' }],
    ['أَحْمَد', { name: 'احمد' }],
    ['فاطمه', { name: 'فاطمة' }],
    ['علي', { name: 'على' }],
    ['محـــمد', { name: 'محمد' }],
    ['обама', { surname: 'Обама' }],
    ['oconnor', { surname: "O'Connor" }],
    ['al hamad', { surname: 'Al-Hamad' }],
    ['王伟', { name: '伟', surname: '王' }],
    ['김민', { name: '민준', surname: '김' }],
  ])('%s finds %o', (text, person) => {
    expect(finds(text, person)).toBe(true);
  });

  it('keeps apart what only looks alike', () => {
    expect(finds('ddad', { name: 'Layla', surname: 'Haddad' })).toBe(true);
    expect(finds('dd', { name: 'Layla', surname: 'Haddad' })).toBe(false);
    expect(finds('layla omar', { name: 'Layla', surname: 'Haddad' })).toBe(false);
    expect(finds('100%', { name: '100 per cent' })).toBe(true);
    expect(finds('रमेश', { name: 'रामेश' })).toBe(false);
  });

  it('asks for more than a letter', () => {
    for (const text of ['', ' ', 'a', '٣', '%', '@', '--', '🙂']) expect(parseTerms(text)).toBeNull();
  });
});

describe('folding', () => {
  const text = fc.string({ unit: fc.constantFrom(...'aÁéñßØłآأإاىيةهـًّ٣۴۵9 -\u0301王ก็रा🙂İıς'), maxLength: 20 });

  it('is idempotent, does not depend on how accents are written, and ignores case', () => {
    fc.assert(
      fc.property(text, (written) => {
        for (const mode of ['words', 'email'] as const) {
          const folded = fold(written, mode);
          expect(fold(folded, mode)).toBe(folded);
          expect(fold(written.normalize('NFD'), mode)).toBe(fold(written.normalize('NFC'), mode));
          expect(fold(written.toUpperCase(), mode)).toBe(folded);
          expect(fold(written.toLowerCase(), mode)).toBe(folded);
        }
      }),
    );
  });

  it('is idempotent for whatever Unicode holds, and folds a text as it folds its parts', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 30 });
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        for (const mode of ['words', 'email'] as const) {
          const folded = fold(one, mode);
          expect(fold(folded, mode)).toBe(folded);
          expect(foldWithOrigin(one, mode).text).toBe(folded);
          expect(fold(one + other, mode)).toBe(folded + fold(other, mode));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds every word of a name by itself, and shows where it stands', () => {
    fc.assert(
      fc.property(text, (name) => {
        const terms = parseTerms(name)?.terms ?? [];
        if (terms.some(({ kind }) => kind !== 'word')) return;
        expect(terms.every((term) => like(searchText({ ...NOBODY, name }), patternOf(term)))).toBe(true);
        for (const { start, length } of findMatches({ name, surname: null, email: null, phoneNumber: null }, terms)) {
          expect(start >= 0 && length > 0 && start + length <= name.length).toBe(true);
        }
      }),
    );
  });
});

describe('phone numbers', () => {
  const separators = fc.constantFrom('', ' ', '-', '  ', '.', '/');
  const local = fc.stringMatching(/^5[024568][0-9]{7}$/);
  const spelled = (digits: string, gaps: string[]) =>
    digits.replace(/(?<=^.{2}|^.{5}|^.{8})(?=.)/g, () => gaps.pop() ?? '');
  const inScript = (text: string, zero: number) =>
    text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));

  it('are found in every writing, whole or any run of their digits', () => {
    fc.assert(
      fc.property(
        local,
        fc.array(separators, { minLength: 6, maxLength: 6 }),
        fc.constantFrom('', '0', '+971', '00971', '+971 ', '971', '+971 (0)'),
        fc.constantFrom(0x30, 0x0660, 0x06f0),
        fc.nat(5),
        fc.integer({ min: 3, max: 9 }),
        (number, gaps, before, zero, from, length) => {
          const person = { phone: `+971${number}` };
          expect(finds(inScript(before + spelled(number, [...gaps]), zero), person)).toBe(true);
          const run = number.slice(from, from + length);
          if (run.length >= 3) expect(finds(run, person)).toBe(true);
        },
      ),
    );
  });

  it('lead every writing of a whole number to the one who has it, here and at Sentinel', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(local, { minLength: 2, maxLength: 6 }),
        fc.array(separators, { minLength: 6, maxLength: 6 }),
        fc.constantFrom('0', '+971', '00971', '+971 ', '00 971 ', '971'),
        fc.constantFrom(0x30, 0x0660, 0x06f0),
        ([number = '', ...others], gaps, before, zero) => {
          const written = inScript(before + spelled(number, [...gaps]), zero);
          const phones = [number, ...others].map((digits) => `+971${digits}`);
          expect(phones.filter((phone) => finds(written, { phone }))).toEqual([`+971${number}`]);
          expect(toE164(written)).toBe(`+971${number}`);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are found as they are stored, in whatever writing', () => {
    expect(finds('+971501234567', { phone: '050 123 4567' })).toBe(true);
    expect(finds('0501234567', { phone: '00971 50 123 4567' })).toBe(true);
    expect(finds('layla 050 123 4567', { name: 'Layla', phone: '+971501234567' })).toBe(true);
  });

  it('are highlighted where they stand', () => {
    const [match] = findMatches(
      { name: null, surname: null, email: null, phoneNumber: '+971501234567' },
      parseTerms('050 123')?.terms ?? [],
    );
    expect(match).toEqual({ field: 'phoneNumber', start: 4, length: 5 });
  });
});

it('finds part of an e-mail address, whatever its case and punctuation', () => {
  const person = { email: 'Layla.Haddad_7@Example.com' };
  for (const text of ['layla.haddad', 'haddad_7@exa', '@example.com', 'layla haddad', 'LAYLA.HADDAD_7@EXAMPLE.COM']) {
    expect(finds(text, person)).toBe(true);
  }
  expect(finds('laylaxhaddad@', person)).toBe(false);
});

it('takes a whole text for a document number or a uuid where it may be one', () => {
  expect(parseTerms('784-1988-1234567-1')?.document).toBe('784198812345671');
  expect(parseTerms('ab 1234567')?.document).toBe('AB1234567');
  expect(parseTerms('layla')?.document).toBeNull();
  const uuid = '7F1F3B52-8d0a-4c39-9f6a-0f3c6a0d6c11';
  expect(parseTerms(` ${uuid} `)).toMatchObject({ terms: [], document: null, uuid: uuid.toLowerCase(), sounds: [] });
  expect(kindsOf({ terms: [{ kind: 'word', text: 'layla' }], document: 'X', uuid: null, sounds: [] })).toEqual([
    'word',
    'document-number',
  ]);
});

it.each([
  ['0501', ['% 971501%']],
  ['(050) 1', ['% 971501%']],
  ['971501', ['% 971501%', '%971501 %']],
  ['00971501', ['% 971501%', '%971501 %']],
  ['4567', ['% 4567%', '%4567 %']],
  ['lay', ['% lay%']],
])('what somebody most likely means by %s', (text, patterns) => {
  expect(parseTerms(text)?.terms.flatMap(likelyPatterns)).toEqual(patterns);
});

describe('the parts of a text', () => {
  const termsOf = (text: string) => parseTerms(text)?.terms;
  const word = (text: string): Term => ({ kind: 'word', text });
  const digits = (text: string, national = false): Term => ({ kind: 'digits', text, national });

  it.each<[string, Term[]]>([
    ['layla  050 123  4567 haddad', [word('layla'), digits('501234567', true), word('haddad')]],
    ['050 123 layla 4567', [digits('50123', true), word('layla'), digits('4567')]],
    ['+ layla', [word('layla')]],
    ['( 050 ) 123', [digits('50123', true)]],
    ['050 - 123', [digits('50123', true)]],
    ['+971 50 / 123', [digits('97150123')]],
    ['050 -- 123', [digits('50123', true)]],
    ['tel:+971 50 123 4567', [digits('971501234567')]],
    ['layla7 -haddad layla-', [word('layla7'), word('haddad'), word('layla')]],
    ['layla - haddad', [word('layla'), word('haddad')]],
    ['00 12', [digits('0012')]],
    ['layla @ haddad', [word('layla'), word('haddad')]],
    ['layla @example.com', [word('layla'), { kind: 'email', text: '@example.com' }]],
    ['layla 7@', [word('layla'), { kind: 'email', text: '7@' }]],
  ])('of %j', (text, terms) => expect(termsOf(text)).toEqual(terms));

  it('are a document number from five letters and digits on, with a digit among them', () => {
    const documentOf = (text: string) => parseTerms(text)?.document;
    expect([documentOf('A123'), documentOf('A1234'), documentOf('ABCDE')]).toEqual([null, 'A1234', null]);
  });

  it('sound like a name without numbers and addresses, from three letters on', () => {
    const soundsOf = (text: string) => parseTerms(text)?.sounds;
    expect(soundsOf('li')).toEqual([]);
    expect(soundsOf('lay')).toHaveLength(1);
    expect(soundsOf('layla haddad')).toHaveLength(2);
    expect(soundsOf('layla 050 123 4567 haddad 7@example')).toEqual(soundsOf('layla haddad'));
    expect(soundsOf('050 123 4567')).toEqual([]);
    expect(soundsOf('layla.haddad@exa')).toEqual([]);
  });

  it('are told to the trail by their kinds alone', () => {
    const kinds = (text: string) => kindsOf(parseTerms(text) ?? { terms: [], document: null, uuid: null, sounds: [] });
    expect(kinds('layla haddad')).toEqual(['word']);
    expect(kinds('layla@example.com')).toEqual(['email']);
    expect(kinds('7f1f3b52-8d0a-4c39-9f6a-0f3c6a0d6c11')).toEqual(['uuid']);
  });
});

it('looks for a whole contact as it is stored, with the signs of LIKE in it as they stand', () => {
  expect(contactPattern({ email: ' Layla_7@Example.com ' })).toBe('% layla\\_7@example.com %');
  expect(contactPattern({ phoneNumber: '+971 50 123 4567' })).toBe('% 971501234567 %');
  expect(contactPattern({})).toBe('%  %');
});

it.each<[Term, string]>([
  [{ kind: 'word', text: 'a_b' }, '% a\\_b %'],
  [{ kind: 'word', text: 'layla12' }, '% layla12 %'],
  [{ kind: 'email', text: 'layla@example.com' }, '% layla@example.com %'],
  [{ kind: 'digits', text: '123456', national: false }, '% 123456 %'],
  [{ kind: 'digits', text: '1234567', national: false }, '%1234567 %'],
])('finds %j whole by %s', (term, pattern) => expect(exactPattern(term)).toBe(pattern));
