import { expect, test } from 'vitest';
import type { Customer, CustomerRow } from '@/lib/contracts/customer';
import { knownFromCustomer, knownFromRow } from './known-customer';

const ROW: CustomerRow = {
  uuid: 'a',
  status: { code: 6, label: 'Accepted', tone: 'good' },
  name: 'Noor',
  surname: null,
  email: null,
  phoneNumber: '+971501234567',
  nationality: null,
  gender: null,
  updatedAt: null,
  documents: [],
  expiredDocuments: [],
};

test('shows what the row has, and takes what it lacks for still coming', () => {
  const known = knownFromRow(ROW);
  expect(known).toEqual({ uuid: 'a', status: ROW.status, name: 'Noor', phoneNumber: '+971501234567' });
  expect('email' in known).toBe(false);
});

test('keeps what the list said where the own answer is silent, of the same person, and never of the contact', () => {
  const row: CustomerRow = { ...ROW, gender: 'female', nationality: 'ARE', email: 'old@example.com' };
  const customer: Customer = {
    ...ROW,
    nationality: 'GBR',
    dateOfBirth: null,
    isLive: null,
    isLiveScore: null,
    documents: [],
    createdAt: null,
    asOf: '2026-11-23T00:00:00Z',
  };
  expect(knownFromCustomer(customer, row)).toMatchObject({ gender: 'female', nationality: 'GBR', email: null });
  expect(knownFromCustomer(customer, { ...row, uuid: 'b' })).toMatchObject({ gender: null });
  expect(knownFromCustomer(customer, undefined)).toMatchObject({ gender: null });
});

test('a field that could not be read is neither still coming nor filled from the row', () => {
  const unreadable = [{ field: 'gender' as const, given: '7' }];
  expect(knownFromRow({ ...ROW, unreadable })).toMatchObject({ unreadable });
  const customer: Customer = {
    ...ROW,
    dateOfBirth: null,
    isLive: null,
    isLiveScore: null,
    documents: [],
    createdAt: null,
    asOf: '2026-11-23T00:00:00Z',
  };
  expect(knownFromCustomer(customer, { ...ROW, unreadable })).toMatchObject({ gender: null, unreadable });
  expect(knownFromCustomer({ ...customer, unreadable }, { ...ROW, gender: 'female' })).toMatchObject({
    gender: null,
    unreadable,
  });
});
