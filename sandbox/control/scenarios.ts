import { expiredIds } from '../vendor/shape.ts';
import { isoDay } from '../world/days.ts';
import { type CustomerRecord, DOCUMENT_KINDS, type Fields } from '../world/record.ts';
import { ACCEPTED, DRAFT, REJECTED, UNLABELLED_STATUS } from '../world/status.ts';
import type { World } from '../world/world.ts';

type Test = (record: CustomerRecord, today: number) => boolean;

const written =
  (script: RegExp): Test =>
  (record) =>
    script.test(record.name ?? '');
const documents = (record: CustomerRecord) =>
  DOCUMENT_KINDS.map((kind) => record[kind]).filter((item) => item !== null);

/** Ordinary customers of a kind; the ones with a quirk go by name (/__sandbox/named). */
export const SCENARIOS: Readonly<Record<string, Test>> = {
  ordinary: ({ name, surname, email, phoneNumber, status }) =>
    Boolean(name && surname && email && phoneNumber) && status === ACCEPTED,
  expired: (record, today) => expiredIds(record, today).length > 0,
  'expired-camel': (record, today) => expiredIds(record, today).some((id) => /[A-Z]/.test(id)),
  'expired-snake': (record, today) =>
    expiredIds(record, today).some((id) => id === 'emirates_id' || id === 'egypt_national_id'),
  'expired-unknown': ({ extraExpiredIds }) => extraExpiredIds.length > 0,
  expiring: (record, today) => documents(record).some(({ dateOfExpiry }) => isWithin(dateOfExpiry, today, 30)),
  arabic: written(/\p{Script=Arabic}/u),
  cyrillic: written(/\p{Script=Cyrillic}/u),
  chinese: written(/\p{Script=Han}/u),
  devanagari: written(/\p{Script=Devanagari}/u),
  accented: written(/[À-ÿĀ-ž]/),
  'ocr-difference': (record) => misread(record, record.passport) || misread(record, record.emiratesId),
  'no-email': ({ email }) => email === null,
  'no-phone': ({ phoneNumber }) => phoneNumber === null,
  'no-name': ({ name }) => name === null,
  'no-nationality': ({ nationality }) => nationality === null,
  'all-documents': (record) => documents(record).length === 3,
  'no-documents': (record) => documents(record).length === 0,
  'two-passports': ({ previousPassport }) => previousPassport !== null,
  'no-liveness-frames': (record) => record.isLiveFaces === null && documents(record).length > 0,
  lean: ({ lean }) => lean,
  draft: ({ status }) => status === DRAFT,
  accepted: ({ status }) => status === ACCEPTED,
  rejected: ({ status }) => status === REJECTED,
  unlabelled: ({ status }) => status === UNLABELLED_STATUS,
};

function isWithin(date: unknown, today: number, days: number): boolean {
  return typeof date === 'string' && date >= isoDay(today) && date <= isoDay(today + days);
}

function misread(record: CustomerRecord, document: CustomerRecord['passport']): boolean {
  const ocr = (document?.ocrPassport ?? document?.ocrEmiratesId ?? {}) as Fields;
  const differs = (read: unknown, typed: string | null) =>
    typeof read === 'string' && typed !== null && read.toUpperCase() !== typed.toUpperCase();
  return (
    differs(ocr.dateOfBirth ?? ocr.birth_date, record.dateOfBirth) ||
    differs(ocr.surname ?? ocr.last_name, record.surname)
  );
}

/** Rare scenarios in a large world would make this a scan of a million records. */
const SEARCHED = 50_000;

/** Up to `limit` customers of a scenario, in the order they were made, out of the first 50,000. */
export function examples(world: World, scenario: string, limit: number): Fields[] | undefined {
  const test = SCENARIOS[scenario];
  if (!test) return undefined;
  const named = new Set(world.named().values());
  const found: Fields[] = [];
  for (const index of world.indices()) {
    if (index >= SEARCHED || found.length >= limit) break;
    if (named.has(index)) continue;
    const record = world.record(index);
    if (test(record, world.today)) found.push(brief(record));
  }
  return found;
}

export function brief({ uuid, email, phoneNumber, name, surname }: CustomerRecord): Fields {
  return { uuid, email, phoneNumber, name, surname };
}
