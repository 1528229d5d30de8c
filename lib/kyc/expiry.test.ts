import { describe, expect, it } from 'vitest';
import { documentLabel } from '../words/documents';
import { expiryText, expiryTitle } from '../words/expiry';
import {
  disputedDay,
  type ExpiryFilters,
  expiresWithin,
  expiries,
  expiryOf,
  firstLastDay,
  fitsExpiryFilters,
  isReplaced,
  newestLastDay,
} from './expiry';

const now = new Date('2026-11-23T23:30:00Z');

describe('expiries', () => {
  const row = (documents: { type: string; dateOfExpiry: string | null }[], expiredDocuments: string[] = []) =>
    expiries({ documents, expiredDocuments }, now).map(expiryText);

  it('shows what the vendor calls expired, unknown names as they come', () => {
    expect(row([], ['emiratesId', 'residencePermit'])).toEqual(['Expired: Emirates ID', 'Expired: residencePermit']);
  });

  it('counts the last day as good, the day after as expired', () => {
    expect(row([{ type: 'passport', dateOfExpiry: '2026-11-23' }])).toEqual(['Expires today: Passport']);
    expect(row([{ type: 'passport', dateOfExpiry: '2026-11-22' }])).toEqual(['Expired: Passport']);
  });

  it('warns within 30 days and not before', () => {
    expect(row([{ type: 'passport', dateOfExpiry: '2026-12-05' }])).toEqual(['Expires in 12 days: Passport']);
    expect(row([{ type: 'passport', dateOfExpiry: '2026-11-24' }])).toEqual(['Expires in 1 day: Passport']);
    expect(row([{ type: 'passport', dateOfExpiry: '2026-12-23' }])).toEqual(['Expires in 30 days: Passport']);
    expect(row([{ type: 'passport', dateOfExpiry: '2026-12-24' }])).toEqual([]);
  });

  it('says a document once, and expired before expiring', () => {
    const documents = [
      { type: 'emiratesId', dateOfExpiry: '2026-12-01' },
      { type: 'emiratesId', dateOfExpiry: '2026-11-30' },
      { type: 'passport', dateOfExpiry: '2026-12-01' },
    ];
    // The newest of the two Emirates IDs counts.
    expect(row(documents, ['passport'])).toEqual(['Expired: Passport', 'Expires in 8 days: Emirates ID']);
  });
});

it('shows an unknown type by its raw name, inherited names of objects too', () => {
  expect(documentLabel('egyptNationalId')).toBe('Egyptian national ID');
  expect(documentLabel('constructor')).toBe('constructor');
});

describe('several documents of one type', () => {
  const old = { type: 'passport', dateOfExpiry: '2020-01-01', idMatch: null } as const;
  const renewed = { type: 'passport', dateOfExpiry: '2031-04-09', idMatch: null } as const;
  const undated = { type: 'passport', dateOfExpiry: null, idMatch: null } as const;
  const unreadable = { type: 'passport', dateOfExpiry: '9999-99-99', idMatch: null } as const;

  it('a renewed passport has not expired: the newest one counts, in any order', () => {
    for (const documents of [
      [old, renewed],
      [renewed, old],
    ]) {
      expect(expiries({ documents, expiredDocuments: [] }, now)).toEqual([]);
      expect(documents.filter((one) => isReplaced(one, documents))).toEqual([old]);
      expect(firstLastDay(documents)).toBe('2031-04-09');
    }
  });

  it('a date that is missing or cannot be read neither counts nor is replaced', () => {
    expect(newestLastDay([undated, unreadable, old], 'passport')).toBe('2020-01-01');
    expect(newestLastDay([undated, unreadable], 'passport')).toBeNull();
    for (const documents of [
      [undated, unreadable, old],
      [undated, unreadable],
    ]) {
      expect(documents.some((one) => isReplaced(one, documents))).toBe(false);
    }
  });

  it('two documents with one date are one expiry, and the first of them counts', () => {
    const twin = { ...old };
    expect(isReplaced(old, [old, twin])).toBe(false);
    expect(isReplaced(twin, [old, twin])).toBe(true);
  });
});

