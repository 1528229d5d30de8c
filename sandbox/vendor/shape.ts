import type { RowShape } from '../options.ts';
import { isoDay } from '../world/days.ts';
import {
  type CustomerRecord,
  DOCUMENT_KINDS,
  type DocumentKind,
  type DocumentRecord,
  type Fields,
} from '../world/record.ts';

const IMAGE_FIELDS = new Set(['isLiveFaces', 'idFace', 'frontImage', 'backImage', 'idImage']);
const SNAKE: Record<DocumentKind, string> = {
  passport: 'passport',
  emiratesId: 'emirates_id',
  egyptNationalId: 'egypt_national_id',
};

/** Fields that no client asked for: the contract warns of them, so every answer has some. */
const internals = (record: CustomerRecord): Fields => ({ id: record.id, __ptr: `customers/${record.id}#primary` });

export function detail(record: CustomerRecord): Fields {
  return withOdd(record, {
    ...internals(record),
    uuid: record.uuid,
    status: record.status,
    name: record.name,
    surname: record.surname,
    gender: record.gender,
    nationality: record.nationality,
    dateOfBirth: record.dateOfBirth,
    email: record.email,
    phoneNumber: record.phoneNumber,
    isLive: record.isLive,
    isLiveScore: record.isLiveScore,
    isLiveFaces: record.isLiveFaces,
    idFace: record.idFace,
    passport: record.passport,
    emiratesId: record.emiratesId,
    egyptNationalId: record.egyptNationalId,
    ...record.extra,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  });
}

/** Only fields that the answer has anyway: a row never has a date of birth. */
function withOdd({ odd }: CustomerRecord, fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, Object.hasOwn(odd, key) ? odd[key] : value]),
  );
}

/** Call 2: every image null, and for lean customers without what the contract's example leaves out. */
export function detailWithoutImages(record: CustomerRecord): Fields {
  const bare = blankImages(detail(record));
  if (!record.lean) return bare;
  const { gender: _g, dateOfBirth: _b, createdAt: _c, updatedAt: _u, ...rest } = bare;
  return withoutOcr(rest);
}

export function blankImages(fields: Fields): Fields {
  return mapFields(fields, (key, value) => [[key, IMAGE_FIELDS.has(key) ? null : value]]);
}

function withoutOcr(fields: Fields): Fields {
  return mapFields(fields, (key, value) => (key.startsWith('ocr') ? [] : [[key, value]]));
}

function mapFields(fields: Fields, map: (key: string, value: unknown) => [string, unknown][]): Fields {
  const entries = Object.entries(fields).flatMap(([key, value]) => map(key, value));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, isFields(value) ? mapFields(value, map) : value] as const),
  );
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function row(record: CustomerRecord, today: number, shape: RowShape): Fields {
  const { nationality, gender, updatedAt } = record;
  return withOdd(record, {
    ...internals(record),
    uuid: record.uuid,
    status: record.status,
    name: record.name,
    surname: record.surname,
    email: record.email,
    phoneNumber: record.phoneNumber,
    passports: [record.passport, record.previousPassport].flatMap((item) => summary(item, 'passportNumber')),
    emiratesIds: summary(record.emiratesId, 'emiratesIdNumber'),
    egyptNationalIds: summary(record.egyptNationalId, 'egyptNationalIdNumber'),
    expiredIds: expiredIds(record, today),
    ...(shape === 'full' ? { nationality, gender, updatedAt } : {}),
  });
}

function summary(document: DocumentRecord | null, number: string): Fields[] {
  if (document === null) return [];
  return [
    { id: document.id, [number]: document[number], dateOfExpiry: document.dateOfExpiry, idMatch: document.idMatch },
  ];
}

/** A document is good through its last day. The spelling changes from customer to customer. */
export function expiredIds(record: CustomerRecord, today: number): string[] {
  const expired = DOCUMENT_KINDS.filter((kind) => {
    const until = record[kind]?.dateOfExpiry;
    return typeof until === 'string' && until < isoDay(today);
  });
  const spelled = expired.map((kind) => (record.expiredIdsSpelling === 'snake' ? SNAKE[kind] : kind));
  return [...spelled, ...record.extraExpiredIds];
}
