import type { Customer, CustomerDocument } from '../contracts/customer';
import { bareNumber } from '../writing/text';
import { DOCUMENTS } from './document-types';
import { judgeMrz, type MrzPart, mrzLines } from './mrz';
import { type Governorate, readEgyptianNumber, readEmiratesId } from './national-numbers';
import { compareOcr } from './ocr-compare';

/**
 * What the desk itself makes of a document's numbers: never Sentinel's verdict, and shown as the desk's own. `standing`
 * says how far a rule is published: `standard` for ICAO's, `reading` for rules that no authority publishes, `comparison`
 * where there is no rule, only two dates.
 */
export type OwnCheck = {
  /** `told`: the number says something that nothing on file can be compared with. */
  result: 'fits' | 'differs' | 'told';
  standing: 'standard' | 'reading' | 'comparison';
} & (
  | { name: 'emiratesIdDigit' }
  | { name: 'emiratesIdYear'; year: string }
  | { name: 'egyptianBirthDate'; day: string }
  | { name: 'egyptianGovernorate'; governorate: Governorate | null }
  | { name: 'mrzDigits'; failing: MrzPart[] }
  | { name: 'birthDateRead' }
);

export type OwnCheckName = OwnCheck['name'];

type Person = Pick<Customer, 'name' | 'surname' | 'nationality' | 'gender' | 'dateOfBirth' | 'unreadable'>;

/** The checks that the document's fields allow, in a fixed order. None where its numbers are hidden from the reader. */
export function ownChecks(document: CustomerDocument, person: Person): OwnCheck[] {
  return [...ofNumber(document, person), ...ofZone(document), ...ofBirthDate(document, person)];
}

function ofNumber(document: CustomerDocument, { dateOfBirth }: Person): OwnCheck[] {
  const { reads } = DOCUMENTS[document.type];
  if (reads === 'emirates') {
    const read = document.number === null ? null : readEmiratesId(document.number);
    if (read === null) return [];
    return [
      { name: 'emiratesIdDigit', standing: 'reading', result: read.fits ? 'fits' : 'differs' },
      {
        ...{ name: 'emiratesIdYear', standing: 'reading', year: read.birthYear },
        result: compared(dateOfBirth?.slice(0, 4), read.birthYear),
      },
    ];
  }
  if (reads === 'egyptian') {
    const read = egyptianNumber(document);
    if (read === null) return [];
    const { birthDate, governorate } = read;
    return [
      {
        ...{ name: 'egyptianBirthDate', standing: 'reading', day: birthDate },
        result: compared(dateOfBirth, birthDate),
      },
      {
        ...{ name: 'egyptianGovernorate', standing: 'reading', governorate },
        result: governorate === null ? 'differs' : 'told',
      },
    ];
  }
  return [];
}

/** The contract names no field for this number (`docs/sentinel-contract.md`), but OCR reads it on the card. */
function egyptianNumber({ number, ocr }: CustomerDocument) {
  for (const text of [number, ...ocr.map(({ value }) => value)]) {
    const read = text !== null && bareNumber(text).length === 14 ? readEgyptianNumber(text) : null;
    if (read !== null) return read;
  }
  return null;
}

/** OCR gives the zone as one field, or each line as a field of its own. */
function ofZone({ ocr }: CustomerDocument): OwnCheck[] {
  const texts = ocr.filter(({ key }) => /mrz|machine.?readable/i.test(key)).map(({ value }) => value);
  const lines = [...texts, texts.join('')].map(mrzLines).find((found) => found !== null);
  if (lines === undefined) return [];
  const failing = judgeMrz(lines).flatMap(({ part, fits }) => (fits ? [] : [part]));
  return [{ name: 'mrzDigits', standing: 'standard', failing, result: failing.length === 0 ? 'fits' : 'differs' }];
}

/** OCR may read the date several times, in the zone and on the page: one that differs is enough. */
function ofBirthDate(document: CustomerDocument, person: Person): OwnCheck[] {
  const born = compareOcr(document, person).filter(
    ({ key, kind, result }) =>
      kind === 'date' && /birth|dob/i.test(key) && (result === 'same' || result === 'different'),
  );
  if (born.length === 0) return [];
  const isSame = born.every(({ result }) => result === 'same');
  return [{ name: 'birthDateRead', standing: 'comparison', result: isSame ? 'fits' : 'differs' }];
}

function compared(onFile: string | null | undefined, told: string): OwnCheck['result'] {
  if (onFile == null || onFile === '') return 'told';
  return onFile === told ? 'fits' : 'differs';
}
