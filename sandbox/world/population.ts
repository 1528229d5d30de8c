import { at, unit, weighted } from './draw.ts';
import { culture, type Name } from './names.ts';
import { NATIONS, type Nation } from './nations.ts';
import { headRank, PHONE_SHAPES, phoneFrom, scatteredDigits } from './phones.ts';
import type { SortKey } from './record.ts';
import { indexOfUuid, scatter, uuidOf } from './scatter.ts';
import { ACCEPTED, DRAFT, INVITED, PENDING, REJECTED, STATUS_CODES } from './status.ts';

/** What a customer's documents look like as a whole; one draw, because `status` leans on it and is a sort key. */
export type Fate = 'valid' | 'expired' | 'expiring' | 'undated' | 'nothing-submitted';

const FATES: readonly { fate: Fate; weight: number }[] = [
  { fate: 'valid', weight: 72 },
  { fate: 'expired', weight: 12 },
  { fate: 'expiring', weight: 7 },
  { fate: 'undated', weight: 3 },
  { fate: 'nothing-submitted', weight: 6 },
];

const MAX_AGE_S = 730 * 86_400;
/** Above every rank that a value can have: nulls come last going up. */
const NULL_RANK = 0xffff_ffff;
const nationCodes = NATIONS.map(({ code }) => code).sort();
const nationRank = new Map(nationCodes.map((code, rank) => [code, rank]));
const MAIL_DOMAINS = ['example.com', 'example.org', 'example.net', 'mail.example', 'post.example'];

const [NATION, CULTURE, GENDER, GIVEN, SURNAME, PHONE, MAIL, FATE, STATUS, AGE, MISSING] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
];

export interface Population {
  readonly seed: number;
  uuid(index: number): string;
  nation(index: number): Nation;
  name(index: number): string | null;
  surname(index: number): string | null;
  gender(index: number): string | null;
  nationality(index: number): string | null;
  phoneNumber(index: number): string | null;
  /** The same number, also for those who have not given it: nobody else can ever have it. */
  certainPhone(index: number): string;
  email(index: number): string | null;
  status(index: number): number;
  fate(index: number): Fate;
  updatedAt(index: number): number;
  /** The value of a sort key as a whole number below 2^32 that orders as the value itself does. */
  rank(index: number, key: SortKey): number;
  /** Where a uuid, e-mail or phone number of this population would have to belong; the caller compares. */
  indexOfUuid(uuid: string): number;
  indexOfEmail(email: string): number | undefined;
  indexOfPhone(phoneNumber: string): number | undefined;
}

/**
 * The fields that sorting and look-ups need, each computed from seed and index alone and cheap enough to be computed
 * a million times in a row. `anchorMs`: the moment nobody has been updated after.
 */
