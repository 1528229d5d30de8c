import { describe, expect, it } from 'vitest';
import type { CustomerDocument, OpenedCustomer } from '@/lib/contracts/customer';
import { DOCUMENT_IDENTITY_FIELDS, IDENTITY_FIELDS } from '@/lib/contracts/knowledge';
import { documentPlace, placeKey, type Revealed, stillRevealed, withRevealed } from './hidden-fields';

const document = (type: CustomerDocument['type']): CustomerDocument => ({
  type,
  number: null,
  numberEnd: '4821',
  dateOfIssue: null,
  dateOfExpiry: null,
  authority: null,
  countryOfIssue: null,
  passportType: null,
  placeOfIssue: null,
  idMatch: true,
  idScore: null,
  idClassificationPassed: null,
  ocr: [],
});
const customer: OpenedCustomer = {
  uuid: 'one',
  status: null,
  name: 'Layla',
  surname: null,
  gender: null,
  nationality: null,
  dateOfBirth: null,
  email: null,
  phoneNumber: null,
  isLive: null,
  isLiveScore: null,
  documents: [document('passport'), document('emiratesId'), document('passport')],
  createdAt: null,
  updatedAt: null,
  asOf: '2026-01-01T00:00:00Z',
  hidden: { person: IDENTITY_FIELDS, documents: DOCUMENT_IDENTITY_FIELDS },
  row: null,
  changedContact: [],
};
const field = (one: Partial<Revealed> & Pick<Revealed, 'field'>): Revealed => ({
  value: null,
  unreadable: null,
  at: 0,
  ...one,
});
const SECOND_PASSPORT = { field: 'number', document: { type: 'passport', place: 1 } } as const;

describe('revealed values', () => {
  it('stand in their own places alone', () => {
    expect(documentPlace(customer.documents, 2)).toBe(1);
    const shown = withRevealed(
      customer,
      new Map([
        [placeKey({ field: 'dateOfBirth' }), field({ field: 'dateOfBirth', value: '1990-05-14' })],
        [placeKey(SECOND_PASSPORT), field({ field: 'number', value: 'X1234821' })],
      ]),
    );
    expect(shown.dateOfBirth).toBe('1990-05-14');
    expect(shown.documents.map(({ number }) => number)).toEqual([null, null, 'X1234821']);
  });

  it('that could not be read are said to be so, beside what was unreadable before', () => {
    const before: OpenedCustomer = { ...customer, unreadable: [{ field: 'status', given: 'Draft' }] };
    const shown = withRevealed(before, new Map([['dateOfBirth', field({ field: 'dateOfBirth', unreadable: 'May' })]]));
    expect(shown.unreadable).toEqual([
      { field: 'status', given: 'Draft' },
      { field: 'dateOfBirth', given: 'May' },
    ]);
  });

  it('change nothing for people who see all, and nothing before the first', () => {
    const whole = { ...customer, hidden: null };
    const revealed = new Map([['dateOfBirth', field({ field: 'dateOfBirth', value: '1990-05-14' })]]);
    expect(withRevealed(whole, revealed)).toBe(whole);
    expect(withRevealed(customer, new Map())).toBe(customer);
  });

  it('go after five minutes, each by its own time', () => {
    const minutes = (count: number) => count * 60_000;
    const revealed = new Map([
      ['dateOfBirth', field({ field: 'dateOfBirth', at: minutes(0) })],
      ['isLiveScore', field({ field: 'isLiveScore', at: minutes(3) })],
    ]);
    expect(stillRevealed(revealed, minutes(5) - 1)).toBe(revealed);
    expect([...stillRevealed(revealed, minutes(5)).keys()]).toEqual(['isLiveScore']);
    expect(stillRevealed(revealed, minutes(8)).size).toBe(0);
  });
});
