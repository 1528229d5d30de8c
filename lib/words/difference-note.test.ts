import { expect, test } from 'vitest';
import { NOTE } from '../contracts/notes';
import type { DifferingFields } from '../kyc/differing-fields';
import { noteLooksPersonal } from '../writing/personal';
import { differenceNote } from './difference-note';

const passport = (place: number, labels: string[]): DifferingFields => ({
  document: { type: 'passport', place },
  labels,
});

test('names documents and fields, and nothing where nothing differs', () => {
  expect(differenceNote([])).toBe('');
  const emiratesId: DifferingFields = { document: { type: 'emiratesId', place: 0 }, labels: ['Number'] };
  expect(differenceNote([passport(0, ['Surname', 'Date of birth']), passport(1, ['Number']), emiratesId])).toBe(
    'OCR differs from the fields on file:\nPassport: Surname, Date of birth\nPassport 2: Number\nEmirates ID: Number',
  );
});

test('leaves out documents that the note has no room for, and never warns of itself', () => {
  const many = Array.from({ length: 100 }, (_, place) => passport(place, ['Number', 'Date of birth', 'Nationality']));
  const text = differenceNote(many);
  expect(text.length).toBeLessThanOrEqual(NOTE.most);
  expect(text.split('\n').every((line) => line.endsWith(':') || line.endsWith('Nationality'))).toBe(true);
  expect(noteLooksPersonal(text, [])).toBe(false);
});
