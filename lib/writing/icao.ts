/**
 * Letters as passports' machine-readable zones write them: ICAO Doc 9303 part 3, section 6, tables A (Latin), B
 * (Cyrillic) and C (Arabic). Where the table leaves a choice a document makes it once, so each choice is one reading of
 * the whole text.
 */

/** Letters that folding strips otherwise: folding makes Ü a U, and the table UE. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ Ä: 'AE', Ö: 'OE', Ü: 'UE', Å: 'AA', Ø: 'OE', Æ: 'AE', Œ: 'OE', ẞ: 'SS', ß: 'SS', Þ: 'TH', Ð: 'D', Đ: 'D' },
  ...{ Ñ: 'N', Ĳ: 'IJ', Ŋ: 'N', Ħ: 'H', Ł: 'L', Ŧ: 'T', ı: 'I' },
};
const OTHER_CHOICE: Readonly<Record<string, string>> = { ...LATIN, Ü: 'UXX', Ñ: 'NXX' };

const CYRILLIC: Readonly<Record<string, string>> = {
  ...{ А: 'A', Б: 'B', В: 'V', Г: 'G', Ґ: 'G', Д: 'D', Ђ: 'D', Е: 'E', Ё: 'E', Є: 'IE', Ж: 'ZH', З: 'Z', Ѕ: 'DZ' },
  ...{ И: 'I', І: 'I', Ї: 'I', Й: 'I', Ј: 'J', К: 'K', Л: 'L', Љ: 'LJ', М: 'M', Н: 'N', Њ: 'NJ', О: 'O', П: 'P' },
  ...{ Р: 'R', С: 'S', Т: 'T', Ћ: 'C', У: 'U', Ў: 'U', Ф: 'F', Х: 'KH', Ц: 'TS', Ч: 'CH', Џ: 'DZ', Ш: 'SH', Щ: 'SHCH' },
  ...{ Ъ: 'IE', Ы: 'Y', Ь: '', Э: 'E', Ю: 'IU', Я: 'IA' },
};
/** Ukraine and Belarus; Serbia and North Macedonia. */
const UKRAINIAN: Readonly<Record<string, string>> = { ...CYRILLIC, Г: 'H', И: 'Y' };
const SERBIAN: Readonly<Record<string, string>> = { ...CYRILLIC, Ж: 'Z', Х: 'H', Ц: 'C', Ч: 'C', Ш: 'S' };

/** Of the harakat the zone writes none; the shadda doubles its letter. */
const ARABIC: Readonly<Record<string, string>> = {
  ...{ ء: 'XE', آ: 'XAA', أ: 'XAE', ؤ: 'U', إ: 'I', ئ: 'XI', ٱ: 'XXA', ا: 'A', ب: 'B', ت: 'T', ث: 'XTH', ج: 'J' },
  ...{ ح: 'XH', خ: 'XKH', د: 'D', ذ: 'XDH', ر: 'R', ز: 'Z', س: 'S', ش: 'XSH', ص: 'XSS', ض: 'XDZ', ط: 'XTT', ظ: 'XZZ' },
  ...{ ع: 'E', غ: 'G', ف: 'F', ق: 'Q', ك: 'K', ل: 'L', م: 'M', ن: 'N', ه: 'H', و: 'W', ي: 'Y', ى: 'XAY', ة: 'XTA' },
};
const ARABIC_OTHER_CHOICE: Readonly<Record<string, string>> = { ...ARABIC, ة: 'XAH' };

/** What the tables make of a text, in capitals: one entry for each choice that they leave, none where none applies. */
export function icaoWritings(text: string): string[] {
  const upper = text.normalize('NFC').toUpperCase();
  // Letters of both alphabets in one text: somebody imitates one with the other.
  const isCyrillic = /\p{Script=Cyrillic}/u.test(upper) && !/\p{Script=Latin}/u.test(upper);
  const isArabic = /^[\p{Script=Arabic}\p{M}\P{L}]+$/u.test(upper) && /\p{Script=Arabic}/u.test(upper);
  if (isArabic) return arabicWritings(upper);
  const tables = isCyrillic ? [CYRILLIC, UKRAINIAN, SERBIAN] : [LATIN, OTHER_CHOICE];
  const writings = tables.map((table) => [...upper].map((letter) => table[letter] ?? letter).join(''));
  return [...new Set(writings)].filter((writing) => writing !== upper);
}

