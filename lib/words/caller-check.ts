import type { CallerItem, ItemResult } from '../contracts/caller-check';
import { spoken } from './language';

export interface CallerCheckWords {
  title: string;
  /** Where the check is offered, and where a correction needs one. */
  offer: string;
  needed: string;
  begin: string;
  items: Record<CallerItem, string>;
  /** What an agent may type, as an example. */
  examples: Record<CallerItem, string>;
  results: Record<ItemResult, string>;
  check: string;
  passed: string;
  notPassed: string;
  /** Too few items are filled in. */
  more: string;
}

const ENGLISH: CallerCheckWords = {
  title: 'Caller check',
  offer: 'Ask the caller before you change the contact.',
  needed: 'This desk saves no correction without a passed check.',
  begin: 'Check the caller',
  items: {
    birthDate: 'Birth date',
    documentEnd: 'Last digits of a document',
    nationality: 'Nationality',
    oldPhone: 'Old phone',
  },
  examples: { birthDate: '7.3.1990', documentEnd: '4567', nationality: 'GBR', oldPhone: '050 123 4567' },
  results: { match: 'Matches.', 'no-match': 'Does not match.', unchecked: 'The record has no value to compare with.' },
  check: 'Check',
  passed: 'Caller check passed.',
  notPassed: 'The check was not passed.',
  more: 'Fill in the birth date or the digits of a document, and one more.',
};

export const CALLER_CHECK_WORDS = spoken({ en: ENGLISH });
