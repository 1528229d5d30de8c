import { spoken } from './language';
import { counted, formatCount, formatFacts, type PluralForms } from './numbers';

/** Sentences of single places that hold a number, and so need a plural. */
export interface AmountWords {
  rowsSaved: PluralForms;
  rowsOf: (rows: string, of: string) => string;
  /** The row limit cut the file off. */
  cutOff: PluralForms;
  customersMatch: PluralForms;
  /** A name is written in several ways, so a count says which way it counts. */
  writtenLike: PluralForms;
  soundLike: PluralForms;
  sentence: (facts: string) => string;
  sessions: PluralForms;
  codesLeft: PluralForms;
  noCodeLeft: string;
}

const ENGLISH: AmountWords = {
  rowsSaved: { one: '# row was saved.', other: '# rows were saved.' },
  rowsOf: (rows, of) => `${rows} of ${of} rows`,
  cutOff: {
    one: '# row matches: the row limit left the others out.',
    other: '# rows match: the row limit left the others out.',
  },
  customersMatch: { one: '# customer matches.', other: '# customers match.' },
  writtenLike: { one: '# customer is written like this', other: '# customers are written like this' },
  soundLike: { one: '# sounds like it', other: '# sound like it' },
  sentence: (facts) => `${facts}.`,
  sessions: { one: '# session', other: '# sessions' },
  codesLeft: { one: '# recovery code is left.', other: '# recovery codes are left.' },
  noCodeLeft: 'No recovery code is left: make new ones.',
};

const WORDS = spoken({ en: ENGLISH });

export const rowsSaved = (rows: number): string => counted(rows, WORDS.rowsSaved);
export const rowsOf = (rows: number, of: number): string => WORDS.rowsOf(formatCount(rows), formatCount(of));
export const cutOff = (matches: number): string => counted(matches, WORDS.cutOff);
export const customersMatch = (customers: number): string => counted(customers, WORDS.customersMatch);
/** "1 customer is written like this, 3 sound like it." */
export function writtenAndAlike(written: number, alike: number): string {
  return WORDS.sentence(
    formatFacts([counted(written, WORDS.writtenLike), alike > 0 && counted(alike, WORDS.soundLike)]),
  );
}
export const sessionCount = (sessions: number): string => counted(sessions, WORDS.sessions);
export const codesLeft = (codes: number): string => (codes === 0 ? WORDS.noCodeLeft : counted(codes, WORDS.codesLeft));
