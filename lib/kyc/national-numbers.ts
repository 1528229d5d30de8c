import { isDay } from '../writing/days';
import { bareNumber } from '../writing/text';

/**
 * What two national numbers tell by themselves. No authority publishes either rule in a form that can be cited, so both
 * are our reading: a number that doesn't fit is a reason to look at the document, and no verdict.
 */

export interface EmiratesIdNumber {
  birthYear: string;
  /** Whether the last digit is the one that Luhn's algorithm gives. */
  fits: boolean;
}

/**
 * 784 (the country in ISO 3166), the year of birth, seven digits, a check digit.
 *
 * Luhn's algorithm (ISO/IEC 7812-1, annex B) is what public validators use, such as
 * https://gist.github.com/geordee/e51d111426de675c0c0f8503c2003047; the Federal Authority for Identity, Citizenship,
 * Customs and Port Security has published none.
 *
 * @returns `null` for a text of another form
 */
export function readEmiratesId(number: string): EmiratesIdNumber | null {
  const [digits, birthYear] = /^784(\d{4})\d{8}$/.exec(bareNumber(number)) ?? [];
  if (digits === undefined || birthYear === undefined) return null;
  return { birthYear, fits: luhnDigit(digits.slice(0, -1)) === digits.at(-1) };
}

/** From the right, every second digit counts twice, beginning with the last one. */
export function luhnDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, sign, index) => {
    const value = Number(sign) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

export interface EgyptianNumber {
  /** `YYYY-MM-DD`. */
  birthDate: string;
  governorate: Governorate | null;
  sex: 'male' | 'female';
}

/** The codes of the civil register, by https://en.wikipedia.org/wiki/Egyptian_National_Identity_Card and others. */
const GOVERNORATES = {
  '01': 'cairo',
  '02': 'alexandria',
  '03': 'portSaid',
  '04': 'suez',
  '11': 'damietta',
  '12': 'dakahlia',
  '13': 'sharqia',
  '14': 'qalyubia',
  '15': 'kafrElSheikh',
  '16': 'gharbia',
  '17': 'monufia',
  '18': 'beheira',
  '19': 'ismailia',
  '21': 'giza',
  '22': 'beniSuef',
  '23': 'fayoum',
  '24': 'minya',
  '25': 'asyut',
  '26': 'sohag',
  '27': 'qena',
  '28': 'aswan',
  '29': 'luxor',
  '31': 'redSea',
  '32': 'newValley',
  '33': 'matrouh',
  '34': 'northSinai',
  '35': 'southSinai',
  '88': 'abroad',
} as const;
export type Governorate = (typeof GOVERNORATES)[keyof typeof GOVERNORATES];
export const GOVERNORATE_NAMES = Object.values(GOVERNORATES);

/**
 * The century (2 for 19.., 3 for 20..), the birth date, the governorate of birth, a serial number whose last digit is odd
 * for men, and a last digit whose rule the Ministry of Interior keeps: it is not judged.
 *
 * @returns `null` for a text of another form, or a birth date that doesn't exist
 */
export function readEgyptianNumber(number: string): EgyptianNumber | null {
  const bare = bareNumber(number);
  const [, century = '', year, month, day, code = '', sex] =
    /^([23])(\d\d)(\d\d)(\d\d)(\d\d)\d{3}(\d)\d$/.exec(bare) ?? [];
  const birthDate = `${century === '2' ? '19' : '20'}${year}-${month}-${day}`;
  if (!isDay(birthDate)) return null;
  const governorate = Object.hasOwn(GOVERNORATES, code) ? GOVERNORATES[code as keyof typeof GOVERNORATES] : null;
  return { birthDate, governorate, sex: Number(sex) % 2 === 1 ? 'male' : 'female' };
}