function arabicWritings(text: string): string[] {
  const letters = [...text.replace(/(\p{L})\u0651/gu, '$1$1').replace(/[\p{M}\u0640]/gu, '')];
  const writings = [ARABIC, ARABIC_OTHER_CHOICE].map((table) => letters.map((one) => table[one] ?? one).join(''));
  return [...new Set(writings)];
}

/** The codes that passports write in place of ISO 3166's, or beside them: Doc 9303 part 3, section 5. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  D: ['DEU'],
  // Classes of British nationality. The state is the same.
  ...{ GBD: ['GBR', 'GBD'], GBN: ['GBR', 'GBN'], GBO: ['GBR', 'GBO'], GBP: ['GBR', 'GBP'], GBS: ['GBR', 'GBS'] },
  // Kosovo writes RKS, the European Commission XKX; UNK stands on the documents of the United Nations' mission there.
  ...{ RKS: ['XKX'], XK: ['XKX'], XKS: ['XKX'], UNK: ['XKX', 'UNK'], KOSOVO: ['XKX'] },
  ...{ UNITEDNATIONS: ['UNO'], UN: ['UNO'], UNA: ['UNO', 'UNA'], STATELESS: ['XXA'] },
  ...{ EUROPEANUNION: ['EUE'], EU: ['EUE'] },
};
/** Refugees' documents (XXB, XXC) and XXX leave the nationality open. XXA does not: stateless is an answer. */
const OPEN = new Set(['XXB', 'XXC', 'XXX']);

/** The codes that a bare, upper-case code or name of a passport stands for; `null` where the table has no entry. */
export function icaoCountry(bare: string): readonly string[] | null {
  return CODES[bare] ?? null;
}

/** Whether a passport's code says that it states no nationality. */
export function isOpenCountry(bare: string): boolean {
  return OPEN.has(bare);
}

/** The characters that a machine-readable zone has for surname and names: three lines on cards, two in passports. */
export const MRZ_NAME_LENGTH = { threeLines: 30, twoLines: 39 } as const;

interface Names {
  surname: string;
  name: string;
}

/**
 * Whether `read` is what a zone of `length` characters leaves of a typed name, which is too long for the zone: cut at the
 * line's end, or with words shortened, every word keeping its beginning (Doc 9303 part 3, section 4). The zone may write
 * the letters by any of the tables' choices.
 */
export function isCutOff(read: string, { surname, name }: Names, length: number): boolean {
  const words = mrzWords(unmarked(read));
  const surnames = choicesOf(surname);
  const names = choicesOf(name);
  return names.some((one, choice) => isCutLine(words, mrzWords(surnames[choice] ?? ''), mrzWords(one), length));
}

function isCutLine(
  read: readonly string[],
  surname: readonly string[],
  name: readonly string[],
  length: number,
): boolean {
  const line = `${surname.join('<')}<<${name.join('<')}`;
  if (read.length === 0 || line.length <= length) return false;
  const [cutSurname = '', cutName = ''] = line.slice(0, length).split('<<');
  const cut = [cutSurname, cutName, cutSurname + cutName].map((part) => part.replaceAll('<', ''));
  if (cut.includes(read.join(''))) return true;
  return [surname, name, [...surname, ...name]].some((whole) => isShortened(read, whole));
}

function isShortened(read: readonly string[], whole: readonly string[]): boolean {
  return read.length === whole.length && read.every((word, index) => whole[index]?.startsWith(word) === true);
}

/** Three writings of a text, in the same order for every text: without marks, then by each choice of the tables. */
function choicesOf(text: string): string[] {
  const [first = text, second = first] = icaoWritings(text);
  return [text, first, second].map(unmarked);
}

function unmarked(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
}

/** The words of a name as the zone separates them: a hyphen separates, an apostrophe doesn't. */
function mrzWords(name: string): string[] {
  const words = name.replace(/['’‘ʼ]/g, '').split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word !== '');
}
