import { describe, expect, test } from 'vitest';
import type { Customer, CustomerDocument } from '../contracts/customer';
import { ownChecks } from './own-checks';

const PERSON: Customer = {
  ...{ uuid: 'u', status: null, name: 'Anna', surname: 'Eriksson', gender: 'female', nationality: 'UTO' },
  ...{ dateOfBirth: '1974-08-12', email: null, phoneNumber: null, isLive: null, isLiveScore: null },
  ...{ documents: [], createdAt: null, updatedAt: null, asOf: '' },
};

const document = (change: Partial<CustomerDocument>): CustomerDocument => ({
  ...{ type: 'passport', number: null, dateOfIssue: null, dateOfExpiry: null, authority: null, countryOfIssue: null },
  ...{ passportType: null, placeOfIssue: null, idMatch: null, idScore: null, idClassificationPassed: null, ocr: [] },
  ...change,
});

const results = (change: Partial<CustomerDocument>, person: Partial<Customer> = {}) =>
  ownChecks(document(change), { ...PERSON, ...person }).map(({ name, result }) => `${name} ${result}`);

describe('an Emirates ID', () => {
  const type = 'emiratesId';
  test('is judged by its digit and its year of birth, both our reading', () => {
    const number = '784-1974-1234567-6';
    expect(results({ type, number })).toEqual(['emiratesIdDigit fits', 'emiratesIdYear fits']);
    expect(results({ type, number: '784-1974-1234567-7' })[0]).toBe('emiratesIdDigit differs');
    expect(results({ type, number }, { dateOfBirth: '1975-08-12' })[1]).toBe('emiratesIdYear differs');
    expect(results({ type, number }, { dateOfBirth: null })[1]).toBe('emiratesIdYear told');
    const [digit, year] = ownChecks(document({ type, number }), PERSON);
    expect(digit?.standing).toBe('reading');
    expect(year).toMatchObject({ standing: 'reading', year: '1974' });
  });

  test('is not judged without a number that has its form, nor as another document', () => {
    expect(results({ type, number: null })).toEqual([]);
    expect(results({ type, number: 'A1234567' })).toEqual([]);
    expect(results({ type: 'passport', number: '784-1974-1234567-6' })).toEqual([]);
  });
});

describe('an Egyptian national ID', () => {
  const type = 'egyptNationalId';
  test('tells birth date and governorate, by the number on file or the one that OCR read', () => {
    const both = ['egyptianBirthDate fits', 'egyptianGovernorate told'];
    expect(results({ type, number: '27408120100124' })).toEqual(both);
    expect(results({ type, ocr: [{ key: 'nationalId', value: '2740812 0100124' }] })).toEqual(both);
    expect(ownChecks(document({ type, number: '27408120100124' }), PERSON)).toMatchObject([
      { day: '1974-08-12', standing: 'reading' },
      { governorate: 'cairo', standing: 'reading' },
    ]);
  });

  test('differs where the date is another one, and where nobody has such a governorate', () => {
    expect(results({ type, number: '27408139900124' })).toEqual([
      'egyptianBirthDate differs',
      'egyptianGovernorate differs',
    ]);
    expect(results({ type, number: '27408120100124' }, { dateOfBirth: null })[0]).toBe('egyptianBirthDate told');
    expect(results({ type, number: '123', ocr: [{ key: 'serial', value: '27408120100' }] })).toEqual([]);
  });
});

describe('a machine-readable zone', () => {
  const [first, second] = [
    'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
    'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
  ];
  test('is judged in one field and in lines, by ICAO’s standard', () => {
    expect(results({ ocr: [{ key: 'mrz', value: `${first}\n${second}` }] })).toEqual(['mrzDigits fits']);
    const lines = [
      { key: 'mrzLine1', value: first },
      { key: 'mrzLine2', value: second },
    ];
    expect(results({ ocr: lines })).toEqual(['mrzDigits fits']);
    expect(results({ ocr: [{ key: 'machineReadableZone', value: first + second }] })).toEqual(['mrzDigits fits']);
    const wrong = [{ key: 'MRZ', value: `${first}${second.replace('7408122', '7408132')}` }];
    expect(ownChecks(document({ ocr: wrong }), PERSON)).toEqual([
      { name: 'mrzDigits', standing: 'standard', result: 'differs', failing: ['birthDate', 'whole'] },
    ]);
  });

  test('is not looked for in other fields', () => {
    expect(results({ ocr: [{ key: 'text', value: first + second }] })).toEqual([]);
    expect(results({ ocr: [{ key: 'mrzValid', value: 'true' }] })).toEqual([]);
  });
});

describe('the birth date that OCR read', () => {
  test('fits or differs; one reading that differs is enough', () => {
    expect(results({ ocr: [{ key: 'dateOfBirth', value: '12.08.1974' }] })).toEqual(['birthDateRead fits']);
    expect(results({ ocr: [{ key: 'birth_date', value: '1974-08-13' }] })).toEqual(['birthDateRead differs']);
    const twice = [
      { key: 'dateOfBirth', value: '1974-08-12' },
      { key: 'mrz.dob', value: '740813' },
    ];
    expect(results({ ocr: twice })).toEqual(['birthDateRead differs']);
  });

  test('is not judged where either is missing, or where another date was read', () => {
    expect(results({ ocr: [{ key: 'dateOfBirth', value: '' }] })).toEqual([]);
    expect(results({ ocr: [{ key: 'dateOfBirth', value: '1974-08-12' }] }, { dateOfBirth: null })).toEqual([]);
    expect(results({ ocr: [{ key: 'dateOfExpiry', value: '2030-01-01' }], dateOfExpiry: '2030-01-02' })).toEqual([]);
  });
});
