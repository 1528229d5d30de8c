import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Callers of this desk dial from the UAE unless they say otherwise: `050 123 4567` is `+971501234567`. */
const HOME: CountryCode = 'AE';
/** Its code, as E.164 numbers begin with. */
export const HOME_CODE = '971';

const ARABIC_ZERO = 0x0660;
const PERSIAN_ZERO = 0x06f0;

/**
 * Any usual writing of a phone number as E.164, or `null` when it can't be one.
 *
 * Takes `+971 50 123 4567`, `00971501234567`, `050-123 4567`, `971501234567`, Arabic and Persian digits. Weighs 40 KB:
 * import it where it is needed, not in the first load.
 */
export function toE164(written: string): string | null {
  const plain = toAsciiDigits(written).trim();
  if (!/^\(?[+0-9][0-9\s().\-/\u00a0]*$/.test(plain)) return null;
  const digits = plain.replace(/[^+0-9]/g, '').replace(/^00/, '+');
  for (const candidate of digits.startsWith('+') ? [digits] : [digits, `+${digits}`]) {
    const parsed = parsePhoneNumberFromString(candidate, HOME);
    if (parsed?.isValid()) return parsed.number;
  }
  return null;
}

function toAsciiDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (code >= PERSIAN_ZERO ? PERSIAN_ZERO : ARABIC_ZERO));
  });
}
