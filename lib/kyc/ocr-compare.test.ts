import { describe, expect, test } from 'vitest';
import type { CustomerDocument } from '../contracts/customer';
import { saysTheSame } from '../writing/compare';
import { compareOcr } from './ocr-compare';

const PERSON = {
  name: 'Fátima',
  surname: 'Al-Mansoori',
  nationality: 'ARE',
  gender: 'F',
  dateOfBirth: '1990-04-03',
};

function ocr(type: CustomerDocument['type'], fields: Record<string, string>, more: Partial<CustomerDocument> = {}) {
  const document: CustomerDocument = {
    type,
    number: '784199012345671',
    dateOfIssue: '2021-05-09',
    dateOfExpiry: '2031-05-08',
    authority: null,
    countryOfIssue: 'ARE',
    passportType: null,
    placeOfIssue: null,
    idMatch: true,
    idScore: 97.2,
    idClassificationPassed: true,
    ocr: Object.entries(fields).map(([key, value]) => ({ key, value })),
    ...more,
  };
  return compareOcr(document, PERSON);
}

const results = (list: ReturnType<typeof ocr>) => Object.fromEntries(list.map(({ key, result }) => [key, result]));

describe('OCR beside the typed fields', () => {
  test('knows a field by any usual key', () => {
    const read = ocr('passport', {
      documentNumber: '784-1990-1234567-1',
      birth_date: '03/04/1990',
      expirationDate: '08 MAY 2031',
      'Issue Date': '20210509',
      givenNames: 'FATIMA',
      lastName: 'AL MANSOORI',
      sex: 'Female',
      nationality: 'United Arab Emirates',
      issuingCountry: 'AE',
    });
    expect(new Set(read.map(({ result }) => result))).toEqual(new Set(['same']));
    expect(read[1]).toMatchObject({ label: 'Date of birth', read: '03/04/1990', typed: '1990-04-03' });
  });

  test('marks differences, and shows the typed value beside them', () => {
    const read = ocr('emiratesId', {
      idNumber: '784-1990-1234567-2',
      dob: '1990-04-04',
      sex: 'M',
      surname: 'Almansour',
    });
    expect(results(read)).toEqual({ idNumber: 'different', dob: 'different', sex: 'different', surname: 'different' });
    expect(read[0]).toMatchObject({ typed: '784199012345671' });
  });

  test('a name line that holds the whole name agrees with name and surname', () => {
    expect(results(ocr('emiratesId', { name: 'FATIMA AL MANSOORI', fullName: 'Al Mansoori, Fatima' }))).toEqual({
      name: 'same',
      fullName: 'same',
    });
  });

  test('lists what it does not know as it came', () => {
    const read = ocr('passport', { mrz1: 'P<ARE…', idNumber: '784-1990-1234567-1', __proto: 'x' });
    expect(read.map(({ label, result, typed }) => [label, result, typed])).toEqual([
      ['mrz1', 'only-ocr', null],
      ['idNumber', 'only-ocr', null],
      ['__proto', 'only-ocr', null],
    ]);
  });

  test('follows nesting that says where a field was read, but not whose it is', () => {
    expect(results(ocr('passport', { 'mrz.surname': 'X', 'surname (2)': 'Y', 'father.surname': 'X' }))).toEqual({
      'mrz.surname': 'different',
      'surname (2)': 'different',
      'father.surname': 'only-ocr',
    });
  });

  test('a field that one side lacks is no difference', () => {
    expect(results(ocr('passport', { authority: 'ICP', dob: ' ' }))).toEqual({
      authority: 'only-ocr',
      dob: 'not-read',
    });
  });
});

test('a typed value that could not be read is told beside what OCR read, and is no difference', () => {
  const unreadable = [{ field: 'dateOfExpiry' as const, given: '31/01/2020' }];
  const [expiry] = ocr('passport', { dateOfExpiry: '2020-01-31' }, { dateOfExpiry: null, unreadable });
  expect(expiry).toMatchObject({ result: 'only-ocr', notReadable: 'Given, but not readable: 31/01/2020' });
  const person = { ...PERSON, dateOfBirth: null, unreadable: [{ field: 'dateOfBirth' as const, given: '14/05/1990' }] };
  const birth = { ...GERMAN, ocr: [{ key: 'dob', value: '1990-05-14' }] };
  expect(compareOcr(birth, person)).toMatchObject([{ notReadable: 'Given, but not readable: 14/05/1990' }]);
});

