import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { bareContact, PHONE } from './contacts';

/** Callers of this desk dial from the UAE unless they say otherwise: `050 123 4567` is `+971501234567`. */
const HOME: CountryCode = 'AE';
/** The country code that E.164 numbers of the UAE begin with. */
export const HOME_CODE = '971';

/**
 * Any usual writing of a phone number as E.164, or `null` when the text can't be one.
 *
 * Takes `+971 50 123 4567`, `00971501234567`, `050-123 4567`, `971501234567`, and all that `bareContact` takes. Weighs
 * 40 KB: import this file where a number is needed, not in the first load.
 */
export function toE164(written: string): string | null {
  const plain = bareContact(written);
  if (!PHONE.test(plain)) return null;
  // `+44 (0)20`: the zero is dialled within the country only. `+00971`: a dialling prefix pasted behind a plus.
  const digits = plain
    .replace(/(?<=\d ?)\(0\)/, '')
    .replace(/[^+0-9]/g, '')
    .replace(/^\+?00/, '+');
  for (const candidate of digits.startsWith('+') ? [digits] : [digits, `+${digits}`]) {
    const parsed = parsePhoneNumberFromString(candidate, HOME);
    if (parsed?.isValid()) return parsed.number;
  }
  return null;
}
