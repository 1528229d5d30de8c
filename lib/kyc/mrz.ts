/**
 * The check digits of a machine-readable zone: ICAO Doc 9303 part 3, section 4.9 (weights 7, 3, 1, sum modulo 10), at the
 * places of parts 4 (passports, two lines of 44), 5 (cards, three lines of 30) and 6 (cards, two lines of 36).
 */

export type MrzPart = 'number' | 'birthDate' | 'expiryDate' | 'personal' | 'whole';

export interface MrzResult {
  part: MrzPart;
  fits: boolean;
}

const LINE = /^[A-Z0-9<]+$/;
const FORMATS = [
  { lines: 2, length: 44 },
  { lines: 2, length: 36 },
  { lines: 3, length: 30 },
] as const;

/** The lines of a zone, whether a text has line breaks or not; `null` for a text that is no zone. */
export function mrzLines(text: string): string[] | null {
  const bare = text.toUpperCase().replaceAll(/\s/g, '');
  if (!LINE.test(bare)) return null;
  const format = FORMATS.find(({ lines, length }) => bare.length === lines * length);
  if (format === undefined) return null;
  return Array.from({ length: format.lines }, (_, index) =>
    bare.slice(index * format.length, (index + 1) * format.length),
  );
}

const WEIGHTS = [7, 3, 1] as const;

/** Digits count as themselves, A to Z as 10 to 35, the filler as 0. */
export function checkDigit(text: string): string {
  const sum = [...text].reduce((total, sign, index) => total + worth(sign) * (WEIGHTS[index % 3] ?? 0), 0);
  return String(sum % 10);
}

function worth(sign: string): number {
  return sign === '<' ? 0 : Number.parseInt(sign, 36);
}

/** Judges each check digit of a zone, in the order of the lines. */
export function judgeMrz(lines: readonly string[]): MrzResult[] {
  const [first = '', second = ''] = lines;
  return lines.length === 3 ? judgeCard(first, second) : judgeTwoLines(second);
}

function judgeTwoLines(line: string): MrzResult[] {
  const end = line.length - 1;
  const whole = line.slice(0, 10) + line.slice(13, 20) + line.slice(21, end);
  const isPassport = line.length === 44;
  return [
    digit('number', line.slice(0, 9), line[9]),
    digit('birthDate', line.slice(13, 19), line[19]),
    digit('expiryDate', line.slice(21, 27), line[27]),
    ...(isPassport ? [personal(line.slice(28, 42), line[42])] : []),
    digit('whole', whole, line[end]),
  ];
}

function judgeCard(first: string, second: string): MrzResult[] {
  const whole = first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29);
  return [
    cardNumber(first),
    digit('birthDate', second.slice(0, 6), second[6]),
    digit('expiryDate', second.slice(8, 14), second[14]),
    digit('whole', whole, second[29]),
  ];
}

/** A number of more than nine signs goes on behind the filler in the place of its digit (part 5, section 4.2.2, note j). */
function cardNumber(first: string): MrzResult {
  if (first[14] !== '<') return digit('number', first.slice(5, 14), first[14]);
  const [rest = ''] = first.slice(15).split('<');
  return digit('number', first.slice(5, 14) + rest.slice(0, -1), rest.at(-1) ?? '<');
}

/** The digit of an empty field may be a filler (part 4, section 4.2.2.2). */
function personal(text: string, given: string | undefined): MrzResult {
  const isEmpty = /^<+$/.test(text);
  return isEmpty && given === '<' ? { part: 'personal', fits: true } : digit('personal', text, given);
}

function digit(part: MrzPart, text: string, given: string | undefined): MrzResult {
  return { part, fits: checkDigit(text) === given };
}
