import { describe, expect, test } from 'vitest';
import type { CustomerDocument, DocumentField } from '../contracts/customer';
import { ageOn, documentChecks, livenessCheck } from './checks';

const NOW = new Date('2026-11-23T10:00:00Z');

const BARE: CustomerDocument = {
  type: 'passport',
  number: null,
  dateOfIssue: null,
  dateOfExpiry: null,
  authority: null,
  countryOfIssue: null,
  passportType: null,
  placeOfIssue: null,
  idMatch: null,
  idScore: null,
  idClassificationPassed: null,
  ocr: [],
};

describe('checks', () => {
  test('a verdict is the flag, never derived from the score', () => {
    expect(livenessCheck({ isLive: false, isLiveScore: 99.9 })).toMatchObject({
      verdict: 'failed',
      given: '99.9 of 100',
    });
    expect(livenessCheck({ isLive: true, isLiveScore: 1.2 })).toMatchObject({ verdict: 'passed', given: '1.2 of 100' });
    expect(livenessCheck({ isLive: null, isLiveScore: 98.6 })).toMatchObject({
      verdict: 'not-given',
      given: '98.6 of 100',
    });
  });

  test('a score of the face match comes as it is: nothing tells its scale', () => {
    expect(documentChecks({ ...BARE, idMatch: true, idScore: 9.7 }, [], NOW)[0]).toMatchObject({ given: '9.7' });
  });

  test('a document with nothing in it has nothing given', () => {
    expect(documentChecks(BARE, [], NOW).map(({ label, word, given }) => [label, word, given])).toEqual([
      ['Face match', 'Not given', '—'],
      ['Classification', 'Not given', ''],
      ['Expiry', 'Not given', '—'],
    ]);
  });

  test.each([
    ['2026-11-22', 'failed', 'Expired'],
    ['2026-11-23', 'attention', 'Expires today'],
    ['2026-11-24', 'attention', 'Expires in 1 day'],
    ['2026-12-23', 'attention', 'Expires in 30 days'],
    ['2026-12-24', 'passed', 'Valid'],
    ['someday', 'not-given', 'Not given'],
  ])('a document good through %s: %s, "%s"', (dateOfExpiry, verdict, word) => {
    const expiry = documentChecks({ ...BARE, dateOfExpiry }, [], NOW).at(2);
    expect(expiry).toMatchObject({ label: 'Expiry', verdict, word });
  });
});

test('a document that Sentinel lists has expired, whatever its date says, and the contradiction is told', () => {
  const expiryOf = (dateOfExpiry: string | null, listed: string[]) =>
    documentChecks({ ...BARE, dateOfExpiry }, listed, NOW).at(2);
  expect(expiryOf('2029-11-30', ['passport'])).toMatchObject({
    verdict: 'failed',
    word: 'Expired',
    given: '30 Nov 2029',
    note: 'Sentinel lists this as expired; the date says 30 Nov 2029',
  });
  expect(expiryOf('2026-11-22', ['passport'])).toMatchObject({ verdict: 'failed', note: null });
  expect(expiryOf(null, ['passport'])).toMatchObject({ verdict: 'failed', word: 'Expired', note: null });
  expect(expiryOf('2029-11-30', ['emiratesId'])).toMatchObject({ verdict: 'passed', note: null });
});

test('a verdict or date that was given and could not be read is not called "Not given"', () => {
  const unreadable = (field: DocumentField, given: string) => ({ field, given });
  const document: CustomerDocument = {
    ...BARE,
    idMatch: false,
    unreadable: [
      unreadable('idScore', 'about 98'),
      unreadable('idClassificationPassed', 'maybe'),
      unreadable('dateOfExpiry', '31/01/2020'),
    ],
  };
  expect(documentChecks(document, [], NOW)).toMatchObject([
    { verdict: 'failed', word: 'Failed', unreadable: 'Score: Given, but not readable: about 98' },
    { verdict: 'unreadable', word: 'Given, but not readable: maybe' },
    { verdict: 'unreadable', word: 'Given, but not readable: 31/01/2020' },
  ]);
  expect(documentChecks(document, ['passport'], NOW)[2]).toMatchObject({
    verdict: 'failed',
    word: 'Expired',
    unreadable: 'Given, but not readable: 31/01/2020',
  });
  const person = { isLive: null, isLiveScore: 3, unreadable: [{ field: 'isLive' as const, given: '' }] };
  expect(livenessCheck(person)).toMatchObject({
    verdict: 'unreadable',
    word: 'Given, but not readable',
    given: '3 of 100',
  });
});

test('a liveness score and a face match that could not be read are told', () => {
  const score = { isLive: true, isLiveScore: null, unreadable: [{ field: 'isLiveScore' as const, given: 'high' }] };
  expect(livenessCheck(score)).toEqual({
    ...{ name: 'liveness', label: 'Liveness', verdict: 'passed', word: 'Passed', given: '—' },
    unreadable: 'Score: Given, but not readable: high',
  });
  expect(livenessCheck({ isLive: true, isLiveScore: 3 })).not.toHaveProperty('unreadable');
  const document: CustomerDocument = { ...BARE, unreadable: [{ field: 'idMatch', given: 'maybe' }] };
  expect(documentChecks(document, [], NOW)[0]).toMatchObject({
    verdict: 'unreadable',
    word: 'Given, but not readable: maybe',
  });
});

test.each([
  ['1990-11-23', 36],
  ['1990-11-24', 35],
  ['2026-11-23', 0],
  ['2030-01-01', null],
  ['23.11.1990', null],
  [null, null],
])('the age of somebody born on %s is %s', (born, age) => {
  expect(ageOn(born, NOW)).toBe(age);
});
