import { imageRef } from '../images/kinds.ts';
import { DAY_MS, isoDay } from './days.ts';
import { type Expiry, egyptId, emiratesId, type Holder, passport } from './documents.ts';
import { type Draws, draws } from './draw.ts';
import type { Misreading } from './ocr.ts';
import type { Population } from './population.ts';
import type { CustomerRecord, DocumentKind } from './record.ts';
import { REJECTED } from './status.ts';

const DETAILS = 700;

/** The whole record of an untouched customer. `today` is a day number; dates of documents hang on it. */
export function generate(population: Population, index: number, today: number): CustomerRecord {
  const draw = draws(population.seed, index, DETAILS);
  const nation = population.nation(index);
  const updated = population.updatedAt(index);
  const status = population.status(index);
  const submitted = population.fate(index) !== 'nothing-submitted';
  const rejected = status === REJECTED;
  const face = draw.between(0, 5);
  const score = rejected && draw.chance(0.7) ? draw.between(50, 599) / 10 : draw.between(820, 999) / 10;
  const dateOfBirth = isoDay(today - draw.between(18 * 366, 79 * 365));
  const name = population.name(index);
  const surname = population.surname(index);
  const gender = population.gender(index);
  const nationality = population.nationality(index);

  const holder: Holder = {
    id: 50_000 + index,
    nation,
    typed: { name, surname, dateOfBirth, nationality, gender },
    score,
    misreading: misreading(draw),
  };
  const documents = submitted ? papers(population, index, today, draw, holder, face) : {};
  const live = rejected ? draw.chance(0.5) : draw.chance(0.97);

  return {
    id: holder.id,
    uuid: population.uuid(index),
    status,
    name,
    surname,
    gender,
    nationality,
    dateOfBirth: draw.chance(0.98) ? dateOfBirth : null,
    email: population.email(index),
    phoneNumber: population.phoneNumber(index),
    isLive: submitted ? live : null,
    isLiveScore: submitted ? (live ? draw.between(900, 999) : draw.between(20, 480)) / 10 : null,
    isLiveFaces: submitted && draw.chance(0.95) ? frames(draw, face) : null,
    idFace: submitted && draw.chance(0.97) ? imageRef('portrait', face) : null,
    passport: documents.passport ?? null,
    emiratesId: documents.emiratesId ?? null,
    egyptNationalId: documents.egyptNationalId ?? null,
    previousPassport: documents.passport && draw.chance(0.01) ? passport(draw, holder, today, 'expired', face) : null,
    createdAt: new Date(updated - draw.between(60_000, 400 * DAY_MS)).toISOString(),
    updatedAt: new Date(updated).toISOString(),
    lean: draw.chance(0.4),
    expiredIdsSpelling: draw.chance(0.5) ? 'camel' : 'snake',
    extraExpiredIds: draw.chance(0.004) ? ['residence_permit'] : [],
    extra: {},
    odd: {},
    quirk: null,
  };
}

function misreading(draw: Draws): Misreading {
  const position = draw.unit();
  return position < 0.05 ? 'birth-date' : position < 0.1 ? 'name' : 'none';
}

function frames(draw: Draws, face: number): string[] {
  return Array.from({ length: draw.between(1, 3) }, () => imageRef('face', face));
}

type Papers = Partial<Record<DocumentKind, CustomerRecord['passport']>>;

/** Which documents somebody handed in; when one has expired or is about to, exactly one of them has. */
function papers(
  population: Population,
  index: number,
  today: number,
  draw: Draws,
  holder: Holder,
  face: number,
): Papers {
  const home = holder.nation.code;
  const kinds: DocumentKind[] = [];
  if (home === 'EGY' && draw.chance(0.65)) kinds.push('egyptNationalId');
  if (draw.chance(home === 'ARE' ? 0.95 : 0.66)) kinds.push('emiratesId');
  if (kinds.length === 0 || draw.chance(home === 'ARE' ? 0.45 : 0.72)) kinds.push('passport');
  const affected = draw.pick(kinds);
  const fate = population.fate(index);
  const expiryOf = (kind: DocumentKind): Expiry => (kind === affected && fate !== 'nothing-submitted' ? fate : 'valid');
  const make = { passport, emiratesId, egyptNationalId: egyptId };
  return Object.fromEntries(
    kinds.map((kind) => [kind, make[kind](draw, holder, today, expiryOf(kind), face)] as const),
  );
}
