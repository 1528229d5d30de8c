import { describe, expect, test } from 'vitest';
import type { Customer, CustomerDocument } from '../contracts/customer';
import { verdictText } from '../words/verdict';
import { verdictOf } from './verdict';

const NOW = new Date('2026-11-27T10:00:00Z');

const document = (change: Partial<CustomerDocument> = {}): CustomerDocument => ({
  ...{ type: 'passport', number: 'A1', dateOfIssue: null, dateOfExpiry: '2030-01-01', authority: null },
  ...{ countryOfIssue: null, passportType: null, placeOfIssue: null, idMatch: true, idScore: 98.6 },
  ...{ idClassificationPassed: true, ocr: [] },
  ...change,
});

const customer = (documents: CustomerDocument[], change: Partial<Customer> = {}): Customer => ({
  ...{ uuid: 'u', status: null, name: 'Jo', surname: 'Doe', gender: null, nationality: null, dateOfBirth: null },
  ...{ email: null, phoneNumber: null, isLive: true, isLiveScore: 90, createdAt: null, updatedAt: null, asOf: '' },
  ...{ documents, ...change },
});

const kinds = (given: Customer, expired: string[] = []) =>
  verdictOf(given, expired, NOW).items.map(({ kind, tone, document: at, count, unread }) =>
    [kind, tone, at === null ? 'person' : `${at.type} ${at.place}`, unread ?? count].join(' '),
  );

test('nothing to tell of a customer whose checks passed', () => {
  expect(verdictOf(customer([document()]), [], NOW)).toEqual({ items: [], anyGiven: true });
});

test('an older document that a newer one of its type has replaced has no say about expiry', () => {
  const old = document({ dateOfExpiry: '2020-01-01' });
  expect(kinds(customer([old, document()]))).toEqual([]);
  expect(kinds(customer([old]))).toEqual(['expired bad passport 0 1']);
});

test('without any verdict nothing has passed', () => {
  const silent = document({ idMatch: null, idClassificationPassed: null });
  expect(verdictOf(customer([silent], { isLive: null }), [], NOW)).toEqual({ items: [], anyGiven: false });
  expect(verdictOf(customer([document({ idMatch: null })], { isLive: null }), [], NOW).anyGiven).toBe(true);
});

test('each check that fails is an item, the gravest first', () => {
  const ocr = [
    { key: 'surname', value: 'Roe' },
    { key: 'documentNumber', value: 'B2' },
  ];
  const failing = document({ idMatch: false, idClassificationPassed: false, dateOfExpiry: '2026-11-26', ocr });
  expect(kinds(customer([failing], { isLive: false }))).toEqual([
    'liveness bad person 1',
    'faceMatch bad passport 0 1',
    'classification bad passport 0 1',
    'expired bad passport 0 1',
    'fields attention passport 0 2',
  ]);
});

describe('an expiry', () => {
  test('is told when it is near, past, or past by Sentinel’s own list', () => {
    expect(kinds(customer([document({ dateOfExpiry: '2026-12-05' })]))).toEqual(['expiring attention passport 0 1']);
    expect(kinds(customer([document()]), ['passport'])).toEqual(['expired bad passport 0 1']);
    expect(kinds(customer([document({ dateOfExpiry: null })]))).toEqual([]);
  });
});

test('two documents of a type have places of their own', () => {
  const two = [document(), document({ idMatch: false })];
  expect(kinds(customer(two))).toEqual(['faceMatch bad passport 1 1']);
});

test('each check that could not be read is an item of its own', () => {
  const unreadable = ['idMatch', 'idClassificationPassed'].map((field) => ({ field, given: 'maybe' }));
  const odd = document({ idMatch: null, idClassificationPassed: null, unreadable } as Partial<CustomerDocument>);
  const person = { isLive: null, unreadable: [{ field: 'isLive', given: 'maybe' }] } as Partial<Customer>;
  expect(kinds(customer([odd], person))).toEqual([
    'unreadable attention person liveness',
    'unreadable attention passport 0 faceMatch',
    'unreadable attention passport 0 classification',
  ]);
  const { items } = verdictOf(customer([odd], person), [], NOW);
  expect(items.map((item) => verdictText(item, items))).toEqual([
    'Liveness could not be read',
    'Face match could not be read',
    'Classification could not be read',
  ]);
});

test('checks of our own count once a document, and the birth date with the fields alone', () => {
  const wrong = document({ type: 'emiratesId', number: '784-1980-1234567-0' });
  expect(kinds(customer([wrong]))).toEqual(['own attention emiratesId 0 1']);
  const born = document({ ocr: [{ key: 'dateOfBirth', value: '1980-01-02' }] });
  expect(kinds(customer([born], { dateOfBirth: '1980-01-01' }))).toEqual(['fields attention passport 0 1']);
});
