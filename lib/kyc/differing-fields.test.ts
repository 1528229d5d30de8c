import { expect, test } from 'vitest';
import type { Customer, CustomerDocument } from '../contracts/customer';
import { differingFields } from './differing-fields';

const passport = (ocr: CustomerDocument['ocr']): CustomerDocument => ({
  ...{ type: 'passport', number: 'A1', dateOfIssue: null, dateOfExpiry: null, authority: null },
  ...{ countryOfIssue: null, passportType: null, placeOfIssue: null, idMatch: true, idScore: 98.6 },
  ...{ idClassificationPassed: true, ocr },
});

const customer = (documents: CustomerDocument[]): Customer => ({
  ...{ uuid: 'u', status: null, name: 'Jo', surname: 'Doe', gender: null, nationality: null, dateOfBirth: null },
  ...{ email: null, phoneNumber: null, isLive: true, isLiveScore: 90, createdAt: null, updatedAt: null, asOf: '' },
  documents,
});

test('names each differing field of a document once, by the desk’s name, and the place among documents of its type', () => {
  const same = { key: 'surname', value: 'DOE' };
  const twice = ['surname', 'mrz.surname'].map((key) => ({ key, value: 'Roe' }));
  const number = { key: 'documentNumber', value: 'B2' };
  expect(differingFields(customer([passport([same]), passport([...twice, number])]))).toEqual([
    { document: { type: 'passport', place: 1 }, labels: ['Surname', 'Number'] },
  ]);
});
