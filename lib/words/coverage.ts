import type { Coverage, CoverageGap } from '../contracts/coverage';
import { formatMoment } from './format';
import { spoken } from './language';
import { counted, formatCount, type PluralForms } from './numbers';

export interface CoverageWords {
  /** A whole sentence per gap. */
  gaps: Record<CoverageGap, (coverage: Coverage) => string>;
  /** The box that a person ticks before the export starts. */
  accept: string;
}

const SKIPPED: PluralForms = {
  one: '# record of Sentinel could not be read and is not in the directory.',
  other: '# records of Sentinel could not be read and are not in the directory.',
};
const KNOWN: PluralForms = {
  one: 'The directory is still filling: it knows # customer so far.',
  other: 'The directory is still filling: it knows # customers so far.',
};
const MATCHING: PluralForms = { one: '# row matches.', other: '# rows match.' };

const ENGLISH: CoverageWords = {
  gaps: {
    filling: ({ covered, total }) =>
      total === null
        ? counted(covered, KNOWN)
        : `The directory is still filling: it knows ${formatCount(covered)} of ${formatCount(total)} customers so far.`,
    missing: ({ covered, total }) =>
      `The directory knows ${formatCount(covered)} of ${formatCount(total ?? covered)} customers.`,
    stale: ({ asOf }) =>
      asOf === null
        ? 'The directory is out of date: later changes are missing.'
        : `The directory is as of ${formatMoment(asOf)}: later changes are missing.`,
    failed: ({ failedAt }) =>
      failedAt === null
        ? 'The last update of the directory failed: later changes may be missing.'
        : `The last update of the directory failed at ${formatMoment(failedAt)}: later changes may be missing.`,
    skipped: ({ skipped }) => counted(skipped, SKIPPED),
    'row-limit': ({ rows }) =>
      rows === undefined
        ? 'More rows match than a file may hold: the others are left out.'
        : `${counted(rows.matches, MATCHING)} A file holds ${formatCount(rows.limit)} at the most: the others are left out.`,
  },
  accept: 'Export what is there. The file’s name and the audit log say what it lacks.',
};

const WORDS = spoken({ en: ENGLISH });

export const ACCEPT_GAPS = WORDS.accept;

/** What a file would lack, a sentence per gap. */
export function coverageSentences(coverage: Coverage): string[] {
  return coverage.gaps.map((gap) => WORDS.gaps[gap](coverage));
}
