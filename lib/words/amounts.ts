import { spoken } from './language';
import { counted, formatCount, type PluralForms } from './numbers';

/** Sentences of single places that hold a number, and so need a plural. */
export interface AmountWords {
  rowsSaved: PluralForms;
  rowsOf: (rows: string, of: string) => string;
  customersMatch: PluralForms;
  sessions: PluralForms;
  codesLeft: PluralForms;
  noCodeLeft: string;
}

const ENGLISH: AmountWords = {
  rowsSaved: { one: '# row was saved.', other: '# rows were saved.' },
  rowsOf: (rows, of) => `${rows} of ${of} rows`,
  customersMatch: { one: '# customer matches.', other: '# customers match.' },
  sessions: { one: '# session', other: '# sessions' },
  codesLeft: { one: '# recovery code is left.', other: '# recovery codes are left.' },
  noCodeLeft: 'No recovery code is left: make new ones.',
};

const WORDS = spoken({ en: ENGLISH });

export const rowsSaved = (rows: number): string => counted(rows, WORDS.rowsSaved);
export const rowsOf = (rows: number, of: number): string => WORDS.rowsOf(formatCount(rows), formatCount(of));
export const customersMatch = (customers: number): string => counted(customers, WORDS.customersMatch);
export const sessionCount = (sessions: number): string => counted(sessions, WORDS.sessions);
export const codesLeft = (codes: number): string => (codes === 0 ? WORDS.noCodeLeft : counted(codes, WORDS.codesLeft));
