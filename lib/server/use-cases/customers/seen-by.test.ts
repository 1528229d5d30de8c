import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Role } from '../../../access';
import type { Customer, CustomerDocument, OpenedCustomer } from '../../../contracts/customer';
import { CUSTOMER_KNOWLEDGE, DOCUMENT_KNOWLEDGE } from '../../../contracts/knowledge';
import type { AuditContext } from '../../audit/public';
import { customerSeenBy, numberEndOf, rowSeenBy } from './seen-by';

vi.mock('../../env', () => ({ env: () => ({ IDENTITY_REVEAL: ['support'] }) }));
afterEach(() => vi.clearAllMocks());

const as = (role: Role | 'operator' | null): AuditContext => ({
  actor: { id: null, email: null, role },
  sessionId: null,
  requestId: null,
  address: null,
});

/** Each text of these fields names itself, so that a leak names its field. */
const document: CustomerDocument = {
  type: 'passport',
  number: 'number-X1234821',
  dateOfIssue: 'dateOfIssue-2020-01-01',
  dateOfExpiry: '2030-01-01',
  authority: 'authority',
  countryOfIssue: 'countryOfIssue',
  passportType: 'passportType',
  placeOfIssue: 'placeOfIssue',
  idMatch: true,
  idScore: 98.65,
  idClassificationPassed: false,
  ocr: [{ key: 'ocr-key', value: 'ocr-value' }],
};
const person: Customer = {
  uuid: 'one',
  status: { code: 6, label: 'Accepted', tone: 'good' },
  name: 'Layla',
  surname: 'Haddad',
  gender: 'female',
  nationality: 'ARE',
  dateOfBirth: 'dateOfBirth-1990-05-14',
  email: 'layla@example.com',
  phoneNumber: '+971501234567',
  isLive: true,
  isLiveScore: 97.35,
  documents: [document],
  createdAt: '2024-01-01T00:00:00Z',
  updatedAt: '2024-01-02T00:00:00Z',
  asOf: '2026-01-01T00:00:00Z',
};
const opened: Omit<OpenedCustomer, 'hidden'> = { ...person, row: null, changedContact: [] };

const hiddenOf = (table: Record<string, string>) => Object.keys(table).filter((field) => table[field] !== 'reader');

describe.each(['compliance', 'admin'] as const)('for %s', (role) => {
  it('nothing is left out', () => expect(customerSeenBy(as(role), opened)).toEqual({ ...opened, hidden: null }));
});

describe.each(['support', 'operator', null] as const)('for %s', (role) => {
  const seen = customerSeenBy(as(role), opened);

  it('each hidden field of the tables is empty, and each other one is whole', () => {
    const { hidden, documents, ...fields } = seen;
    const left = hiddenOf(CUSTOMER_KNOWLEDGE);
    for (const field of Object.keys(CUSTOMER_KNOWLEDGE).filter(
      (name) => name !== 'documents',
    ) as (keyof typeof fields)[]) {
      expect(fields[field], field).toEqual(left.includes(field) ? null : opened[field]);
    }
    const without = hiddenOf(DOCUMENT_KNOWLEDGE);
    const [shown] = documents;
    for (const field of Object.keys(DOCUMENT_KNOWLEDGE) as (keyof CustomerDocument)[]) {
      const empty = field === 'ocr' ? [] : null;
      expect(shown?.[field], field).toEqual(without.includes(field) ? empty : document[field]);
    }
    expect(hidden).toEqual({ person: left, documents: without });
    expect(shown?.numberEnd).toBe('4821');
  });

  it('no value of a hidden field stands anywhere', () => {
    const text = JSON.stringify({ ...seen, hidden: null });
    for (const value of ['1990', 'X123', 'dateOfIssue-', 'ocr-', '97.35', '98.65']) expect(text).not.toContain(value);
  });

  it('texts of unreadable fields that may hold a hidden value are left out', () => {
    const odd = {
      ...opened,
      unreadable: [
        { field: 'dateOfBirth' as const, given: 'secret' },
        { field: 'isLiveScore' as const, given: 'secret' },
        { field: 'passport' as const, given: '{"passportNumber":"secret"}' },
        { field: 'status' as const, given: 'Draft' },
      ],
      documents: [
        {
          ...document,
          number: null,
          unreadable: [
            { field: 'number' as const, given: 'secret' },
            { field: 'idScore' as const, given: 'secret' },
            { field: 'idMatch' as const, given: 'maybe' },
          ],
        },
      ],
      row: {
        ...person,
        expiredDocuments: [],
        documents: [],
        unreadable: [{ field: 'expiredDocuments' as const, given: 'secret' }],
      },
    };
    const cut = customerSeenBy(as(role), odd);
    expect(JSON.stringify(cut)).not.toContain('secret');
    expect(cut.unreadable).toEqual([
      { field: 'passport', given: '' },
      { field: 'status', given: 'Draft' },
    ]);
    expect(cut.documents[0]?.unreadable).toEqual([{ field: 'idMatch', given: 'maybe' }]);
    // It was given: the page must not say that there is none.
    expect(cut.documents[0]?.numberEnd).toBe('');
    expect(cut.row?.unreadable).toEqual([{ field: 'expiredDocuments', given: '' }]);
  });
});

it('a customer without a number has no end of one', () => {
  const [shown] = customerSeenBy(as('support'), { ...opened, documents: [{ ...document, number: null }] }).documents;
  expect(shown).not.toHaveProperty('numberEnd');
});

it('a row without unreadable fields stays as it is', () => {
  const row: { uuid: string; unreadable?: never[] } = { uuid: 'one' };
  expect(rowSeenBy(as('support'), row)).toBe(row);
  const odd = { unreadable: [{ field: 'passport', given: 'text' }] };
  expect(rowSeenBy(as('compliance'), odd)).toBe(odd);
});

it.each([
  ['784-1988-1234567-1', '5671'],
  ['X1234821', '4821'],
  ['x123482', '482'],
  ['1234', '34'],
  ['12', '2'],
  ['1', ''],
  ['', ''],
  [' - ', ''],
  ['۱۲۳۴۵۶۷۸', '5678'],
])('of %s people see %s', (number, end) => expect(numberEndOf(number)).toBe(end));
