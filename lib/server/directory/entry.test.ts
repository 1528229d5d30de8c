import { describe, expect, it } from 'vitest';
import type { SentinelCustomer, SentinelRow } from '../sentinel/public';
import { entryOfCustomer, entryOfRow, searchText } from './entry';
import { deriveKeys, documentKey } from './keys';

const KEYS = deriveKeys('a key of these tests, 32 bytes or more');

const ROW: SentinelRow = {
  ...{ uuid: 'c-1', status: 6, name: 'Layla', surname: 'Haddad', email: 'Layla@Example.com' },
  ...{ phoneNumber: '+971501234567', nationality: 'ARE', gender: 'F', updatedAt: '2026-01-02T03:04:05Z' },
  documents: [
    { type: 'passport', dateOfExpiry: '2019-01-01', idMatch: true },
    { type: 'passport', dateOfExpiry: '2029-01-01', idMatch: null },
    { type: 'emiratesId', dateOfExpiry: null, idMatch: true },
  ],
  expiredDocuments: ['egyptNationalId'],
  documentNumbers: ['AB-12345', 'ab12345', '—', 'C9'],
};
const entryOf = (change: Partial<SentinelRow>) => entryOfRow(KEYS, { ...ROW, ...change });

describe('the entry of a list row', () => {
  it('holds what the row says, the newest day of each type, and a number as its fingerprint, once', () => {
    expect(entryOfRow(KEYS, ROW)).toMatchObject({
      ...{ uuid: 'c-1', status: 6, name: 'Layla', surname: 'Haddad', email: 'Layla@Example.com' },
      ...{ phone: '+971501234567', nationality: 'ARE', gender: 'F', updatedAt: '2026-01-02T03:04:05Z' },
      ...{ documents: ROW.documents, expiredDocuments: ['egyptNationalId'], unreadable: [], faceFailed: false },
      ...{ passport_expiry: '2029-01-01', emirates_id_expiry: null },
      documentKeys: [documentKey(KEYS, 'AB12345'), documentKey(KEYS, 'C9')],
      search: ' layla haddad layla@example.com 971501234567 ',
      sortName: 'layla haddad',
    });
  });

  it('says that a face match failed when one did', () => {
    const failed = { type: 'emiratesId', dateOfExpiry: null, idMatch: false } as const;
    expect(entryOf({ documents: [...ROW.documents, failed] }).faceFailed).toBe(true);
    expect(entryOf({ documents: [] }).faceFailed).toBe(false);
  });

  it('keeps what could not be read, but not in place of a document, where it may be the number', () => {
    const unreadable = [
      { field: 'email', given: '{}' } as const,
      { field: 'passport', given: 'AB-12345' } as const,
      { field: 'expiredDocuments', given: '7' } as const,
    ];
    expect(entryOf({ unreadable }).unreadable).toEqual([
      { field: 'email', given: '{}' },
      { field: 'passport', given: '' },
      { field: 'expiredDocuments', given: '7' },
    ]);
  });

  it('is one that Postgres gives back as it was sent', () => {
    const odd = entryOf({ name: 'A\0B', surname: 'half \ud83d', expiredDocuments: ['\udc00permit'] });
    expect(odd).toMatchObject({ name: 'A\ufffdB', surname: 'half \ufffd', expiredDocuments: ['\ufffdpermit'] });
    expect(entryOf({ name: 'whole 🙂', surname: null })).toMatchObject({ name: 'whole 🙂', surname: null });
  });

  it.each([
    [2_147_483_646, 2_147_483_646],
    [-2_147_483_646, -2_147_483_646],
    [2_147_483_648, null],
    [-2_147_483_649, null],
    [null, null],
  ])('of status %s holds %s: an integer of Postgres has 32 bits', (status, held) => {
    expect(entryOf({ status }).status).toBe(held);
  });
});

describe('the entry of a detail answer', () => {
  const { documentNumbers: _1, expiredDocuments: _2, ...person } = ROW;
  const customer: SentinelCustomer = {
    ...{ ...person, dateOfBirth: null, isLive: null, isLiveScore: null, createdAt: null },
    documents: [
      {
        ...{ type: 'passport', number: 'AB-12345', dateOfIssue: null, dateOfExpiry: '2029-01-01', authority: null },
        ...{ countryOfIssue: null, passportType: null, placeOfIssue: null, idMatch: false, idScore: null },
        ...{ idClassificationPassed: null, ocr: [] },
      },
    ],
  };

  it('holds the numbers that it tells, and does not say which types the list calls expired', () => {
    expect(entryOfCustomer(KEYS, customer)).toMatchObject({
      ...{ documentKeys: [documentKey(KEYS, 'AB12345')], expiredDocuments: null, expiredMask: 0, faceFailed: true },
      ...{ documents: [{ type: 'passport', dateOfExpiry: '2029-01-01', idMatch: false }] },
    });
    const unnumbered = { ...customer, documents: customer.documents.map((one) => ({ ...one, number: null })) };
    expect(entryOfCustomer(KEYS, unnumbered).documentKeys).toEqual([]);
  });
});

describe('the text that searches look in', () => {
  const nobody = { name: null, surname: null, email: null, phone: null };
  const text = (person: Partial<typeof nobody | Record<string, string>>) => searchText({ ...nobody, ...person });

  it.each([
    [{}, '  '],
    [{ name: 'Íñigo  de', surname: 'Muñoz' }, ' inigo de munoz '],
    [{ email: ' Ali@Example.com ' }, ' ali@example.com '],
    [{ phone: '+971501234567' }, ' 971501234567 '],
    [{ phone: '050 123 4567' }, ' 971501234567 '],
    [{ phone: 'ext. 12' }, ' 12 '],
    [{ phone: `${'x'.repeat(39)}123` }, ' 1 '],
    // A surname before the name, without a space, as it is typed in these scripts.
    [{ name: '伟', surname: '王' }, ' 伟 王 王伟 '],
    [{ name: '민준', surname: '김' }, ' 민준 김 김민준 '],
    [{ name: 'さくら', surname: '田中' }, ' さくら 田中 田中さくら '],
    [{ name: '伟' }, ' 伟 '],
    [{ surname: '王' }, ' 王 '],
  ])('of %j is %j', (person, search) => {
    expect(text(person).normalize('NFC')).toBe(search.normalize('NFC'));
  });

  it('ends with 300 letters of a name and 254 of an e-mail', () => {
    expect(text({ name: 'a'.repeat(301) })).toBe(` ${'a'.repeat(300)} `);
    expect(text({ email: 'a'.repeat(255) })).toBe(` ${'a'.repeat(254)} `);
  });
});

it('sorts by 80 letters of name and surname, and people without a name come last', () => {
  expect(entryOf({ name: 'a'.repeat(100) }).sortName).toBe('a'.repeat(80));
  expect(entryOf({ name: null }).sortName).toBe('haddad');
  expect(entryOf({ surname: null }).sortName).toBe('layla');
  expect(entryOf({ name: null, surname: ' ' }).sortName).toBe('\uffff');
});

it('holds one code for each sound of a name, and the same for names that sound alike', () => {
  const codes = entryOf({ name: 'Mohammed', surname: 'Mohammed' }).sounds;
  expect(new Set(codes).size).toBe(codes.length);
  expect(entryOf({ name: 'Muhammad', surname: null }).sounds.some((code) => codes.includes(code))).toBe(true);
  expect(entryOf({ name: 'Peter', surname: null }).sounds.some((code) => codes.includes(code))).toBe(false);
});
