import { expect, it, vi } from 'vitest';
import type { DocumentSummary, Unreadable } from '../../contracts/customer';
import { EXPORT_COLUMNS, type ExportColumn } from '../../contracts/search';
import { type CellStyle, toCells } from './export-cells';
import type { FoundRow } from './rows';

vi.mock('../env', () => ({ env: () => ({ SENTINEL_STATUS_LABELS: { 6: { label: 'Done', tone: 'good' } } }) }));

const STYLE: CellStyle = { now: new Date('2026-11-23T10:00:00Z'), moment: (text) => `moment ${text}` };
const OLD: DocumentSummary = { type: 'passport', dateOfExpiry: '2019-01-01', idMatch: true };
const NEW: DocumentSummary = { type: 'passport', dateOfExpiry: '2029-01-01', idMatch: true };
const UNDATED: DocumentSummary = { type: 'emiratesId', dateOfExpiry: null, idMatch: null };

const FOUND: FoundRow = {
  ...{ uuid: 'c-1', status: 6, name: 'Layla', surname: 'Haddad', nationality: 'ARE', gender: 'F' },
  ...{ email: 'layla@example.com', phone: '+971501234567', updatedAt: '2026-01-02T03:04:05Z' },
  ...{ documents: [OLD, NEW, UNDATED], expiredDocuments: ['egyptNationalId'], unreadable: [] },
  ...{ sortKey: '', capped: false, documentMatched: false, alike: false },
};
const EMPTY: FoundRow = {
  ...FOUND,
  ...{ status: null, name: null, surname: null, nationality: null, gender: null, email: null, phone: null },
  ...{ updatedAt: null, documents: [], expiredDocuments: [] },
};
const cellsOf = (found: FoundRow) => {
  const cells = toCells(found, EXPORT_COLUMNS, STYLE);
  return Object.fromEntries(EXPORT_COLUMNS.map((column, index) => [column, cells[index]]));
};

it('has a cell for each column, in the order asked for', () => {
  expect(cellsOf(FOUND)).toEqual({
    ...{ uuid: 'c-1', status: 'Done', name: 'Layla', surname: 'Haddad', nationality: 'ARE', gender: 'F' },
    ...{ email: 'layla@example.com', phoneNumber: '+971501234567', updatedAt: 'moment 2026-01-02T03:04:05Z' },
    documents: 'passport 2019-01-01 (replaced); passport 2029-01-01; emiratesId',
    ...{ nextExpiry: '2029-01-01', expiredDocuments: 'egyptNationalId', faceMatch: 'passed' },
  });
  expect(toCells(FOUND, ['surname', 'uuid'], STYLE)).toEqual(['Haddad', 'c-1']);
});

it('is empty where nothing is known', () => {
  expect(cellsOf(EMPTY)).toEqual({
    ...Object.fromEntries(EXPORT_COLUMNS.map((column) => [column, ''])),
    uuid: 'c-1',
  });
});

it('names what has expired by its date as well as by Sentinel’s list, and not what is good through today', () => {
  const dated = (dateOfExpiry: string): DocumentSummary => ({ type: 'passport', dateOfExpiry, idMatch: null });
  expect(cellsOf({ ...FOUND, documents: [dated('2026-11-22')] }).expiredDocuments).toBe('egyptNationalId; passport');
  expect(cellsOf({ ...EMPTY, documents: [dated('2026-11-23')] }).expiredDocuments).toBe('');
});

it.each([
  [[true, false, null], 'failed'],
  [[null, true], 'passed'],
  [[null], ''],
])('face matches %j are %j', (verdicts, text) => {
  const documents = verdicts.map((idMatch): DocumentSummary => ({ ...UNDATED, idMatch }));
  expect(cellsOf({ ...EMPTY, documents }).faceMatch).toBe(text);
});

it.each<ExportColumn>(['status', 'name', 'surname', 'nationality', 'gender', 'email', 'phoneNumber', 'updatedAt'])(
  'says that %s was given and cannot be read, and gives the value alone when there is one',
  (column) => {
    const unreadable = [{ field: column, given: 'odd' }] as Unreadable<never>[];
    expect(cellsOf({ ...EMPTY, unreadable })).toMatchObject({ [column]: 'Given, but not readable: odd' });
    expect(cellsOf({ ...FOUND, unreadable })).toMatchObject({ [column]: cellsOf(FOUND)[column] });
  },
);

it('says what cannot be read of documents, beside the values that can', () => {
  const odd: DocumentSummary = {
    ...UNDATED,
    unreadable: [
      { field: 'dateOfExpiry', given: '31/01/2020' },
      { field: 'idMatch', given: 'maybe' },
    ],
  };
  const unreadable: FoundRow['unreadable'] = [
    { field: 'passport', given: '' },
    { field: 'expiredDocuments', given: '7' },
  ];
  expect(cellsOf({ ...FOUND, documents: [{ ...NEW, idMatch: false }, odd], unreadable })).toMatchObject({
    documents:
      'passport 2029-01-01; emiratesId Given, but not readable: 31/01/2020; ' +
      'Expired documents: Given, but not readable: 7; Passport: Given, but not readable',
    nextExpiry: '2029-01-01; Given, but not readable: 31/01/2020',
    expiredDocuments: 'egyptNationalId; Given, but not readable: 7',
    faceMatch: 'failed; Given, but not readable: maybe',
  });
});
