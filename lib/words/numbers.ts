import { LOCALE, spoken } from './language';

const COUNT = new Intl.NumberFormat(LOCALE);
const TENTHS = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const PLURALS = new Intl.PluralRules(LOCALE);
const FACTS = new Intl.ListFormat(LOCALE, { type: 'unit', style: 'short' });

/** The forms that a language's plural has: English has two. Arabic has all six of `Intl.LDMLPluralRule`. */
type EnglishForm = 'one' | 'other';
/** One text per form. `#` stands for the number. */
export type PluralForms = Record<EnglishForm, string>;

/** `1,234`. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/**
 * "1 row", "1,234 rows": the form that the language wants, with the number in it.
 * @param written the number in other writing, such as "25+" for a lower bound
 */
export function counted(count: number, forms: PluralForms, written = COUNT.format(count)): string {
  // The rules of a language select its own forms only, and `forms` has them all.
  return forms[PLURALS.select(count) as EnglishForm].replace('#', written);
}

/** "a, b, c": facts side by side, none of which belongs to the next. Empty ones are left out. */
export function formatFacts(facts: readonly (string | false | null | undefined)[]): string {
  return FACTS.format(facts.filter((fact): fact is string => typeof fact === 'string' && fact !== ''));
}

interface SizeWords {
  bytes: PluralForms;
  kilobytes: (amount: string) => string;
  megabytes: (amount: string) => string;
}

const ENGLISH: SizeWords = {
  bytes: { one: '# byte', other: '# bytes' },
  kilobytes: (amount) => `${amount} KB`,
  megabytes: (amount) => `${amount} MB`,
};

/** `999 bytes`, `412 KB`, `5.1 MB`: a kilobyte has a thousand bytes. */
export function formatBytes(bytes: number): string {
  const words = spoken({ en: ENGLISH });
  if (bytes < 1000) return counted(bytes, words.bytes);
  if (bytes < 999_500) return words.kilobytes(COUNT.format(Math.round(bytes / 1000)));
  const megabytes = bytes / 1_000_000;
  return words.megabytes(megabytes < 10 ? TENTHS.format(megabytes) : COUNT.format(Math.round(megabytes)));
}
