import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountEmail, bareContact, likelyDomain, looksLikeEmail, readContact, sameEmail } from './contacts';
import { toE164 } from './phones';

const EMAIL = 'customer480@example.com';

describe('an e-mail address', () => {
  it.each([
    EMAIL,
    ` ${EMAIL}\u00a0`,
    `\u200b${EMAIL}\u200f`,
    `${EMAIL},`,
    `${EMAIL};`,
    `${EMAIL}.`,
    `<${EMAIL}>`,
    `(${EMAIL})`,
    `"${EMAIL}"`,
    `“${EMAIL}”.`,
    `[${EMAIL}],`,
    `${EMAIL}>`,
    `Layla <${EMAIL}>`,
    `"Haddad, Layla" <${EMAIL}>;`,
    `Layla Haddad (${EMAIL})`,
    `mailto:${EMAIL}`,
    `MAILTO:${EMAIL}?subject=Hello`,
    `mailto:customer480%40example.com`,
    `<mailto:${EMAIL}>`,
    `E-mail: ${EMAIL}`,
    `Email : <${EMAIL}>,`,
    'ｃｕｓｔｏｍｅｒ４８０＠ｅｘａｍｐｌｅ．ｃｏｍ',
    'customer٤٨٠@example.com',
    'cus\u00adtomer480@exam\u2060ple.com',
  ])('is read in %j', (written) => {
    expect(readContact(written)).toEqual({ email: EMAIL });
  });

  it.each([
    'jane&co@example.com',
    'user@example.xn--mgbaam7a8h',
    'new9@müller.example',
    "o'brien@example.com",
    'a@b.co',
  ])('may be %s', (email) => {
    expect(readContact(email)).toEqual({ email });
  });

  it.each([
    '',
    'ali',
    'ali@',
    '@example.com',
    'ali@example',
    'a li@example.com',
    'ali@exam ple.com',
    'a@b@c.com',
    'a@b..c',
  ])('is not %j', (text) => expect(looksLikeEmail(text)).toBe(false));

  it('is not two of them', () => {
    expect(readContact(`${EMAIL}, other@example.com`)).toBeNull();
    expect(readContact(`a@b.com <${EMAIL}>`)).toBeNull();
  });

  it('is one address in any case and with anything around it', () => {
    expect(sameEmail(` Customer480@Example.com `, EMAIL)).toBe(true);
    expect(sameEmail('customer481@example.com', EMAIL)).toBe(false);
    expect(accountEmail('Layla <Layla@Example.com>')).toBe('layla@example.com');
  });
});

describe('a phone number', () => {
  it.each([
    '\u202a+971 50 765 4321\u202c',
    '050\u2011765\u20114321',
    '＋９７１５０７６５４３２１',
    '＋971507654321',
    '+971–50–765–4321',
    '+971\u221250\u2212765\u22124321',
    '+00971507654321',
    '+00 971 50 765 4321',
    '(+971) 50 765 4321',
    '+(971) 50 765 4321',
    '+ 971 50 765 4321',
    '+971 (0)50 765 4321',
    '+971 (0) 50 765 4321',
    '٠٥٠ ٧٦٥ ٤٣٢١',
    '۰۵۰۷۶۵۴۳۲۱',
    '050\u00a0765\u20094321',
    'tel:+971507654321',
    'tel:+971-50-765-4321;ext=1',
    'tel:%2B971507654321',
    'Tel.: 050 765 4321',
    'Mobile: (050) 765 4321,',
    '(050 765 4321)',
    '((050) 765 4321)',
    '"050 765 4321".',
    '050 765 4321;',
  ])('is read in %j', (written) => {
    expect(toE164(written)).toBe('+971507654321');
    expect(readContact(written)).toHaveProperty('phoneNumber');
  });

  it.each(['', '12', '1234', 'Layla', '++971507654321', '050 765 432x', '050+765', EMAIL])('is not %j', (text) => {
    expect(toE164(text)).toBeNull();
    expect(Object.keys(readContact(text) ?? {})).not.toContain('phoneNumber');
  });
});

it.each([
  [' Noor@example.com ', { email: 'Noor@example.com' }],
  ['+971 50 123 4567', { phoneNumber: '+971 50 123 4567' }],
  ['050-123 4567', { phoneNumber: '050-123 4567' }],
  ['(050) 1234567', { phoneNumber: '(050) 1234567' }],
  ['٠٥٠١٢٣٤٥٦٧', { phoneNumber: '0501234567' }],
  ['\u202a+971501234567\u202c', { phoneNumber: '+971501234567' }],
  ['noor', null],
  ['a@b@c', null],
  ['1234', null],
  ['', null],
  ['<script>', null],
])('readContact of %j', (typed, contact) => expect(readContact(typed)).toEqual(contact));

