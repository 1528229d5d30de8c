import { spoken } from './language';
import { counted, type PluralForms } from './numbers';

export interface PersonFilterWords {
  label: string;
  everybody: string;
  clear: string;
  nobody: string;
  failed: string;
  /** How many people the typed text finds. */
  found: PluralForms;
  /** More people match than the list shows. */
  more: PluralForms;
}

const ENGLISH: PersonFilterWords = {
  label: 'Person',
  everybody: 'Everybody',
  clear: 'Everybody again',
  nobody: 'Nobody has such a name or address.',
  failed: 'The list of people could not be loaded.',
  found: { one: '# person', other: '# people' },
  more: { one: '# more. Type on.', other: '# more. Type on.' },
};

export const PERSON_FILTER = spoken({ en: ENGLISH });

export const peopleFoundText = (people: number): string => counted(people, PERSON_FILTER.found);
export const morePeopleText = (people: number): string => counted(people, PERSON_FILTER.more);
