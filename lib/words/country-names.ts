import { ALPHA_2, countryName } from '../kyc/countries';
import { fold } from '../writing/fold';

/**
 * Finding a country by typing: by the vendor's code, by its name, by the other names that people use, and by its name in
 * Arabic, which many people here write. Loaded with a list of countries alone.
 */

/** Other names in use, by ISO alpha-3. Words of the name itself are found anyway. */
const OTHERS: Readonly<Record<string, string>> = {
  ARE: 'UAE, Emirates, Emirati, Abu Dhabi, Dubai',
  BIH: 'Bosnia',
  BOL: 'Plurinational State',
  CHN: 'PRC, Mainland China',
  CIV: 'Ivory Coast',
  COD: 'DRC, DR Congo, Zaire',
  COG: 'Republic of the Congo',
  CPV: 'Cape Verde',
  CZE: 'Czech Republic',
  DEU: 'Deutschland',
  EGY: 'Misr',
  FSM: 'Micronesia',
  GBR: 'UK, Britain, Great Britain, England, Scotland, Wales, Northern Ireland',
  IND: 'Bharat',
  IRN: 'Persia, Islamic Republic',
  KOR: 'South Korea, Republic of Korea, ROK',
  LAO: 'Lao PDR',
  LKA: 'Ceylon',
  MKD: 'Macedonia',
  MMR: 'Burma',
  NLD: 'Holland',
  NZL: 'NZ, Aotearoa',
  PNG: 'PNG',
  PRK: 'North Korea, DPRK',
  PSE: 'Palestine, Gaza, West Bank',
  RUS: 'Russian Federation',
  SAU: 'KSA, Kingdom, Saudi',
  SWZ: 'Swaziland',
  SYR: 'Syrian Arab Republic',
  THA: 'Siam',
  TLS: 'East Timor',
  TUR: 'Turkey',
  TWN: 'Chinese Taipei, Formosa',
  TZA: 'Tanganyika, Zanzibar',
  USA: 'US, America, United States of America',
  VAT: 'Holy See',
  ZAF: 'RSA',
};

const ARABIC = new Intl.DisplayNames('ar', { type: 'region' });

/** What a country is found by, folded: each name stands between bars. */
const texts = new Map<string, string>();

function textOf(alpha3: string, label: string): string {
  const known = texts.get(alpha3);
  if (known !== undefined) return known;
  const name = countryName(alpha3) ?? label;
  const initials = name.match(/\p{Lu}/gu)?.join('') ?? '';
  const alpha2 = ALPHA_2.get(alpha3);
  const others = Object.hasOwn(OTHERS, alpha3) ? (OTHERS[alpha3] ?? '').split(',') : [];
  const names = [alpha3, name, initials.length > 1 ? initials : '', ...others];
  if (alpha2 !== undefined) names.push(alpha2, ARABIC.of(alpha2) ?? '');
  const text = `${names.map((one) => `|${fold(one).trim()}`).join('')}|`;
  texts.set(alpha3, text);
  return text;
}

/**
 * How well a country answers what a person has typed: 0 for a whole code or name, 1 for the beginning of a name, 2 for the
 * beginning of a word; `null` for a country that does not.
 *
 * @param code alpha-3, as the vendor writes it
 * @param label what the list calls a value that is no code, such as "Not given"
 */
export function countryRank(code: string, typed: string, label = code): 0 | 1 | 2 | null {
  const wanted = fold(typed).trim();
  if (wanted === '') return 2;
  const text = textOf(code, label);
  if (text.includes(`|${wanted}|`)) return 0;
  if (text.includes(`|${wanted}`)) return 1;
  return text.includes(` ${wanted}`) ? 2 : null;
}
