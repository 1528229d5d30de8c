import type { ApprovalKind, CallerChecked, DecidedApproval } from '../contracts/approvals';
import type { GuardReason } from '../contracts/takeover';
import { spoken } from './language';
import { formatCount } from './numbers';

/** The page **Approvals**, and what a maker is told of a request. */
export interface ApprovalWords {
  title: string;
  about: string;
  columns: { customer: string; change: string; maker: string; caller: string; purpose: string; until: string };
  actions: string;
  kinds: Record<ApprovalKind, string>;
  reasons: Record<GuardReason, string>;
  callers: Record<CallerChecked, string>;
  noPurpose: string;
  approve: string;
  decline: string;
  own: string;
  /** After an approval: what happens next. */
  written: string;
  linkApproved: string;
  declined: string;
  notDecided: string;
  declineTitle: string;
  declineAbout: string;
  word: string;
  wordShort: (least: number) => string;
  cancel: string;
  empty: string;
  emptyAbout: string;
  failed: string;
  stale: string;
  decided: string;
  decidedColumns: { state: string; at: string; by: string; word: string };
  states: Record<DecidedApproval['state'], string>;
  unknown: string;
  nobody: string;
  /** The number in the menu, for screen readers. */
  count: (waiting: number) => string;
  /** In the form whose change waits. */
  waits: string;
  linkWaits: string;
}

const ENGLISH: ApprovalWords = {
  title: 'Approvals',
  about:
    'These changes would hand a customer over, so a second person decides. Compare with what the customer asked for.',
  columns: {
    customer: 'Customer',
    change: 'Change',
    maker: 'Asked by',
    caller: 'Caller check',
    purpose: 'Purpose',
    until: 'Waits until',
  },
  actions: 'Decision',
  kinds: { correction: 'Correction of the contact', link: 'Verification link' },
  reasons: {
    'both-contacts': 'E-mail and phone are both corrected.',
    'link-after-correction': 'The contact was corrected shortly before.',
  },
  callers: { passed: 'Passed', 'not-passed': 'Not passed', off: 'The desk has none' },
  noPurpose: 'Not given',
  approve: 'Approve',
  decline: 'Decline',
  own: 'You asked for this: another colleague decides.',
  written: 'Approved, and saved at Sentinel',
  linkApproved: 'Approved: the colleague who asked can create the link now',
  declined: 'Declined',
  notDecided: 'This request was not decided.',
  declineTitle: 'Decline the request',
  declineAbout: 'The colleague who asked sees your word, and the audit log keeps it.',
  word: 'Why',
  wordShort: (least) => `Write a word of ${formatCount(least)} letters or more.`,
  cancel: 'Cancel',
  empty: 'Nothing waits for you',
  emptyAbout: 'Changes that need a second person appear here.',
  failed: 'The requests could not be loaded',
  stale: 'The requests could not be refreshed.',
  decided: 'Decided requests',
  decidedColumns: { state: 'State', at: 'When', by: 'Decided by', word: 'Word' },
  states: {
    approved: 'Approved: the link is not created yet',
    approving: 'Approved: being written',
    written: 'Done',
    unknown: 'Unknown outcome',
    failed: 'Failed',
    declined: 'Declined',
    lapsed: 'Lapsed',
  },
  unknown: 'It may or may not have happened. Open the customer to see, before anybody asks again.',
  nobody: 'No colleague',
  count: (waiting) => (waiting === 1 ? '1 request waits' : `${formatCount(waiting)} requests wait`),
  waits: 'This waits for a second person.',
  linkWaits: 'No link yet: this waits for a second person.',
};

export const APPROVAL_WORDS = spoken({ en: ENGLISH });
