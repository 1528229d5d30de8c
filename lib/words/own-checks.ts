import type { MrzPart } from '../kyc/mrz';
import type { Governorate } from '../kyc/national-numbers';
import type { OwnCheck, OwnCheckName } from '../kyc/own-checks';
import { formatDay } from './format';
import { spoken } from './language';
import { formatFacts } from './numbers';

export interface OwnCheckWords {
  /** Over the checks: whose they are. */
  title: string;
  names: Record<OwnCheckName, string>;
  results: Record<OwnCheck['result'], string>;
  standing: Record<OwnCheck['standing'], string>;
  born: (day: string) => string;
  bornIn: (year: string) => string;
  parts: Record<MrzPart, string>;
  wrong: (parts: string) => string;
  governorates: Record<Governorate, string>;
  noGovernorate: string;
}

const ENGLISH: OwnCheckWords = {
  title: 'Checked by the desk, not by Sentinel',
  names: {
    emiratesIdDigit: 'Check digit',
    emiratesIdYear: 'Year of birth in the number',
    egyptianBirthDate: 'Birth date in the number',
    egyptianGovernorate: 'Governorate in the number',
    mrzDigits: 'Digits of the machine-readable zone',
    birthDateRead: 'Birth date read by OCR',
  },
  results: { fits: 'Fits', differs: 'Differs', told: 'Says' },
  standing: {
    standard: 'By ICAO Doc 9303, part 3.',
    reading: 'Our reading: no authority publishes the rule.',
    comparison: 'Compared with the birth date on file.',
  },
  born: (day) => `born ${day}`,
  bornIn: (year) => `born in ${year}`,
  parts: {
    number: 'number',
    birthDate: 'birth date',
    expiryDate: 'expiry',
    personal: 'personal number',
    whole: 'whole zone',
  },
  wrong: (parts) => `wrong: ${parts}`,
  governorates: {
    ...{ cairo: 'Cairo', alexandria: 'Alexandria', portSaid: 'Port Said', suez: 'Suez', damietta: 'Damietta' },
    ...{ dakahlia: 'Dakahlia', sharqia: 'Sharqia', qalyubia: 'Qalyubia', kafrElSheikh: 'Kafr El Sheikh' },
    ...{ gharbia: 'Gharbia', monufia: 'Monufia', beheira: 'Beheira', ismailia: 'Ismailia', giza: 'Giza' },
    ...{ beniSuef: 'Beni Suef', fayoum: 'Fayoum', minya: 'Minya', asyut: 'Asyut', sohag: 'Sohag', qena: 'Qena' },
    ...{ aswan: 'Aswan', luxor: 'Luxor', redSea: 'Red Sea', newValley: 'New Valley', matrouh: 'Matrouh' },
    ...{ northSinai: 'North Sinai', southSinai: 'South Sinai', abroad: 'Abroad' },
  },
  noGovernorate: 'no such governorate',
};

export const OWN_CHECK_WORDS = spoken({ en: ENGLISH });

/** What the number says, beside the result; empty where the result says all. */
export function ownCheckDetail(check: OwnCheck): string {
  const words = OWN_CHECK_WORDS;
  switch (check.name) {
    case 'emiratesIdYear':
      return words.bornIn(check.year);
    case 'egyptianBirthDate':
      return words.born(formatDay(check.day));
    case 'egyptianGovernorate':
      return check.governorate === null ? words.noGovernorate : words.governorates[check.governorate];
    case 'mrzDigits':
      return check.failing.length === 0 ? '' : words.wrong(formatFacts(check.failing.map((part) => words.parts[part])));
    case 'emiratesIdDigit':
    case 'birthDateRead':
      return '';
  }
}
