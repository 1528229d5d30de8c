import { imageRef } from '../images/kinds.ts';
import { generate } from './customer.ts';
import { isoDay } from './days.ts';
import { emiratesId, type Holder, passport } from './documents.ts';
import { draws } from './draw.ts';
import { NATIONS } from './nations.ts';
import type { Population } from './population.ts';
import type { CustomerRecord } from './record.ts';
import { ACCEPTED } from './status.ts';

/** Somebody with nothing missing and nothing wrong: named customers differ from this in the one way they are for. */
export function reference(population: Population, index: number, today: number, name: string): CustomerRecord {
  const draw = draws(population.seed, index, 710);
  const nation = NATIONS[index % 6] ?? population.nation(index);
  const face = index % 6;
  const base = generate(population, index, today);
  const dateOfBirth = `19${70 + (index % 29)}-0${1 + (index % 9)}-1${index % 10}`;
  const typed = { name, surname: 'Specimen', dateOfBirth, nationality: nation.code, gender: 'female' };
  const holder: Holder = { id: base.id, nation, typed, score: 97.4, misreading: 'none' };
  const passportNumber = `X${7_000_000 + index}`;
  const emiratesIdNumber = `784-${dateOfBirth.slice(0, 4)}-${5_000_000 + index}-1`;
  const whole = {
    dateOfIssue: isoDay(today - 700),
    dateOfExpiry: isoDay(today + 1100),
    idScore: 97.4,
    idClassificationPassed: true,
  };
  return {
    ...base,
    ...typed,
    status: ACCEPTED,
    isLive: true,
    isLiveScore: 98.6,
    isLiveFaces: [imageRef('face', face), imageRef('face', face)],
    idFace: imageRef('portrait', face),
    passport: {
      ...passport(draw, holder, today, 'valid', face),
      ...whole,
      authority: nation.authority,
      passportNumber,
      frontImage: imageRef('passport', index % 3),
      idImage: imageRef('portrait', face),
      ocrPassport: ocrOf(typed, passportNumber),
    },
    emiratesId: {
      ...emiratesId(draw, holder, today, 'valid', face),
      ...whole,
      authority: 'Federal Authority for Identity and Citizenship',
      emiratesIdNumber,
      ocrEmiratesId: ocrOf(typed, emiratesIdNumber),
      frontImage: imageRef('emirates-front', index % 3),
      backImage: imageRef('emirates-back', index % 3),
      idImage: imageRef('portrait', face),
    },
    egyptNationalId: null,
    previousPassport: null,
    lean: false,
    extraExpiredIds: [],
  };
}

function ocrOf(typed: Holder['typed'], documentNumber: string) {
  return {
    documentNumber,
    surname: typed.surname?.toUpperCase(),
    givenNames: typed.name?.toUpperCase(),
    dateOfBirth: typed.dateOfBirth,
    nationality: typed.nationality,
  };
}