it.each([
  ['email:a@b.co', 'a@b.co'],
  ['Phone:0501234567', '0501234567'],
  ['my phone: 0501234567', 'my phone: 0501234567'],
  ['telx: 0501234567', 'telx: 0501234567'],
  ['Layla < a@b.co >', 'a@b.co'],
  ['Layla <a@b.co> Haddad', 'Layla <a@b.co> Haddad'],
  ['[0501234567', '0501234567'],
  ['{0501234567}', '0501234567'],
  ['0501234567}', '0501234567'],
  ["'0501234567", '0501234567'],
  ['0501234567»', '0501234567'],
  ['mailto:a@b.co;c@d.ef', 'a@b.co;c@d.ef'],
  ['tel:%zz', '%zz'],
  [', ; 0501234567 ?!', '0501234567'],
  ['"a "b" c"', 'a "b" c'],
  ['(1)(2)', '(1)(2)'],
  ['((1)', '((1)'],
  [`<${'x'.repeat(998)}>`, 'x'.repeat(998)],
  [`<${'x'.repeat(999)}>`, `<${'x'.repeat(999)}>`],
])('bareContact of %s', (text, bare) => expect(bareContact(text)).toBe(bare));

it('an e-mail address has up to 254 characters, and a domain of any number of parts', () => {
  expect(looksLikeEmail('a@one.two.three.example')).toBe(true);
  expect(looksLikeEmail(`${'x'.repeat(249)}@b.co`)).toBe(true);
  expect(looksLikeEmail(`${'x'.repeat(250)}@b.co`)).toBe(false);
});

it('a phone number has five digits at least', () => {
  expect([readContact('12345'), readContact('1234')]).toEqual([{ phoneNumber: '12345' }, null]);
});

it.each(['gmail.com', 'mail.com', 'email.com', 'ymail.com', 'fmail.com', 'cloud.com', 'love.com', 'line.com'])(
  '%s is a real domain',
  (domain) => expect(likelyDomain(`a@${domain}`)).toBeNull(),
);

describe('bareContact', () => {
  const around = fc.constantFrom(
    '(',
    ')',
    '<',
    '>',
    '"',
    "'",
    ',',
    ';',
    '.',
    ' ',
    '\u200f',
    '\u00ad',
    'tel:',
    'mailto:',
    'a',
    '@',
    '1',
    '+',
    '%',
    '?',
    '[',
    '}',
    '\ud83d',
  );

  it('is idempotent and never throws', () => {
    const unit = fc.oneof(
      { weight: 3, arbitrary: around },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 1 }) },
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 25 }), (text) => {
        const bare = bareContact(text);
        expect(bareContact(bare)).toBe(bare);
        readContact(text);
        toE164(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds an address under any layers of what people paste around it', () => {
    const layer = fc.constantFrom<(inside: string) => string>(
      (inside) => `<${inside}>`,
      (inside) => `(${inside})`,
      (inside) => `"${inside}"`,
      (inside) => `${inside},`,
      (inside) => `${inside} ;`,
      (inside) => `mailto:${inside}`,
      (inside) => `\u2066${inside}\u2069`,
      (inside) => `\u00a0${inside}\n`,
    );
    fc.assert(
      fc.property(fc.array(layer, { maxLength: 6 }), (layers) => {
        expect(bareContact(layers.reduce((inside, wrap) => wrap(inside), EMAIL))).toBe(EMAIL);
      }),
    );
  });

  it('ends soon for a text of any length', () => {
    // Processor time: the clock on the wall also runs while other programs have the processor.
    const before = process.cpuUsage();
    bareContact('('.repeat(100_000));
    bareContact(`${'<'.repeat(900)}@`);
    expect(process.cpuUsage(before).user).toBeLessThan(500_000);
  });
});

describe('a domain that looks mistyped', () => {
  it.each([
    ['a@gmial.com', 'gmail.com'],
    ['a@hotmial.com', 'hotmail.com'],
    ['a@GMAIL.CON', 'gmail.com'],
    ['a@gmal.com', 'gmail.com'],
    ['a@gmaill.com', 'gmail.com'],
    ['a@yaho.com', 'yahoo.com'],
    ['a@outlok.com', 'outlook.com'],
  ])('%s hints at %s', (email, domain) => expect(likelyDomain(email)).toBe(domain));

  it.each(['a@gmail.com', 'a@Hotmail.com', 'a@ymail.com', 'a@mail.com', 'a@example.com', 'a@müller.example', 'a', ''])(
    '%s is none',
    (email) => expect(likelyDomain(email)).toBeNull(),
  );
});
