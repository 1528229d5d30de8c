import 'server-only';
import { expect, it } from 'vitest';
import type { DocumentField, DocumentSummary, RowField } from '../../contracts/customer';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { statement } from './sql';
import { ANY_UNREADABLE, notGivenSql, UNREADABLE_CHOICES, unreadableMask } from './unreadable';

const document = (...fields: DocumentField[]): DocumentSummary => ({
  ...{ type: 'passport', dateOfExpiry: null, idMatch: null },
  unreadable: fields.map((field) => ({ field, given: 'x' })),
});
const READABLE: DocumentSummary = { type: 'passport', dateOfExpiry: null, idMatch: null };

const maskOf = (fields: RowField[], documents: DocumentSummary[] = []) =>
  unreadableMask({ documents, unreadable: fields.map((field) => ({ field, given: 'x' })) });

// The numbers are stored: another one would need every row written again.
it.each<[RowField[], DocumentSummary[], number]>([
  [[], [], 0],
  [['name', 'surname', 'email', 'phoneNumber', 'updatedAt'], [document('number', 'authority'), READABLE], 0],
  [['status'], [], 1],
  [['nationality'], [], 2],
  [['gender'], [], 4],
  [['expiredDocuments'], [], 8],
  [[], [READABLE, document('number', 'dateOfExpiry')], 8],
  [[], [document('idMatch'), READABLE], 16],
  [['status', 'gender'], [document('dateOfExpiry', 'idMatch')], 29],
])('counts %j with the documents %j as %i', (fields, documents, mask) => {
  expect(maskOf(fields, documents)).toBe(mask);
});

it.each([...KNOWN_DOCUMENTS])('hides expiry and face match behind a %s that is no record', (type) => {
  expect(maskOf([type])).toBe(24);
});

it('asks for each by its bit, and for a value that is not there', () => {
  const texts = Object.entries(UNREADABLE_CHOICES).map(([name, choice]) => [name, statement(choice).text]);
  const any = statement(ANY_UNREADABLE).text;
  expect(any).toBe('unreadable_mask <> 0');
  expect(Object.fromEntries(texts)).toEqual({
    status: `(${any} AND unreadable_mask & 1 <> 0 AND status IS NULL)`,
    nationality: `(${any} AND unreadable_mask & 2 <> 0 AND nationality IS NULL)`,
    gender: `(${any} AND unreadable_mask & 4 <> 0 AND gender IS NULL)`,
    expiryUnreadable: `(${any} AND unreadable_mask & 8 <> 0)`,
    faceMatchUnreadable: `(${any} AND unreadable_mask & 16 <> 0)`,
  });
  expect(statement(notGivenSql('gender')).text).toBe(
    "(gender IS NULL AND unreadable_mask = ANY('{0,1,2,3,8,9,10,11,16,17,18,19,24,25,26,27}'::smallint[]))",
  );
});
