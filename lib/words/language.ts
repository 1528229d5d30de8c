/**
 * The languages that the desk speaks, and the one place that chooses between them. Each module of this folder has an
 * interface for its domain, one implementation per language, and passes them to {@link spoken}. A new language is a
 * member of `Language`: every domain that lacks its words stops compiling. See `docs/words.md`.
 */
export type Language = 'en';

/** What `<html lang>` says. */
export const LANGUAGE: Language = 'en';

/** The tag by which `Intl` writes numbers, dates, lists and plurals. */
const LOCALES: Record<Language, string> = { en: 'en-GB' };
export const LOCALE = LOCALES[LANGUAGE];

/** The words of one domain in the language that is spoken. */
export function spoken<Words>(words: Record<Language, Words>): Words {
  return words[LANGUAGE];
}

/**
 * The word for a value that may come from another release: the audit trail outlives releases, and an open page may be
 * older than the server. A value without a word is shown as it came. Values of the union always have one: `words` is
 * total.
 */
export function wordFor<Value extends string>(value: string, words: Readonly<Record<Value, string>>): string {
  return Object.hasOwn(words, value) ? words[value as Value] : value;
}
