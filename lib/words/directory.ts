import { coverageOf } from '@/lib/contracts/coverage';
import type { DirectoryStatus } from '@/lib/contracts/directory';
import { dayIn, ownTimeZone } from '@/lib/writing/zones';
import { formatClock, formatMoment } from './format';
import { spoken } from './language';
import { counted, formatCount, formatFacts, type PluralForms } from './numbers';

export interface DirectoryWords {
  off: string;
  empty: string;
  exactOnly: string;
  typeMore: string;
  /** Of a row: the name isn't written like the text. */
  soundsLike: string;
  onlyAlike: string;
  ready: string;
  filling: string;
  covered: (known: string, total: string) => string;
  asOf: (time: string) => string;
  sentence: (facts: string) => string;
  /** The directory cannot catch up, because Sentinel gives no answer. */
  away: string;
  failed: (time: string) => string;
  /** Of when the figures of a large directory are. */
  counted: (time: string) => string;
  skipped: PluralForms;
}

const ENGLISH: DirectoryWords = {
  off: 'The directory is switched off.',
  empty: 'The directory is still empty.',
  exactOnly: 'Type a whole e-mail address or phone number.',
  typeMore: 'Type one more letter.',
  soundsLike: 'Sounds like',
  onlyAlike: 'Nobody is written like this. These names sound like it.',
  ready: 'Directory',
  filling: 'Directory still filling',
  covered: (known, total) => `${known} of ${total} customers`,
  asOf: (time) => `as of ${time}`,
  sentence: (facts) => `${facts}.`,
  away: 'Sentinel doesn’t answer',
  failed: (time) => `Its last update failed at ${time}.`,
  counted: (time) => `Counted at ${time}.`,
  skipped: { one: '# record could not be read.', other: '# records could not be read.' },
};

const WORDS = spoken({ en: ENGLISH });

export const EXACT_ONLY = WORDS.exactOnly;
export const TYPE_MORE = WORDS.typeMore;
export const SOUNDS_LIKE = WORDS.soundsLike;
export const ONLY_ALIKE = WORDS.onlyAlike;

/** The failures of the sync that mean that Sentinel is away, too slow, or limiting. */
const SILENT = ['sentinel_unavailable', 'sentinel_timeout', 'sentinel_rate_limited'];

export interface DirectoryNote {
  text: string;
  /** Whether a search may miss customers, or show them as they no longer are. */
  attention: boolean;
}

/** "2 records could not be read."; `null` for none. */
export function skippedText(records: number): string | null {
  return records === 0 ? null : counted(records, WORDS.skipped);
}

/** "Counted at 14:05."; `null` for figures that were counted for this answer. */
export function countedText(asOf: string | null, now: Date, zone?: string): string | null {
  return asOf === null ? null : WORDS.counted(when(asOf, now, zone));
}

/** The state of the directory, for people who search in it. */
export function directoryWords(status: DirectoryStatus, now: Date, zone?: string): DirectoryNote {
  const { state, error, total, caughtUpAt } = status;
  if (state === 'off') return { text: WORDS.off, attention: true };
  const skipped = skippedText(status.skipped);
  const failure = [
    ...(error === null ? [] : [WORDS.failed(when(error.at, now, zone))]),
    ...(skipped === null ? [] : [skipped]),
  ];
  if (state === 'empty') return { text: paragraph(WORDS.empty, WORDS.exactOnly, ...failure), attention: true };
  const facts = formatFacts([
    state === 'filling' ? WORDS.filling : WORDS.ready,
    total !== null && status.covered < total && WORDS.covered(formatCount(status.covered), formatCount(total)),
    caughtUpAt !== null && WORDS.asOf(when(caughtUpAt, now, zone)),
    error !== null && SILENT.includes(error.code) && WORDS.away,
  ]);
  return {
    text: paragraph(WORDS.sentence(facts), ...failure),
    attention: coverageOf(status, now).gaps.length > 0,
  };
}

/** Whole sentences, one after the other. */
function paragraph(...sentences: string[]): string {
  return sentences.join(' ');
}

/** The clock for today, else the date with it. */
function when(moment: string, now: Date, zone: string | undefined): string {
  const here = zone ?? ownTimeZone();
  const isToday = dayIn(new Date(moment), here) === dayIn(now, here);
  return isToday ? formatClock(moment, zone) : formatMoment(moment, zone);
}
