import { imageRef } from '../images/kinds.ts';
import { isoDay } from './days.ts';
import type { Draws } from './draw.ts';
import type { Nation } from './nations.ts';
import { type Misreading, ocrFields, type TypedFields } from './ocr.ts';
import type { DocumentRecord } from './record.ts';

export interface Holder {
  id: number;
  nation: Nation;
  typed: Omit<TypedFields, 'number' | 'dateOfExpiry'>;
  /** How well the live face matched, 0 to 100. */
  score: number;
  misreading: Misreading;
}

export type Expiry = 'valid' | 'expired' | 'expiring' | 'undated';

/**
 * Days are counted from `today`: valid is more than 30 away, expiring 0 to 30, expired before today. A document that is
 * good for `lifetime` days can't expire later than that, or it would have been issued tomorrow.
 */
function expiryDay(draws: Draws, today: number, expiry: Expiry, lifetime: number): number | null {
  if (expiry === 'undated') return null;
  if (expiry === 'expired') return today - draws.between(1, draws.chance(0.2) ? 3 : 700);
  return today + (expiry === 'expiring' ? draws.between(0, 30) : draws.between(31, lifetime - 20));
}

function common(draws: Draws, holder: Holder, today: number, expiry: Expiry, years: number): DocumentRecord {
  const lifetime = Math.round(years * 365.25);
  const expires = expiryDay(draws, today, expiry, lifetime);
  const document: DocumentRecord = {
    dateOfIssue: expires === null ? null : isoDay(expires - lifetime),
    dateOfExpiry: expires === null ? null : isoDay(expires),
    authority: holder.nation.authority,
    countryOfIssue: holder.nation.code,
    idMatch: holder.score >= 60,
    idScore: holder.score,
    idClassificationPassed: draws.chance(0.94),
  };
  // The contract lets any field be missing: so a few are.
  if (draws.chance(0.03)) delete document.authority;
  if (draws.chance(0.03)) document.dateOfIssue = null;
  if (draws.chance(0.02)) delete document.idScore;
  if (draws.chance(0.02)) document.idClassificationPassed = null;
  return document;
}

function images(draws: Draws, face: number, front: 'passport' | 'emirates-front' | 'egypt-front'): DocumentRecord {
  const variant = draws.between(0, 2);
  const back = front === 'emirates-front' ? 'emirates-back' : 'egypt-back';
  return {
    frontImage: draws.chance(0.97) ? imageRef(front, variant) : null,
    backImage: front === 'passport' || draws.chance(0.05) ? null : imageRef(back, variant),
    idImage: draws.chance(0.96) ? imageRef('portrait', face) : null,
  };
}

function withNumber(number: string | null, document: DocumentRecord, holder: Holder): TypedFields {
  return {
    ...holder.typed,
    number: number ?? '',
    dateOfExpiry: typeof document.dateOfExpiry === 'string' ? document.dateOfExpiry : null,
  };
}

export function passport(draws: Draws, holder: Holder, today: number, expiry: Expiry, face: number): DocumentRecord {
  const letters = draws.pick(['A', 'C', 'N', 'P', 'X', 'AB', '']);
  const number = `${letters}${draws.between(1_000_000, 99_999_999)}`;
  const body = common(draws, holder, today, expiry, draws.chance(0.7) ? 10 : 5);
  const document: DocumentRecord = {
    id: holder.id * 10 + 1,
    passportNumber: draws.chance(0.015) ? null : number,
    passportType: draws.chance(0.97) ? 'P' : 'PD',
    placeOfIssue: draws.pick(holder.nation.places),
    ...body,
    ...images(draws, face, 'passport'),
  };
  if (draws.chance(0.92)) document.ocrPassport = ocrFields(draws, withNumber(number, body, holder), holder.misreading);
  return document;
}

export function emiratesId(draws: Draws, holder: Holder, today: number, expiry: Expiry, face: number): DocumentRecord {
  const year = holder.typed.dateOfBirth.slice(0, 4);
  const digits = `784${year}${draws.between(1_000_000, 9_999_999)}`;
  const number = `784-${year}-${digits.slice(7)}-${luhnDigit(digits)}`;
  const body = common(draws, holder, today, expiry, holder.nation.code === 'ARE' ? 5 : 2);
  const document: DocumentRecord = {
    id: holder.id * 10 + 2,
    emiratesIdNumber: draws.chance(0.01) ? null : number,
    ...body,
    authority: body.authority === undefined ? undefined : 'Federal Authority for Identity and Citizenship',
    countryOfIssue: 'ARE',
    ...images(draws, face, 'emirates-front'),
  };
  if (draws.chance(0.92))
    document.ocrEmiratesId = ocrFields(draws, withNumber(number, body, holder), holder.misreading);
  return document;
}

/** The contract is silent on the number's field: `egyptNationalIdNumber` is this sandbox's choice. */
export function egyptId(draws: Draws, holder: Holder, today: number, expiry: Expiry, face: number): DocumentRecord {
  const birth = holder.typed.dateOfBirth;
  const century = birth < '2000' ? 2 : 3;
  const governorate = draws.pick(['01', '02', '12', '21', '88']);
  const serial = draws.between(10_000, 99_999);
  return {
    id: holder.id * 10 + 3,
    egyptNationalIdNumber: `${century}${birth.slice(2).replaceAll('-', '')}${governorate}${serial}`,
    ...common(draws, holder, today, expiry, 7),
    countryOfIssue: 'EGY',
    ...images(draws, face, 'egypt-front'),
  };
}

function luhnDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}