export function createPopulation(seed: number, anchorMs: number): Population {
  const draw = (index: number, salt: number) => unit(seed, index, salt);
  const mailDigits = scatter(seed, 801);
  const phoneDigits = scatter(seed, 802);
  const anchorS = Math.floor(anchorMs / 1000);

  const nation = (index: number) => weighted(NATIONS, draw(index, NATION));
  const namesOf = (index: number) => culture(weighted(nation(index).cultures, draw(index, CULTURE)).key);
  const isFemale = (index: number) => draw(index, GENDER) < 0.44;
  const givenName = (index: number): Name => {
    const names = namesOf(index);
    return at(isFemale(index) ? names.female : names.male, draw(index, GIVEN));
  };
  const familyName = (index: number): Name => at(namesOf(index).surnames, draw(index, SURNAME));

  // One draw decides what is missing, so that nobody loses both contacts.
  const missing = (index: number) => {
    const position = draw(index, MISSING);
    if (position < 0.03) return 'email';
    if (position < 0.07) return 'phoneNumber';
    if (position < 0.09) return 'nationality';
    if (position < 0.11) return 'gender';
    if (position < 0.12) return 'surname';
    return position < 0.124 ? 'name' : null;
  };

  const phoneParts = (index: number) => {
    const position = draw(index, PHONE);
    // Most people who bank here carry a number from here, whatever their passport says.
    const country = position < 0.68 ? 'ARE' : nation(index).code;
    const shapes = PHONE_SHAPES[country] ?? PHONE_SHAPES.ARE ?? [];
    return phoneFrom(at(shapes, (position * 1000) % 1), phoneDigits.digits(index));
  };

  const fate = (index: number) => weighted(FATES, draw(index, FATE)).fate;
  const status = (index: number) => {
    const position = draw(index, STATUS);
    const state = fate(index);
    if (state === 'nothing-submitted') return position < 0.5 ? INVITED : position < 0.8 ? PENDING : DRAFT;
    if (state === 'expired') return position < 0.65 ? DRAFT : position < 0.85 ? ACCEPTED : REJECTED;
    return weighted(STATUS_CODES, position).code;
  };

  const updatedSecond = (index: number) => anchorS - 1 - Math.floor(draw(index, AGE) ** 2 * MAX_AGE_S);

  const population: Population = {
    seed,
    uuid: (index) => uuidOf(seed, index),
    nation,
    name: (index) => (missing(index) === 'name' ? null : givenName(index).text),
    surname: (index) => (missing(index) === 'surname' ? null : familyName(index).text),
    gender: (index) => (missing(index) === 'gender' ? null : isFemale(index) ? 'female' : 'male'),
    nationality: (index) => (missing(index) === 'nationality' ? null : nation(index).code),
    phoneNumber: (index) => (missing(index) === 'phoneNumber' ? null : population.certainPhone(index)),
    certainPhone: (index) => {
      const { head, rest } = phoneParts(index);
      return head + rest;
    },
    email: (index) => {
      if (missing(index) === 'email') return null;
      const position = draw(index, MAIL);
      const [first, last] = [givenName(index).slug, familyName(index).slug];
      const local = position < 0.6 ? `${first}.${last}` : position < 0.8 ? `${first[0]}.${last}` : `${last}_${first}`;
      const address = `${local}${mailDigits.digits(index)}@${at(MAIL_DOMAINS, (position * 1000) % 1)}`;
      return position > 0.97 ? capitalised(address) : address;
    },
    status,
    fate,
    // The milliseconds follow from the second, so that ordering by second is ordering by instant.
    updatedAt: (index) => updatedSecond(index) * 1000 + ((updatedSecond(index) * 7919) % 1000),
    rank: (index, key) => {
      switch (key) {
        case 'name':
          return missing(index) === 'name' ? NULL_RANK : givenName(index).rank;
        case 'phoneNumber': {
          if (missing(index) === 'phoneNumber') return NULL_RANK;
          const { head, rest } = phoneParts(index);
          return (headRank.get(head) ?? 0) * 1_000_000 + Number(rest);
        }
        case 'nationality':
          return missing(index) === 'nationality' ? NULL_RANK : (nationRank.get(nation(index).code) ?? 0);
        case 'gender':
          return missing(index) === 'gender' ? NULL_RANK : isFemale(index) ? 0 : 1;
        case 'status':
          return status(index);
        case 'updatedAt':
          return updatedSecond(index) - anchorS + MAX_AGE_S + 1;
      }
    },
    indexOfUuid: (uuid) => indexOfUuid(seed, uuid),
    indexOfEmail: (email) => {
      const digits = /(\d{7})@/.exec(email)?.[1];
      return digits === undefined ? undefined : mailDigits.index(digits);
    },
    indexOfPhone: (phoneNumber) => {
      const digits = scatteredDigits(phoneNumber);
      return digits === undefined ? undefined : phoneDigits.index(digits);
    },
  };
  return population;
}

function capitalised(address: string): string {
  return address.replace(/(^|[._@])[a-z]/g, (start) => start.toUpperCase());
}
