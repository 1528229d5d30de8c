import { type Language, spoken } from './language';

/** Names of countries in plain English: `en-GB` would write some of them without their full stops. */
const LOCALES: Record<Language, string> = { en: 'en' };
const NAMES = new Intl.DisplayNames(spoken(LOCALES), { type: 'region' });

/** "United Arab Emirates" for the ISO 3166-1 alpha-2 code `AE`. */
export function regionName(alpha2: string): string | undefined {
  return NAMES.of(alpha2);
}