describe('which typed field a key of OCR stands for', () => {
  const typed = {
    number: 'N-1',
    dateOfIssue: '2021-05-09',
    dateOfExpiry: '2031-05-08',
    authority: 'ICP',
    countryOfIssue: 'EGY',
    passportType: 'P',
    placeOfIssue: 'Dubai',
  };
  const compared = (type: CustomerDocument['type'], key: string) => ocr(type, { [key]: '' }, typed)[0];

  test.each([
    [
      'Number',
      'number',
      'N-1',
      ['number', 'documentNumber', 'document_no', 'docNumber', 'passportNumber', 'passport_no'],
    ],
    ['Name', 'name', 'Fátima', ['name', 'firstName', 'givenName', 'given_names', 'forename', 'Forenames']],
    ['Surname', 'name', 'Al-Mansoori', ['surname', 'lastName', 'family-name']],
    ['Full name', 'name', 'Fátima Al-Mansoori', ['fullName', 'holderName']],
    ['Date of birth', 'date', '1990-04-03', ['dateOfBirth', 'birthDate', 'dob', 'birthday']],
    ['Gender', 'gender', 'F', ['gender', 'sex']],
    ['Nationality', 'country', 'ARE', ['nationality', 'nationalityCode']],
    ['Issued on', 'date', '2021-05-09', ['dateOfIssue', 'issueDate', 'issuingDate', 'issued']],
    ['Expires on', 'date', '2031-05-08', ['dateOfExpiry', 'expiryDate', 'expirationDate', 'dateOfExpiration']],
    ['Expires on', 'date', '2031-05-08', ['expiry', 'expires', 'validUntil']],
    ['Country of issue', 'country', 'EGY', ['countryOfIssue', 'issuingCountry', 'issuingState', 'issuingCountryCode']],
    ['Authority', 'text', 'ICP', ['authority', 'issuingAuthority']],
    ['Place of issue', 'text', 'Dubai', ['placeOfIssue', 'issuingPlace', 'issuePlace']],
    ['Passport type', 'text', 'P', ['passportType']],
  ])('%s is compared as a %s', (label, kind, value, keys) => {
    for (const key of keys) {
      expect(compared('passport', key), key).toEqual({ key, label, kind, read: '', typed: value, result: 'not-read' });
    }
  });

  test.each(['idNumber', 'id_no', 'nationalId', 'nationalIdNumber', 'emiratesId', 'egyptNationalIdNumber'])(
    '%s is the number of an identity card, and unknown on a passport',
    (key) => {
      const number = { label: 'Number', kind: 'number', typed: 'N-1' };
      expect(compared('emiratesId', key)).toMatchObject(number);
      expect(compared('egyptNationalId', key)).toMatchObject(number);
      expect(compared('passport', key)).toEqual({
        ...{ key, label: key, kind: 'text', read: '' },
        ...{ typed: null, result: 'only-ocr' },
      });
    },
  );

  test.each(['mrz', 'viz', 'front', 'back', 'fields', 'data', 'document', 'chip'])('%s only says where', (place) => {
    expect(compared('passport', `${place}.surname`)).toMatchObject({ label: 'Surname' });
  });

  test('a field that was read again is the same field, a number elsewhere in the key is not', () => {
    expect(compared('passport', 'surname (12)')).toMatchObject({ label: 'Surname' });
    expect(compared('passport', 'mrz (1).surname')).toMatchObject({ label: 'mrz (1).surname' });
    expect(compared('passport', 'surname (1) old')).toMatchObject({ label: 'surname (1) old' });
    expect(compared('passport', '')).toMatchObject({ label: '', typed: null });
  });
});

test('without a typed value there is nothing to differ from, whatever else the person is called', () => {
  const read = (name: string | null, surname: string | null) =>
    compareOcr(
      {
        ...{ type: 'passport', number: null, dateOfIssue: null, dateOfExpiry: null, authority: '  ' },
        ...{ countryOfIssue: null, passportType: null, placeOfIssue: null, idMatch: null, idScore: null },
        idClassificationPassed: null,
        ocr: [
          { key: 'name', value: 'FATIMA MANSOORI' },
          { key: 'authority', value: 'ICP' },
        ],
      },
      { ...PERSON, name, surname },
    ).map(({ result }) => result);
  expect(read(null, 'Mansoori')).toEqual(['only-ocr', 'only-ocr']);
  expect(read('Fatima', null)).toEqual(['different', 'only-ocr']);
});

