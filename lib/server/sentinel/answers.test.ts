import 'server-only';
import { describe, expect, it } from 'vitest';
import { DETAIL, ROW, success } from '../../../e2e/support/vendor/example-answers';
import { DEFAULT_LIST } from '../../contracts/list-params';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { readCustomer, readLink, readPage, readSaved, readSelf } from './answers';
import type { NamedCall } from './transport';

const CALL: NamedCall = { name: 'test' };
const WRITE: NamedCall = { ...CALL, write: true };
const PERSON = { status: null, name: null, surname: null, email: null, phoneNumber: null, nationality: null };

const customer = (changes: object = {}) => readCustomer(CALL, success({ ...DETAIL, ...changes }));
const page = (data: unknown) => readPage(CALL, success(data), { ...DEFAULT_LIST, page: 2, perPage: 10 });

describe('readCustomer', () => {
  it('takes the documented fields and drops the rest', () => {
    expect(customer()).toEqual({
      uuid: DETAIL.uuid,
      status: 6,
      name: 'Layla',
      surname: 'Haddad',
      gender: 'F',
      nationality: 'ARE',
      dateOfBirth: '1990-02-28',
      email: 'layla@example.com',
      phoneNumber: '+971501234567',
      isLive: true,
      isLiveScore: 98.6,
      createdAt: '2025-01-01T10:00:00.000Z',
      updatedAt: '2025-06-01T10:00:00.000Z',
      documents: [
        {
          type: 'passport',
          number: 'P1234567',
          dateOfIssue: '2020-01-01',
          dateOfExpiry: '2030-01-01',
          authority: 'MOI',
          countryOfIssue: 'ARE',
          passportType: 'P',
          placeOfIssue: 'Dubai',
          idMatch: true,
          idScore: 91.2,
          idClassificationPassed: true,
          ocr: [
            { key: 'surname', value: 'HADDAD' },
            { key: 'mrz.line1', value: 'P<ARE' },
            { key: 'mrz.line2', value: 'P123' },
            { key: 'flags', value: 'a, 1, true' },
            { key: 'checked', value: '' },
          ],
        },
        {
          type: 'emiratesId',
          number: '784-1990-1234567-1',
          dateOfIssue: null,
          dateOfExpiry: '2027-05-05',
          authority: null,
          countryOfIssue: null,
          passportType: null,
          placeOfIssue: null,
          idMatch: false,
          idScore: 12,
          idClassificationPassed: false,
          ocr: [],
        },
      ],
    });
  });

  it('needs nothing but a uuid', () => {
    const nothing = { ...PERSON, gender: null, dateOfBirth: null, isLive: null, isLiveScore: null };
    const expected = { uuid: 'c-1', ...nothing, documents: [], createdAt: null, updatedAt: null };
    expect(readCustomer(CALL, success({ uuid: 'c-1' }))).toEqual(expected);
    const wrong = Object.fromEntries(Object.keys(DETAIL).map((key) => [key, [['a', 1]]]));
    const { unreadable, ...read } = readCustomer(CALL, success({ ...wrong, uuid: 'c-1' }));
    expect(read).toEqual(expected);
    expect(unreadable).toContainEqual({ field: 'passport', given: '["a",1]' });
    expect(unreadable?.map(({ field }) => field).sort()).toEqual(
      Object.keys(expected)
        .concat(KNOWN_DOCUMENTS)
        .sort()
        .filter((field) => field !== 'uuid' && field !== 'documents'),
    );
  });

  it('keeps long names, drops absurd ones', () => {
    expect(customer({ name: 'N'.repeat(10_000) }).name).toHaveLength(10_000);
    expect(customer({ name: 'n '.repeat(50_001) })).toMatchObject({
      name: null,
      unreadable: [{ field: 'name', given: expect.stringMatching(/^(n ){100}…$/) }],
    });
  });

  it('lists what was given and could not be read, of the person and of each document', () => {
    const found = customer({
      dateOfBirth: '14/05/1990',
      isLive: 'perhaps',
      passport: {
        passportNumber: { value: 1 },
        dateOfExpiry: '2029-12-31T13:00:00Z',
        idMatch: 'maybe',
        idScore: '98,6',
      },
      emiratesId: 'A 123',
    });
    expect(found).toMatchObject({ dateOfBirth: null, isLive: null });
    expect(found.unreadable).toEqual([
      { field: 'dateOfBirth', given: '14/05/1990' },
      { field: 'isLive', given: 'perhaps' },
      { field: 'emiratesId', given: 'A 123' },
    ]);
    expect(found.documents.map(({ type, unreadable }) => [type, unreadable])).toEqual([
      [
        'passport',
        [
          { field: 'dateOfExpiry', given: '2029-12-31T13:00:00Z' },
          { field: 'idMatch', given: 'maybe' },
          { field: 'idScore', given: '98,6' },
          { field: 'number', given: '{"value":1}' },
        ],
      ],
    ]);
  });

  it('takes a list of one document for the document, and shows each of several', () => {
    const of = (passport: unknown) => customer({ passport }).documents.filter(({ type }) => type === 'passport');
    expect(of([{ passportNumber: 7 }])).toMatchObject([{ number: '7' }]);
    expect(of([{ passportNumber: 'A' }, { passportNumber: 'B' }])).toMatchObject([{ number: 'A' }, { number: 'B' }]);
    expect(of([])).toEqual([]);
  });

  it('shows whatever number-like field an Egyptian ID has', () => {
    const number = (egyptNationalId: object) => customer({ egyptNationalId }).documents.at(-1)?.number;
    expect(number({ nationalIdNumber: '299' })).toBe('299');
    expect(number({ phoneNumber: '+20', frontNumber: 29901 })).toBe('29901');
    expect(number({ serialNumber: null, authority: 'x' })).toBeNull();
  });

  it('finds OCR beside the document too, leaves images out, and makes keys unique', () => {
    const image = `data:image/jpeg;base64,${'A'.repeat(400)}`;
    const found = customer({
      egyptNationalId: {
        ocrFront: { name: 'A', portrait: image, crop: 'B'.repeat(500), rows: [{ x: 1 }, { x: 2 }] },
        ocrBack: { name: 'B' },
        ocrScore: 3,
      },
      ocr_egypt_national_id: { name: 'B', extra: false },
      ocrPassport: { other: 'x' },
    });
    expect(found.documents.at(-1)?.ocr).toEqual([
      { key: 'name', value: 'A' },
      { key: 'rows.0.x', value: '1' },
      { key: 'rows.1.x', value: '2' },
      { key: 'name (2)', value: 'B' },
      { key: 'extra', value: 'false' },
    ]);
  });

  it('bounds what OCR may bring', () => {
    const ocrPassport = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, index]));
    expect(customer({ passport: { ocrPassport } }).documents[0]?.ocr).toHaveLength(200);
    const long = { fits: 'é'.repeat(10_000), absurd: 'é'.repeat(10_001) };
    expect(customer({ passport: { ocrPassport: long } }).documents[0]?.ocr.map(({ value }) => value.length)).toEqual([
      10_000, 10_000,
    ]);
    expect(customer({ passport: { ocrPassport: 'P<ARE' } }).documents[0]?.ocr).toEqual([
      { key: 'ocrPassport', value: 'P<ARE' },
    ]);
  });

  it('is not moved by prototype-like keys', () => {
    const body = Buffer.from(
      '{"data":{"uuid":"c-1","__proto__":{"name":"x"},"constructor":1,"passport":{"__proto__":{"passportNumber":"9"},' +
        '"ocrPassport":{"__proto__":{"polluted":"yes"},"constructor":"c"}}}}',
    );
    const found = readCustomer(CALL, body);
    expect(found.name).toBeNull();
    expect(found.documents[0]?.number).toBeNull();
    expect(found.documents[0]?.ocr).toEqual([
      { key: '__proto__.polluted', value: 'yes' },
      { key: 'constructor', value: 'c' },
    ]);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('readPage', () => {
  const META = { total: 128, perPage: 10, currentPage: 2, lastPage: 13 };

  it('takes documented rows; both spellings of an expired document are one, unknown ones stay', () => {
    const { rows, ...rest } = page({ meta: META, data: [ROW] });
    expect(rest).toEqual({
      page: 2,
      perPage: 10,
      total: 128,
      saidTotal: 128,
      lastPage: 13,
      skippedRows: 0,
      skipped: [],
    });
    expect(rows).toEqual([
      {
        uuid: ROW.uuid,
        status: 2,
        name: 'Layla',
        surname: 'Haddad',
        email: 'layla@example.com',
        phoneNumber: '+971501234567',
        nationality: null,
        gender: null,
        updatedAt: null,
        documents: [
          { type: 'passport', dateOfExpiry: '2030-01-01', idMatch: true },
          { type: 'emiratesId', dateOfExpiry: '2024-01-01', idMatch: false },
        ],
        expiredDocuments: ['emiratesId', 'driving_licence'],
        documentNumbers: ['P1', '784'],
      },
    ]);
  });

  it.each<[string, unknown, string[]]>([
    ['one name', 'passport', ['passport']],
    ['names with commas', 'passport, emirates_id', ['passport', 'emiratesId']],
    ['objects with a type', [{ type: 'passport', id: 7 }, { type: 'emirates_id' }], ['passport', 'emiratesId']],
    ['one object', { type: 'passport' }, ['passport']],
    ['an object in place of a list', { 0: 'passport', 1: 'gcc, id' }, ['passport', 'gcc, id']],
    ['nothing', {}, []],
    ['an empty text', '', []],
  ])('takes %s as expiredIds', (_what, expiredIds, expected) => {
    const [row] = page({ meta: META, data: [{ ...ROW, expiredIds }] }).rows;
    expect(row?.expiredDocuments).toEqual(expected);
    expect(row?.unreadable).toBeUndefined();
  });

  it('says which of expiredIds and of the documents could not be read', () => {
    const odd = {
      expiredIds: ['passport', 7, { name: 'x' }],
      passports: { dateOfExpiry: '2030-01-01' },
      emiratesIds: 'x',
    };
    const [row] = page({ meta: META, data: [{ ...ROW, ...odd }] }).rows;
    expect(row?.documents).toEqual([{ type: 'passport', dateOfExpiry: '2030-01-01', idMatch: null }]);
    expect(row?.expiredDocuments).toEqual(['passport']);
    expect(row?.unreadable).toEqual([
      { field: 'emiratesId', given: 'x' },
      { field: 'expiredDocuments', given: '7' },
      { field: 'expiredDocuments', given: '{"name":"x"}' },
    ]);
  });

  it('skips and counts rows without a usable uuid, and takes rows with nothing else', () => {
    const { rows, skippedRows } = page({
      meta: META,
      data: [{ uuid: 'a' }, {}, null, 7, { uuid: 'x/y' }, { uuid: 1 }],
    });
    expect(rows).toEqual([
      { uuid: 'a', ...PERSON, gender: null, updatedAt: null, documents: [], expiredDocuments: [], documentNumbers: [] },
    ]);
    expect(skippedRows).toBe(5);
  });

  const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ uuid: `c-${index}` }));
  it.each([
    ['missing, full page', undefined, 10, { page: 2, perPage: 10, total: 20, lastPage: 3 }],
    ['missing, last page', undefined, 4, { page: 2, perPage: 10, total: 14, lastPage: 2 }],
    ['missing, empty', 'x', 0, { page: 2, perPage: 10, total: 0, lastPage: 1 }],
    ['digits', { total: '128', perPage: '10' }, 10, { page: 2, perPage: 10, total: 128, lastPage: 13 }],
    ['too small', { ...META, total: 3, lastPage: 1 }, 10, { page: 2, perPage: 10, total: 20, lastPage: 2 }],
    ['nonsense', { total: -1, perPage: 0, currentPage: 1.5, lastPage: 1e99 }, 4, { page: 2, total: 14, lastPage: 2 }],
    ['another page', { ...META, currentPage: 13 }, 8, { page: 13, total: 128, lastPage: 13 }],
  ])('meta %s', (_what, meta, count, expected) => {
    expect(page({ meta, data: rows(count) })).toMatchObject(expected);
  });

  it.each([{ meta: META }, { meta: META, data: null }, [], null])('%j is malformed, not an empty list', (data) => {
    expect(() => page(data)).toThrow(expect.objectContaining({ kind: 'malformed' }));
  });
});