describe('Sentinel’s list against the date', () => {
  const titles = (dateOfExpiry: string | null, expiredDocuments: string[]) =>
    expiries({ documents: [{ type: 'emiratesId', dateOfExpiry }], expiredDocuments }, now).map(expiryTitle);

  it('shows what Sentinel lists as expired, and says where the date contradicts', () => {
    expect(titles('2029-11-30', ['emiratesId'])).toEqual([
      'Expired: Emirates ID. Sentinel lists this as expired; the date says 30 Nov 2029.',
    ]);
    expect(titles('2020-11-30', ['emiratesId'])).toEqual(['Expired: Emirates ID']);
    expect(titles('2020-11-30', [])).toEqual(['Expired: Emirates ID']);
    expect(titles(null, ['emiratesId'])).toEqual(['Expired: Emirates ID']);
    expect(titles('someday', ['emiratesId'])).toEqual(['Expired: Emirates ID']);
  });

  it('a date that cannot be read contradicts nothing, and expires within no number of days', () => {
    expect(disputedDay(expiryOf('emiratesId', 'someday', true, now))).toBeNull();
    expect(expiresWithin(expiryOf('emiratesId', 'someday', false, now), 30)).toBe(false);
    expect(expiresWithin(expiryOf('emiratesId', null, false, now), 30)).toBe(false);
  });
});

describe('filters', () => {
  const person = {
    documents: [
      { type: 'passport', dateOfExpiry: '2031-04-09' },
      { type: 'emiratesId', dateOfExpiry: '2026-12-01' },
    ],
    expiredDocuments: ['egyptNationalId'],
  };
  const nobody = { documents: [], expiredDocuments: [] };

  it.each<[ExpiryFilters, boolean]>([
    [{}, true],
    [{ expired: true }, true],
    [{ expired: true, documentType: ['passport'] }, false],
    [{ expired: true, documentType: ['egyptNationalId'] }, true],
    [{ expired: true, documentType: ['passport', 'egyptNationalId'] }, true],
    [{ expiresWithin: 30 }, true],
    [{ expiresWithin: 7 }, false],
    [{ expiresWithin: 8, documentType: ['emiratesId'] }, true],
    [{ expiresWithin: 30, documentType: ['passport'] }, false],
    [{ documentType: ['none'] }, false],
    [{ documentType: ['none', 'passport'] }, true],
  ])('%j: %s', (filters, fits) => expect(fitsExpiryFilters(person, filters, now)).toBe(fits));

  it('find a customer without documents by “none” alone', () => {
    expect(fitsExpiryFilters(nobody, {}, now)).toBe(true);
    expect(fitsExpiryFilters(nobody, { documentType: ['none'] }, now)).toBe(true);
    expect(fitsExpiryFilters(nobody, { documentType: ['passport'] }, now)).toBe(false);
    expect(fitsExpiryFilters(nobody, { documentType: ['none'], expired: true }, now)).toBe(false);
    expect(fitsExpiryFilters({ documents: [], expiredDocuments: ['permit'] }, { documentType: ['none'] }, now)).toBe(
      true,
    );
  });

  it('beside an expiry filter a type that Sentinel lists counts as there, and without one it does not', () => {
    const listed = { documents: [], expiredDocuments: ['passport', 'none'] };
    expect(fitsExpiryFilters(listed, { documentType: ['passport'], expired: true }, now)).toBe(true);
    expect(fitsExpiryFilters(listed, { documentType: ['passport'] }, now)).toBe(false);
    // A type that Sentinel itself calls "none" is no customer without documents.
    expect(fitsExpiryFilters(listed, { documentType: ['none'], expired: true }, now)).toBe(false);
  });
});

describe('at the edges', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const passport = (dateOfExpiry: string | null) => ({ type: 'passport' as const, dateOfExpiry, idMatch: null });
  const emiratesId = (dateOfExpiry: string | null) => ({ type: 'emiratesId' as const, dateOfExpiry, idMatch: null });

  it('a listed document that is good through today is a contradiction, one of yesterday is none', () => {
    const listed = (day: string) =>
      expiries({ documents: [passport(day)], expiredDocuments: ['passport'] }, now).map((one) =>
        one.kind === 'expired' ? one.disputed : one.kind,
      );
    expect(listed('2026-11-23')).toEqual(['2026-11-23']);
    expect(listed('2026-11-22')).toEqual([null]);
  });

  it('the first last day is the earliest of the types, whichever type comes first', () => {
    expect(firstLastDay([passport('2031-04-09'), emiratesId('2027-01-01')])).toBe('2027-01-01');
    expect(firstLastDay([passport('2027-01-01'), emiratesId('2031-04-09')])).toBe('2027-01-01');
    expect(firstLastDay([])).toBeNull();
  });

  it('a document of another type replaces nothing, also on the same day', () => {
    const [one, other] = [passport('2031-04-09'), emiratesId('2031-04-09')];
    expect(isReplaced(other, [one, other])).toBe(false);
    expect(isReplaced(one, [other, one])).toBe(false);
  });

  it('what expires is told apart from what has expired, with its days', () => {
    expect(expiries({ documents: [passport('2026-12-03')], expiredDocuments: [] }, now)).toEqual([
      { kind: 'expiring', type: 'passport', days: 10 },
    ]);
  });
});
