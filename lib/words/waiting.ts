import { spoken } from './language';

/** What stands in the place of Sentinel's answer, and why. */
export interface WaitingWords {
  /** The rows are the directory's; Sentinel was asked a moment ago. */
  asOf: (time: string) => string;
  slow: (time: string) => string;
  away: (time: string) => string;
  /** The rows are not in the order that the person chose. */
  newest: string;
  unordered: string;
  /** On a customer's page. */
  customerAsOf: (time: string) => string;
  customerAway: (time: string) => string;
  older: string;
  refused: string;
  /** In the place of buttons that ask Sentinel. */
  correctionsWait: string;
  imagesWait: string;
  checksWait: string;
}

const ENGLISH: WaitingWords = {
  asOf: (time) => `as of ${time}`,
  slow: (time) => `as of ${time}, Sentinel is slow`,
  away: (time) => `as of ${time}, Sentinel doesn’t answer`,
  newest: 'Newest first: only Sentinel knows the order that you chose.',
  unordered: 'In no order: only Sentinel knows the order of this list.',
  customerAsOf: (time) => `This customer is shown as of ${time}.`,
  customerAway: (time) => `This customer is shown as of ${time}, Sentinel doesn’t answer.`,
  older: 'Sentinel doesn’t answer. What is shown may be out of date.',
  refused: 'Corrections, images and links are not possible until Sentinel answers.',
  correctionsWait: 'Can be corrected once Sentinel answers.',
  imagesWait: 'Images can be shown once Sentinel answers.',
  checksWait: 'The checks are known once Sentinel answers.',
};

export const WAITING = spoken({ en: ENGLISH });
