import 'server-only';
import { describe, expect, it } from 'vitest';
import type { DocumentSummary } from '../../contracts/customer';
import type { ShownColumns } from './columns';
import { mergeSeen, type Seen, seenOf } from './merge';

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

  it('keeps what could not be read of a field once, in its own words, and drops what a value has replaced', () => {
    const was = [
      { field: 'status' as const, given: 'Draft' },
      { field: 'gender' as const, given: '?' },
    ];
    const is = [{ field: 'status' as const, given: 'Pending' }];
    const known = { ...KNOWN, status: null, gender: null, unreadable: was };
    expect(mergeSeen({ ...NOTHING, unreadable: is }, known).unreadable).toEqual([...is, was[1]]);
    expect(mergeSeen({ ...NOTHING, gender: 'F', unreadable: is }, known).unreadable).toEqual(is);
  });

  it('does the same for a document', () => {
    const odd = (given: string) => [{ field: 'idMatch' as const, given }];
    const late = { field: 'dateOfExpiry' as const, given: 'soon' };
    const undated: DocumentSummary = { type: 'passport', dateOfExpiry: null, idMatch: null };
    const merged = (seen: Partial<DocumentSummary>, known: Partial<DocumentSummary>) =>
      mergeSeen(
        { ...NOTHING, documents: [{ ...undated, ...seen }] },
        { ...KNOWN, documents: [{ ...undated, ...known }] },
      ).documents;
    expect(merged({ unreadable: odd('maybe') }, {})).toEqual([{ ...undated, unreadable: odd('maybe') }]);
    expect(merged({}, { unreadable: [late, ...odd('no')] })).toEqual([
      { ...undated, unreadable: [late, ...odd('no')] },
    ]);
    expect(merged({ unreadable: odd('maybe') }, { unreadable: [late, ...odd('no')] })).toEqual([
      { ...undated, unreadable: [...odd('maybe'), late] },
    ]);
    expect(merged({ idMatch: true }, { unreadable: [late, ...odd('no')] })).toEqual([
      { ...undated, idMatch: true, unreadable: [late] },
    ]);
    expect(merged({ dateOfExpiry: '2029-01-01', unreadable: odd('maybe') }, { idMatch: false })).toEqual([
      { ...undated, dateOfExpiry: '2029-01-01', idMatch: false },
    ]);
  });

  it('brings a type that the directory does not know, and several documents as they are', () => {
    const card: DocumentSummary = { type: 'emiratesId', dateOfExpiry: '2030-01-01', idMatch: null };
    expect(mergeSeen({ ...NOTHING, documents: [card] }, KNOWN).documents).toEqual([OLD, NEW, card]);
    const two = [
      { ...NEW, dateOfExpiry: '2033-01-01' },
      { ...OLD, dateOfExpiry: '2034-01-01' },
    ];
    expect(mergeSeen({ ...NOTHING, documents: two }, KNOWN).documents).toEqual(two);
  });

  it('is read for the fields that rows have, too', () => {
    const { documents: _, ...person } = NOTHING;
    const unreadable = (field: 'email' | 'passport' | 'dateOfBirth') => ({ field, given: '?' });
    const seen = seenOf({
      ...{ ...person, dateOfBirth: '1990-04-03', isLive: true, isLiveScore: 9, createdAt: null },
      documents: [
        {
          ...{ ...NEW, number: 'AB1', dateOfIssue: null, authority: null, countryOfIssue: null, passportType: null },
          ...{ placeOfIssue: null, idScore: null, idClassificationPassed: null, ocr: [] },
          unreadable: (['idScore', 'dateOfExpiry', 'idMatch'] as const).map((field) => ({ field, given: '?' })),
        },
      ],
      unreadable: [unreadable('email'), unreadable('dateOfBirth'), unreadable('passport')],
    });
    const ofDocument = (['dateOfExpiry', 'idMatch'] as const).map((field) => ({ field, given: '?' }));
    expect(seen).toEqual({
      ...{ ...person, documents: [{ ...NEW, unreadable: ofDocument }] },
      unreadable: [unreadable('email'), unreadable('passport')],
    });
  });

  it('of a customer whom the directory does not know is taken as it is', () => {
    expect(mergeSeen(NOTHING, null)).toBe(NOTHING);
  });
});