describe('readSaved', () => {
  const change = { uuid: 'c-1', email: 'new@example.com' };

  it.each([
    [
      { uuid: 'c-1', email: 'NEW@example.com', phoneNumber: '+1', updatedAt: '2026-01-01T00:00:00Z', id: 3 },
      'NEW@example.com',
      '+1',
    ],
    [{}, 'new@example.com', null],
    [{ uuid: null, email: 7 }, 'new@example.com', null],
  ])('%j', (data, email, phoneNumber) => {
    expect(readSaved(WRITE, success(data), change)).toMatchObject({ uuid: 'c-1', email, phoneNumber });
  });

  it('refuses an answer about somebody else, and says that something was written', () => {
    expect(() => readSaved(WRITE, success({ uuid: 'c-2' }), change)).toThrow(
      expect.objectContaining({ kind: 'wrong-person', mayHaveHappened: true }),
    );
    expect(() => readSaved(WRITE, success('saved'), change)).toThrow(
      expect.objectContaining({ kind: 'malformed', mayHaveHappened: true }),
    );
  });
});

describe('the neighbouring calls', () => {
  it('reads whose credentials these are', () => {
    expect(readSelf(CALL, success({ uuid: 'u', name: 'Acme', settings: {} }))).toEqual({ uuid: 'u', name: 'Acme' });
    expect(readSelf(CALL, success({}))).toEqual({ uuid: null, name: null });
  });

  it.each(['https://verify.example.com/?t=a%2Fb', 'http://127.0.0.1:9/x'])('passes the link %s as it comes', (link) => {
    expect(readLink(WRITE, success(link))).toBe(link);
  });

  it.each([
    'http://verify.example.com',
    'javascript:alert(1)',
    'https://a b',
    'https://verify.example.com@evil.example/',
    'https://user:secret@verify.example.com/',
    ' https://a.example',
    '/x',
    '',
    7,
    { url: 'https://a' },
  ])('refuses the link %j', (link) =>
    expect(() => readLink(WRITE, success(link))).toThrow(expect.objectContaining({ kind: 'malformed' })),
  );
});
