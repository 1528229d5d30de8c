import type { Draws } from './draw.ts';
import type { Fields } from './record.ts';

export interface TypedFields {
  number: string;
  name: string | null;
  surname: string | null;
  dateOfBirth: string;
  dateOfExpiry: string | null;
  nationality: string | null;
  gender: string | null;
}

/** What a machine misreads: the day of birth, or a letter of the name. */
export type Misreading = 'none' | 'birth-date' | 'name';

function misread(typed: TypedFields, misreading: Misreading): TypedFields {
  if (misreading === 'birth-date') {
    const otherDay = String((Number(typed.dateOfBirth.slice(8)) % 28) + 1).padStart(2, '0');
    return { ...typed, dateOfBirth: typed.dateOfBirth.slice(0, 8) + otherDay };
  }
  if (misreading === 'name') return { ...typed, surname: `${typed.surname ?? 'Al'}i`, name: typed.name };
  return typed;
}

/** The contract says that keys vary; so they do, and some have never been heard of. */
export function ocrFields(draws: Draws, typed: TypedFields, misreading: Misreading): Fields {
  const read = misread(typed, misreading);
  const upper = (value: string | null) => value?.toUpperCase() ?? null;
  const camel = draws.chance(0.75);
  const fields: Fields = camel
    ? {
        documentNumber: read.number,
        surname: upper(read.surname),
        givenNames: upper(read.name),
        dateOfBirth: read.dateOfBirth,
        dateOfExpiry: read.dateOfExpiry,
        nationality: read.nationality,
        sex: read.gender === null ? null : read.gender.slice(0, 1).toUpperCase(),
      }
    : {
        document_number: read.number,
        last_name: upper(read.surname),
        first_name: upper(read.name),
        birth_date: read.dateOfBirth,
        expiry_date: read.dateOfExpiry,
        nationality: read.nationality,
      };
  if (draws.chance(0.3)) fields.mrzValid = draws.chance(0.9);
  if (draws.chance(0.2)) fields.cardSerial = `CS${draws.between(100_000, 999_999)}`;
  if (draws.chance(0.1)) fields.occupation = draws.pick(['Engineer', 'مهندس', 'Teacher', 'Accountant', 'Housewife']);
  if (draws.chance(0.05)) fields.field_27 = { value: draws.between(1, 99), confidence: 0.71 };
  return fields;
}
