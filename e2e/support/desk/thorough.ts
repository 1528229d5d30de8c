/**
 * `npm test` tries a case of each kind; `npm run torture` sets this and tries all cases. A file with cases for
 * `npm run torture` alone imports this module, `also-it.ts` or `accessible.ts`, or has tests whose titles end with `@more`,
 * or is named `.more.test.ts`: that is how the program finds the file.
 */
export const thorough = process.env.THOROUGH === '1';

/** @param more cases of kinds that `some` have an example of, for `npm run torture` */
export function casesOf<Case>(some: readonly Case[], more: readonly Case[]): Case[] {
  return thorough ? [...some, ...more] : [...some];
}

/** Ends the title of a browser test that `npm run torture` alone runs (`playwright.config.ts`). */
export const MORE = '@more';
