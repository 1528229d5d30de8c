import { spoken } from './language';

/** What a person would lose by leaving: typed text, a link or codes that are shown once, a set-up that is half done. */
export type Losing = 'typed' | 'link' | 'codes' | 'set-up';

interface LeavingQuestion {
  title: string;
  consequence: string;
  /** The button that stays. */
  stay: string;
  leave: string;
}

export type LeavingWords = Record<Losing, LeavingQuestion>;

const ENGLISH: LeavingWords = {
  typed: {
    title: 'Discard what you typed?',
    consequence: 'The changes have not been saved.',
    stay: 'Keep editing',
    leave: 'Discard changes',
  },
  link: {
    title: 'Leave without copying the link?',
    consequence: 'The link is shown this once. Without it, somebody has to create another one.',
    stay: 'Keep the link open',
    leave: 'Leave without the link',
  },
  codes: {
    title: 'Leave without the recovery codes?',
    consequence: 'The codes are not shown again. Without them, a lost phone locks you out.',
    stay: 'Keep the codes open',
    leave: 'Leave without the codes',
  },
  'set-up': {
    title: 'Leave before the second factor is on?',
    consequence: 'The second factor is not on yet. A code that you have scanned will not work.',
    stay: 'Keep setting up',
    leave: 'Leave it off',
  },
};

export const LEAVING_WORDS = spoken({ en: ENGLISH });
