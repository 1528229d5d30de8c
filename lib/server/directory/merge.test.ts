import 'server-only';
import { describe, expect, it } from 'vitest';
import type { DocumentSummary } from '../../contracts/customer';
import type { ShownColumns } from './columns';
import { mergeSeen, type Seen } from './merge';

const OLD: DocumentSummary = { type: 'passport', dateOfExpiry: '2019-01-01', idMatch: true };
const NEW: DocumentSummary = { type: 'passport', dateOfExpiry: '2029-01-01', idMatch: false };

const KNOWN: ShownColumns = {
  uuid: 'c-1',
  status: 6,
  name: 'Layla',
  surname: 'Haddad',
  nationality: 'ARE',
  gender: 'F',
  email: 'layla@example.com',
  phone: '+971501234567',
  updatedAt: '2026-01-01T00:00:00Z',
  documents: [OLD, NEW],
  expiredDocuments: [],
  unreadable: [],
};
const NOTHING: Seen = {
  ...{ uuid: 'c-1', status: null, name: null, surname: null, email: null, phoneNumber: null },
  ...{ nationality: null, gender: null, updatedAt: null, documents: [] },
};

describe('a detail answer', () => {
  it('that says nothing, or nothing readable, takes nothing away', () => {
    const { phone, expiredDocuments: _1, unreadable: _2, ...rest } = KNOWN;
    const kept = { ...rest, phoneNumber: phone };
    expect(mergeSeen(NOTHING, KNOWN)).toEqual(kept);
    const odd: Seen = {
      ...NOTHING,
      documents: [
        { type: 'passport', dateOfExpiry: null, idMatch: null, unreadable: [{ field: 'idMatch', given: 'maybe' }] },
      ],
      unreadable: [{ field: 'email', given: '{"value":3}' }],
    };
    expect(mergeSeen(odd, KNOWN)).toEqual(kept);
  });

  it('replaces what it says, and leaves the older document of the type', () => {
    const renewed = { ...NEW, dateOfExpiry: '2034-01-01', idMatch: true };
    expect(mergeSeen({ ...NOTHING, name: 'Laila', documents: [renewed] }, KNOWN)).toMatchObject({
      name: 'Laila',
      surname: 'Haddad',
      documents: [OLD, renewed],
    });
    expect(mergeSeen({ ...NOTHING, documents: [{ ...OLD, idMatch: null }] }, KNOWN).documents).toEqual([OLD, NEW]);
  });

  it('keeps that a value could not be read, until a value comes', () => {
    const unreadable = [{ field: 'status' as const, given: 'Draft' }];
    expect(mergeSeen(NOTHING, { ...KNOWN, status: null, unreadable }).unreadable).toEqual(unreadable);
    expect(mergeSeen({ ...NOTHING, status: 2 }, { ...KNOWN, status: null, unreadable }).unreadable).toBeUndefined();
  });

  it('of a customer whom the directory does not know is taken as it is', () => {
    expect(mergeSeen(NOTHING, null)).toBe(NOTHING);
  });
});
