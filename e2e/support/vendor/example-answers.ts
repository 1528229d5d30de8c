/** For tests only: answers as the contract's tables describe them, with the internal extras that it warns of. */
export const DETAIL = {
  id: 4711,
  clientPointer: { __type: 'Pointer', objectId: 'x' },
  uuid: '0b54cb0e-3f5d-4c7e-9d1c-6a1c5f0c1a11',
  status: 6,
  name: 'Layla',
  surname: 'Haddad',
  gender: 'F',
  nationality: 'ARE',
  dateOfBirth: '1990-02-28',
  email: 'layla@example.com',
  phoneNumber: '+971501234567',
  isLive: true,
  isLiveScore: 98.6,
  isLiveFaces: null,
  idFace: null,
  passport: {
    id: 12,
    passportNumber: 'P1234567',
    dateOfIssue: '2020-01-01',
    dateOfExpiry: '2030-01-01',
    authority: 'MOI',
    countryOfIssue: 'ARE',
    idMatch: true,
    idScore: 91.2,
    idClassificationPassed: true,
    frontImage: null,
    backImage: null,
    idImage: null,
    passportType: 'P',
    placeOfIssue: 'Dubai',
    ocrPassport: { surname: 'HADDAD', mrz: { line1: 'P<ARE', line2: 'P123' }, flags: ['a', 1, true], checked: null },
  },
  emiratesId: {
    emiratesIdNumber: '784-1990-1234567-1',
    dateOfExpiry: '2027-05-05',
    idMatch: false,
    idScore: 12,
    idClassificationPassed: false,
  },
  egyptNationalId: null,
  createdAt: '2025-01-01T10:00:00.000Z',
  updatedAt: '2025-06-01T10:00:00.000Z',
};

/** For tests only: a list row, strict as the contract's example (no nationality, gender, updatedAt). */
export const ROW = {
  id: 99,
  uuid: DETAIL.uuid,
  status: 2,
  name: 'Layla',
  surname: 'Haddad',
  email: 'layla@example.com',
  phoneNumber: '+971501234567',
  passports: [{ passportNumber: 'P1', dateOfExpiry: '2030-01-01', idMatch: true }],
  emiratesIds: [{ emiratesIdNumber: '784', dateOfExpiry: '2024-01-01', idMatch: false }],
  egyptNationalIds: [],
  expiredIds: ['emirates_id', 'emiratesId', 'driving_licence'],
};

/** For tests only. */
export function success(data: unknown): Buffer {
  return Buffer.from(JSON.stringify({ message: 'Success', data }));
}
