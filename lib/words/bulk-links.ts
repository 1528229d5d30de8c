import { spoken } from './language';
import { counted, type PluralForms } from './numbers';

/** The words of several verification links in one go. */
export interface BulkLinkWords {
  action: string;
  tooMany: PluralForms;
  title: PluralForms;
  about: string;
  create: PluralForms;
  stop: string;
  cancel: string;
  done: string;
  copyAll: PluralForms;
  copied: string;
  notCopied: string;
  list: string;
  states: {
    waiting: string;
    asking: string;
    created: string;
    refused: string;
    unknown: string;
    colleague: string;
    'not-asked': string;
  };
  progress: (done: string, of: string) => string;
  outcome: PluralForms;
  shownOnce: string;
  /** Beside a failure: its reason. */
  because: (state: string, reason: string) => string;
}

const ENGLISH: BulkLinkWords = {
  action: 'Create links',
  tooMany: { one: 'At most # link at once', other: 'At most # links at once' },
  title: { one: 'Create # verification link', other: 'Create # verification links' },
  about:
    'Each customer gets one link, however many documents are selected, and goes through Sentinel’s verification again. A link works for a short time, for whoever has it: send each to its customer alone. Each one is recorded.',
  create: { one: 'Create # link', other: 'Create # links' },
  stop: 'Stop',
  cancel: 'Cancel',
  done: 'Done',
  copyAll: { one: 'Copy # link', other: 'Copy # links' },
  copied: 'Copied: one line for each customer, with name, e-mail, phone and link.',
  notCopied: 'The browser did not allow copying: copy the links one by one.',
  list: 'Verification links',
  states: {
    waiting: 'Waiting',
    asking: 'Creating…',
    created: 'Created',
    refused: 'Not created',
    unknown: 'May have been created. It is not asked for again',
    colleague: 'Needs a second person. Create it from its own row',
    'not-asked': 'Not asked for',
  },
  progress: (done, of) => `${done} of ${of}`,
  outcome: { one: '# link was created.', other: '# links were created.' },
  shownOnce: 'They are shown this once and kept nowhere.',
  because: (state, reason) => `${state}. ${reason}`,
};

export const BULK_LINK_WORDS = spoken({ en: ENGLISH });

/** "3 links were created. They are shown this once and kept nowhere." */
export function createdText(links: number): string {
  const created = counted(links, BULK_LINK_WORDS.outcome);
  return links === 0 ? created : `${created} ${BULK_LINK_WORDS.shownOnce}`;
}