/** A passport of another person, typed as people write and read as its machine-readable zone writes. */
function passport(person: Partial<Parameters<typeof compareOcr>[1]>, fields: Record<string, string>) {
  const document = { ...GERMAN, ocr: Object.entries(fields).map(([key, value]) => ({ key, value })) };
  return results(compareOcr(document, { ...PERSON, ...person }));
}
const GERMAN: CustomerDocument = {
  ...{ type: 'passport', number: 'C01X00T47', dateOfIssue: '2021-05-09', dateOfExpiry: '2031-05-08' },
  ...{ authority: 'Stadt Köln', countryOfIssue: 'DEU', passportType: 'P', placeOfIssue: 'Köln' },
  ...{ idMatch: true, idScore: 97.2, idClassificationPassed: true, ocr: [] },
};

describe('what passports write (ICAO 9303)', () => {
  test('a German passport agrees with what its holder typed', () => {
    const person = { name: 'Jürgen Sören', surname: 'Groß-Müller', nationality: 'DEU', gender: 'M' };
    const fields = {
      ...{ surname: 'GROSS<MUELLER', givenNames: 'JUERGEN<SOEREN', nationality: 'D<<', issuingCountry: 'D', sex: 'M' },
      ...{ documentNumber: 'C01X00T47<', passportType: 'P<', authority: 'STADT KOELN', placeOfIssue: 'KOELN' },
    };
    expect(new Set(Object.values(passport(person, fields)))).toEqual(new Set(['same']));
  });

  test.each([
    ['Müller', 'MUXXLLER'],
    ['عبدالعزيز بن متعب', 'EBDALEZYZ<BN<MTEB'],
    ['ابو بكر محمد بن زكريا الرازي', 'ABW<BKR<MXHMD<BN<ZKRYA<ALRAZY'],
    ['هاري الشافعي', 'HARY<ALXSHAFEY'],
    ['محمّد', 'MXHMMD'],
    ['خديجة', 'XKHDYJXTA'],
    ['خديجة', 'XKHDYJXAH'],
    ['أحمد', 'XAEXHMD'],
    ['Müller', 'MULLER'],
    ['Øystein', 'OEYSTEIN'],
    ['Ångström', 'AANGSTROEM'],
    ['Kjær', 'KJAER'],
    ['Þórr', 'THORR'],
    ['Guðrún', 'GUDRUN'],
    ['Muñoz', 'MUNXXOZ'],
    ['Muñoz', 'MUNOZ'],
    ['Lebœuf', 'LEBOEUF'],
    ['Щербаков', 'SHCHERBAKOV'],
    ['Гринько', 'HRYNKO'],
    ['أحمد', 'احمد'],
    ['فاطمة', 'فاطمه'],
    ['هدى', 'هدي'],
  ])('%s is written %s', (typed, read) => {
    expect(passport({ surname: typed }, { surname: read })).toEqual({ surname: 'same' });
  });

  test.each([
    ['Müller', 'MILLER'],
    ['Mueller', 'MULLER'],
    ['Muñoz', 'MUNEOZ'],
    ['Аnnа', 'ANNA'],
  ])('%s is not written %s', (typed, read) => {
    expect(passport({ surname: typed }, { surname: read })).toEqual({ surname: 'different' });
  });

  test.each([
    ['DEU', 'D', 'same'],
    ['DEU', 'D<<', 'same'],
    ['GBR', 'GBD', 'same'],
    ['GBR', 'GBN', 'same'],
    ['GBR', 'GBO', 'same'],
    ['GBR', 'GBP', 'same'],
    ['GBR', 'GBS', 'same'],
    ['XKX', 'RKS', 'same'],
    ['RKS', 'XKX', 'same'],
    ['XKX', 'UNK', 'same'],
    ['UNO', 'UNA', 'same'],
    ['XXA', 'XXA', 'same'],
    ['XXB', 'XXB', 'same'],
    ['SYR', 'XXB', 'not-read'],
    ['SYR', 'XXC', 'not-read'],
    ['SYR', 'XXX', 'not-read'],
    ['SYR', 'XXA', 'different'],
    ['GBR', 'D', 'different'],
    ['USA', 'UNO', 'different'],
  ] as const)('nationality %s, read as %s: %s', (nationality, read, result) => {
    expect(passport({ nationality }, { nationality: read })).toEqual({ nationality: result });
  });

  test.each([
    ['F', '<', 'not-read'],
    ['X', '<', 'same'],
    ['Unspecified', '<', 'same'],
    ['F', 'X', 'different'],
    ['M', 'F', 'different'],
    ['أنثى', 'F', 'same'],
  ])('sex %s, read as %s: %s', (gender, read, result) => {
    expect(passport({ gender }, { sex: read })).toEqual({ sex: result });
  });

  test('fillers alone are nothing read', () => {
    expect(passport({}, { surname: '<<<<<<', documentNumber: '<<<<<<<<<' })).toEqual({
      surname: 'not-read',
      documentNumber: 'not-read',
    });
  });

  const LONG = { surname: 'Nilavadhanananda', name: 'Chayapa Dejthamrong Krasuang' };
  test.each([
    ['at the end of the line', LONG, { surname: 'NILAVADHANANANDA', givenNames: 'CHAYAPA<DEJTHAMRONG<K' }, 'same'],
    ['as the document reads both', LONG, { fullName: 'NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K' }, 'same'],
    ['by its words', LONG, { givenNames: 'CHAYAPA DEJ K' }, 'same'],
    ['but not in a name that fits', { surname: 'Haddad', name: 'Muhammad' }, { givenNames: 'MUHAM' }, 'different'],
    ['but not to another name', LONG, { givenNames: 'CHAYAPA DEJTHAMRONG L' }, 'different'],
    ['but not anywhere', LONG, { givenNames: 'CHAYAPA' }, 'different'],
    [
      'with its letters transliterated',
      { surname: 'Müller-Lüdenscheid-Schönhausen', name: 'Jürgen Wilhelm' },
      { surname: 'MUELLER<LUEDENSCHEID<SCHOENHAUSEN', givenNames: 'JUER' },
      'same',
    ],
  ])('a name is cut off %s', (_how, person, fields, result) => {
    expect(new Set(Object.values(passport(person, fields)))).toEqual(new Set([result]));
  });

  test('only a name is cut off, and only a nationality is left open', () => {
    expect(passport(LONG, { authority: 'NILAVADHANANANDA' })).toEqual({ authority: 'different' });
    expect(passport({}, { authority: 'XXB' })).toEqual({ authority: 'different' });
  });

  test('names without a surname are cut off at the end of the line', () => {
    const name = 'Chayapa Dejthamrong Krasuang Nilavadh Ananda';
    const fields = { givenNames: 'CHAYAPA<DEJTHAMRONG<KRASUANG<NILAVADH' };
    expect(passport({ name, surname: null }, fields)).toEqual({ givenNames: 'same' });
  });

  test('a card has fewer characters for a name than a passport', () => {
    const fields = { surname: 'AL MANSOORI', givenNames: 'FATIMA MARYAM SAL' };
    const person = { ...PERSON, name: 'Fatima Maryam Salama Noor' };
    for (const [type, result] of [
      ['emiratesId', 'same'],
      ['passport', 'different'],
    ] as const) {
      const document = { ...GERMAN, type, ocr: Object.entries(fields).map(([key, value]) => ({ key, value })) };
      expect(compareOcr(document, person)[1]?.result).toBe(result);
    }
  });
});

