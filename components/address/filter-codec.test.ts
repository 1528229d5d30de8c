import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIST, ORDERS, PER_PAGE, SORT_KEYS } from '@/lib/contracts/list-params';
import { KNOWN_DOCUMENTS } from '@/lib/kyc/document-types';
import { isFilterDay } from '@/lib/writing/days';
import { isFiltered, type ResultView, readView, writeView } from './filter-codec';

/** What separates values and parameters in an address, among the letters that the vendor may send. */
const letter = fc.oneof(
  fc.constantFrom(',', ';', '&', '=', '#', '+', '%', '%2', '%2C', '%25', ' ', '/', '?', 'ة', '😀', 'Å'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
);
const word = fc
  .array(letter, { minLength: 1, maxLength: 12 })
  .map((letters) => letters.join(''))
  .filter((text) => /^\P{Cc}{1,60}$/u.test(text));
const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((moment) => moment.toISOString().slice(0, 10));
const some = <T>(value: fc.Arbitrary<T>) => fc.uniqueArray(value, { minLength: 1, maxLength: 60 });

const filters = fc.record(
  {
    status: some(fc.oneof(fc.constant('none' as const), fc.integer({ min: -999_999_999, max: 999_999_999 }))),
    nationality: some(word),
    gender: some(word),
    documentType: some(fc.constantFrom(...KNOWN_DOCUMENTS, 'none' as const)),
    expired: fc.constant(true as const),
    expiresWithin: fc.integer({ min: 0, max: 3_650 }),
    severalDocuments: fc.constant(true as const),
    faceMatchFailed: fc.constant(true as const),
    updatedFrom: day,
    updatedTo: day,
  },
  { requiredKeys: [] },
);
const view: fc.Arbitrary<ResultView> = fc.record({
  filters,
  sort: fc.option(fc.record({ by: fc.constantFrom(...SORT_KEYS), order: fc.constantFrom(...ORDERS) }), {
    nil: undefined,
  }),
  perPage: fc.constantFrom(...PER_PAGE),
});

const NOTHING: ResultView = { filters: {}, sort: undefined, perPage: DEFAULT_LIST.perPage };

describe('a view in an address', () => {
  test('is read as it was written, whatever the values', () => {
    fc.assert(
      fc.property(view, (shown) => {
        expect(readView(writeView(shown))).toEqual(shown);
      }),
    );
  });

  test('is one address however often it is read and written', () => {
    fc.assert(
      fc.property(view, (shown) => {
        expect(writeView(readView(writeView(shown)))).toBe(writeView(shown));
      }),
    );
  });

  test('says nothing of what is so anyway, the best match first included', () => {
    expect(writeView(NOTHING)).toBe('');
    expect(writeView({ ...NOTHING, sort: { by: 'relevance' } })).toBe('');
    expect(writeView({ ...NOTHING, filters: { expired: undefined, status: undefined } })).toBe('');
  });

  test('is the same from what a page is given', () => {
    const given = { status: '2,none', sortBy: 'name', order: 'desc', nonsense: ['1', '2'] };
    expect(readView(given)).toEqual(readView('?status=2,none&sortBy=name&order=desc'));
  });
});

describe('nonsense in an address', () => {
  test.each([
    'status=6e3',
    'status=1234567890',
    'status=0x10',
    'nationality=',
    'nationality=%00',
    `gender=${'a'.repeat(61)}`,
    'documentType=driving',
    'documentType=__proto__',
    'expired=false',
    'expired=1',
    'expiresWithin=-1',
    'expiresWithin=3651',
    'expiresWithin=30.5',
    'faceMatchFailed=yes',
    'updatedFrom=2026-02-30',
    'updatedTo=yesterday',
    'perPage=25',
    'sortBy=email',
    'sortBy=relevance',
    'order=desc',
    '__proto__=1&constructor=2&text=somebody',
  ])('%s is dropped', (query) => expect(readView(`?${query}`)).toEqual(NOTHING));

  test('costs only itself', () => {
    expect(readView('?status=2,x,2,none&expiresWithin=many&gender=female&sortBy=name')).toEqual({
      filters: { status: [2, 'none'], gender: ['female'] },
      sort: { by: 'name', order: 'asc' },
      perPage: 50,
    });
  });

  test('never gets through in numbers that the API refuses', () => {
    const codes = Array.from({ length: 200 }, (_, code) => code);
    expect(readView(`?status=${codes.join()}`).filters.status).toEqual(codes.slice(0, 60));
  });

  test('can not make it throw', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        const { filters: read, perPage } = readView(`?${query}`);
        expect(PER_PAGE).toContain(perPage);
        expect(Object.keys(read).every((key) => !['text', '__proto__'].includes(key))).toBe(true);
      }),
    );
  });
});

test('filters that are all off are none', () => {
  expect(isFiltered({})).toBe(false);
  expect(isFiltered({ expired: undefined, status: undefined })).toBe(false);
  expect(isFiltered({ expiresWithin: 0 })).toBe(true);
});

describe('isFilterDay', () => {
  test('knows every day of the years that the API takes', () => {
    fc.assert(
      fc.property(day, (text) => {
        expect(isFilterDay(text)).toBe(true);
      }),
    );
  });

  test('knows none that there is not', () => {
    const to = (max: number) => fc.integer({ min: 0, max }).map((count) => String(count).padStart(2, '0'));
    fc.assert(
      fc.property(fc.integer({ min: 1_900, max: 2_100 }), to(13), to(32), (year, month, date) => {
        const last = new Date(Date.UTC(year, Number(month), 0)).getUTCDate();
        const exists = Number(month) >= 1 && Number(month) <= 12 && Number(date) >= 1 && Number(date) <= last;
        expect(isFilterDay(`${year}-${month}-${date}`)).toBe(exists);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    '',
    '1899-12-31',
    '3000-01-01',
    '0026-02-03',
    '2026-2-3',
    '2026-02-03T00:00',
    '٢٠٢٦-٠٢-٠٣',
    ' 2026-02-03',
    '2026-02-03\n',
  ])('%j is none', (text) => expect(isFilterDay(text)).toBe(false));
});
