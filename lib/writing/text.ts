/** Text as people paste it, made plain: what nobody sees is dropped, and each sign has one writing. */

/**
 * Characters that nobody sees: every format character (zero-width, direction and isolate marks, soft hyphens, tags) and
 * every character that Unicode calls ignorable (variation selectors, fillers).
 */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** The dashes of Unicode's punctuation block, the minus sign, and the small forms of both. */
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63]/g;
/** Spaces of every width, line ends and control characters. */
const SPACES = /[\s\p{Cc}\u2800]+/gu;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/**
 * A pasted text in plain writing; idempotent. Invisible characters go, every run of spaces is one space, dashes are `-`,
 * full-width signs are ASCII, digits of any script are ASCII digits, accents are composed (NFC). Letters stay.
 */
export function cleanText(text: string): string {
  // Most texts need nothing.
  if (/^[!-~]*$/.test(text)) return text;
  const visible = text
    .replace(INVISIBLE, '')
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(DASHES, '-');
  return asciiDigits(visible).replace(SPACES, ' ').trim().normalize('NFC');
}

/** A text to be shown as it came, on one line: control characters and those that nobody sees become spaces. */
export function visibleText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trim();
}

/**
 * A person's text of one line or several, as it is kept: a tab is a space, every line end is `\n`, and other control
 * characters go. Text from a table or a web page has them, and nobody sees what would have to be deleted.
 */
export function typedText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[^\P{Cc}\n]/gu, '');
}

/** {@link typedText} on one line. */
export function typedLine(text: string): string {
  return typedText(text).replaceAll('\n', ' ');
}

/** With the decimal digits of every script (Arabic, Persian, full-width, Devanagari …) as ASCII digits. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => (digit.length === 1 && digit <= '9' ? digit : String(digitValue(digit))));
}

/** The ASCII digits of a text, in order, and nothing else. Run `cleanText` first when the text comes from a person. */
export function onlyDigits(text: string): string {
  return text.replace(/\D/g, '');
}

/** Unicode lays out the ten digits of a script in order, so a digit's value is its distance from the first one. */
function digitValue(digit: string): number {
  const known = VALUES.get(digit);
  if (known !== undefined) return known;
  // Mathematical and full-width digits; five sets of the former lie side by side, and the distance would not end.
  const plain = digit.normalize('NFKC');
  let value = Number(plain);
  if (!/^[0-9]$/.test(plain)) {
    const point = digit.codePointAt(0) ?? 0;
    value = 0;
    while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(point - value - 1))) value += 1;
  }
  VALUES.set(digit, value);
  return value;
}
/** A few hundred characters at the most. */
const VALUES = new Map<string, number>();

/** A document number's letters and digits, in upper case: how two writings of one number are compared. */
export function bareNumber(number: string): string {
  if (/^[A-Z0-9-]*$/.test(number)) return number.replaceAll('-', '');
  return asciiDigits(number.normalize('NFKC'))
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

/**
 * A password in the one form that is hashed and compared (NFKC): keyboards write the same letter in several ways, and
 * RFC 8265 leaves the choice to the application. Changing this function locks people out.
 */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}