describe('ways of writing', () => {
  test.each([
    ['date', '1990-04-03', '03.04.1990'],
    ['date', '1990-04-03', '3 Apr 1990'],
    ['date', '1988-07-16', '16 JUL / JUIL 88'],
    ['date', '1990-04-03', '900403'],
    ['date', '1990-04-03', '٠٣/٠٤/١٩٩٠'],
    ['date', '1990-04-25', '04/25/1990'],
    ['date', '1990-04-03', '1990-04-03T00:00:00Z'],
    ['name', 'Łukasz Đỗ', 'LUKASZ DO'],
    ['name', "O'Neill", 'ONEILL'],
    ['name', 'Straße', 'STRASSE'],
    ['name', 'مُحَمَّد', 'محمد'],
    ['name', 'İbrahim Işık', 'IBRAHIM ISIK'],
    ['gender', 'M', 'ذكر'],
    ['country', 'GBR', 'United Kingdom'],
    ['number', 'ab 123-456', 'AB123456'],
  ] as const)('%s: %s = %s', (kind, one, other) => {
    expect(saysTheSame(kind, one, other)).toBe(true);
  });

  test.each([
    ['date', '1990-04-03', '04/03/1990'],
    ['date', '2030-02-28', '30/02/2030'],
    ['name', 'की', 'कि'],
    ['name', 'فاطمة', 'FATIMA'],
    ['name', 'Anna', 'Аnnа'],
    ['text', '—', '***'],
    ['country', 'GBR', 'British'],
    ['number', '0123', '123'],
  ] as const)('%s: %s ≠ %s', (kind, one, other) => {
    expect(saysTheSame(kind, one, other)).toBe(false);
  });
});
