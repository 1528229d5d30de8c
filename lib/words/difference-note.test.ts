import { expect, test } from 'vitest';
import type { Customer, CustomerDocument } from '../contracts/customer';
import { NOTE } from '../contracts/notes';
import { noteLooksPersonal } from '../writing/personal';
import { differenceNote } from './difference-note';

const document = (type: CustomerDocument['type'], ocr: CustomerDocument['ocr']): CustomerDocument => ({
  ...{ type, number: 'A1', dateOfIssue: null, dateOfExpiry: null, authority: null, countryOfIssue: null },
  ...{ passportType: null, placeOfIssue: null, idMatch: true, idScore: 98.6, idClassificationPassed: true, ocr },
});

const customer = (documents: CustomerDocument[]): Customer => ({
  ...{ uuid: 'u', status: null, name: 'Jo', surname: 'Doe', gender: null, nationality: null, dateOfBirth: null },
  ...{ email: null, phoneNumber: null, isLive: true, isLiveScore: 90, createdAt: null, updatedAt: null, asOf: '' },
  documents,
});

const same = { key: 'surname', value: 'DOE' };
const twice = ['surname', 'mrz.surname'].map((key) => ({ key, value: 'Roe' }));
const number = { key: 'documentNumber', value: 'B2' };

test('names documents and each differing field once, and nothing where nothing differs', () => {
  expect(differenceNote(customer([]))).toBe('');
  expect(differenceNote(customer([document('passport', [same])]))).toBe('');
  const documents = [
    document('passport', [same]),
    document('passport', [...twice, number]),
    document('emiratesId', [number]),
  ];
  expect(differenceNote(customer(documents))).toBe(
    'OCR differs from the fields on file:\nPassport 2: Surname, Number\nEmirates ID: Number',
  );
});

test('leaves out documents that the note has no room for, and never warns of itself', () => {
  const text = differenceNote(customer(Array.from({ length: 100 }, () => document('passport', [...twice, number]))));
  expect(text.length).toBeLessThanOrEqual(NOTE.most);
  expect(text.split('\n').every((line) => line.endsWith(':') || line.endsWith('Number'))).toBe(true);
  expect(noteLooksPersonal(text, [])).toBe(false);
});
