import type { Review, ReviewFigures, ReviewMeasure, ReviewRule, ReviewState } from '../contracts/reviews';
import { DEEDS } from './activity';
import { spoken } from './language';
import { counted, formatCount } from './numbers';
import { nameOrGone } from './people';

export interface ReviewWords {
  rules: Record<ReviewRule, string>;
  /** The whole sentence. `who`: the name of the colleague. */
  sentences: Record<ReviewRule, (who: string, figures: ReviewFigures) => string>;
  /** What was counted within the measure's time. */
  counted: Record<ReviewMeasure, (who: string, count: number) => string>;
  /** What colleagues of the role do, where enough of them say it. */
  peers: (usual: number, busiest: number) => string;
  number: (number: string) => string;
  page: ReviewPageWords;
}

/** The page Reviews. */
interface ReviewPageWords {
  title: string;
  shown: string;
  states: Record<ReviewState, string>;
  none: Record<ReviewState, string>;
  noneAbout: Record<ReviewState, string>;
  events: string;
  toEvent: (event: string) => string;
  more: (rows: number) => string;
  wholeDesk: string;
  own: string;
  open: string;
  close: string;
  closeNumber: (number: string) => string;
  cancel: string;
  closed: (number: string) => string;
  word: string;
  about: string;
  personal: string;
  tooShort: string;
  older: string;
  stale: string;
  failed: string;
}

const openings = (count: number) => counted(count, { one: '# customer', other: '# customers' });

const ENGLISH: ReviewWords = {
  rules: {
    'own-surname': 'customers with the own surname',
    'not-led': 'customers whom no list or search has shown',
    'beyond-peers': 'far more than colleagues',
    'idle-reveals': 'reveals without later work',
    'one-nationality': 'customers of one nationality',
    'at-night': 'at night',
    'desk-beyond-usual': 'more than the desk’s usual day',
    'link-after-correction': 'a link after a corrected contact',
    'new-place': 'a new network and device',
  },
  sentences: {
    'own-surname': (who, { count, of = count }) =>
      `${who} opened ${openings(count)} with their own surname, among ${formatCount(of)} of that day.`,
    'not-led': (who, { count }) => `${who} opened ${openings(count)} whom no list, search or look-up had shown.`,
    'beyond-peers': (who, figures) => beyondPeers(who, figures),
    'idle-reveals': (who, { count }) =>
      `${who} revealed images or hidden fields of ${openings(count)} on one day, and nobody then did anything for them.`,
    'one-nationality': (who, { count, of = count }) =>
      `${who} opened ${openings(count)} of one nationality, among ${formatCount(of)} of that day.`,
    'at-night': (who, { count }) => `${who} opened ${openings(count)} at night, which is not usual for them.`,
    'desk-beyond-usual': (_, { count, usual = 0 }) =>
      `The desk as a whole opened ${openings(count)} on one day. The same day of other weeks had ${formatCount(usual)}.`,
    'link-after-correction': (who, { count }) =>
      `${who} ${DEEDS['customer.link-created'].did} ${minutesText(count)} after the customer’s contact was corrected, without a second person.`,
    'new-place': (who) => `${who} opened customers from a network and on a device that are new for them.`,
  },
  counted: {
    'opened-minute': (who, count) => `${who} opened ${openings(count)} within a minute.`,
    'opened-ten-minutes': (who, count) => `${who} opened ${openings(count)} within ten minutes.`,
    'opened-hour': (who, count) => `${who} opened ${openings(count)} within an hour.`,
    'opened-day': (who, count) => `${who} opened ${openings(count)} on one day.`,
    'from-lists-hour': (who, count) => `${who} opened ${openings(count)} straight from lists within an hour.`,
    'revealed-ten-minutes': (who, count) =>
      `${who} revealed images or hidden fields ${times(count)} within ten minutes.`,
    'revealed-day': (who, count) => `${who} revealed images or hidden fields ${times(count)} on one day.`,
    'exported-day': (who, count) =>
      `${who} exported ${counted(count, { one: '# row', other: '# rows' })} of customers on one day.`,
  },
  peers: (usual, busiest) =>
    `Colleagues of the role reach ${formatCount(usual)} on a usual day, and ${formatCount(busiest)} on their busiest.`,
  number: (number) => `#${number}`,
  page: {
    title: 'Reviews',
    shown: 'Reviews to show',
    states: { open: 'Open', closed: 'Closed' },
    none: { open: 'No open reviews', closed: 'No closed reviews' },
    noneAbout: {
      open: 'No rule has said anything that somebody has yet to look into.',
      closed: 'Nobody has closed a review yet.',
    },
    events: 'Events:',
    toEvent: (event) => `Event ${event} in the audit log`,
    more: (rows) => counted(rows, { one: 'and # more', other: 'and # more' }),
    wholeDesk: 'The desk as a whole',
    own: 'It is about you: somebody else closes it',
    open: 'Open',
    close: 'Close',
    closeNumber: (number) => `Close review ${number}`,
    cancel: 'Cancel',
    closed: (number) => `Review ${number} is closed`,
    word: 'What you found',
    about: 'The audit log keeps this word and your name. Write nothing about a customer.',
    personal: 'This looks like a customer’s data. The audit log keeps the word for good: write it without.',
    tooShort: 'Write what you found.',
    older: 'Show older',
    stale: 'The reviews could not be refreshed.',
    failed: 'The reviews could not be loaded',
  },
};

function times(count: number): string {
  return counted(count, { one: 'once', other: '# times' });
}

function minutesText(minutes: number): string {
  return minutes < 120
    ? counted(minutes, { one: '# minute', other: '# minutes' })
    : counted(Math.round(minutes / 60), { one: '# hour', other: '# hours' });
}

function beyondPeers(who: string, { measure = 'opened-day', count, usual, busiest }: ReviewFigures): string {
  const said = ENGLISH.counted[measure](who, count);
  return usual === undefined || busiest === undefined ? said : `${said} ${ENGLISH.peers(usual, busiest)}`;
}

const WORDS = spoken({ en: ENGLISH });

/** The rules in a few words, for events and alerts. */
export const RULE_LABELS = WORDS.rules;

export const REVIEW_PAGE_WORDS = WORDS.page;

interface Sentence extends Pick<Review, 'rule' | 'figures'> {
  person: Pick<NonNullable<Review['person']>, 'name'> | null;
}

/** The whole sentence of a review, with its subject's name as the audit log has it. */
export function reviewSentence({ rule, person, figures }: Sentence): string {
  return WORDS.sentences[rule](nameOrGone(person?.name ?? null), figures);
}

/** `#12`: a review by its number. */
export function reviewNumber(number: number): string {
  return WORDS.number(formatCount(number));
}
