import type { Customer, CustomerDocument } from '../contracts/customer';
import { type CheckName, scoreText, ungradedText, CHECK_WORDS as WORDS } from '../words/checks';
import { disputedText, EXPIRED, expiresText, VALID } from '../words/expiry';
import { formatDay } from '../words/format';
import { unreadableScore, unreadableText } from '../words/unreadable';
import { dayOf, isDay } from '../writing/days';
import { type DocumentExpiry, disputedDay, EXPIRING_WITHIN_DAYS, expiryOf } from './expiry';

/** `attention` comes from expiry alone: the vendor's own verdicts are yes, no or missing. */
export type CheckVerdict = 'passed' | 'failed' | 'attention' | 'not-given' | 'unreadable';

export interface Check {
  name: CheckName;
  label: string;
  verdict: CheckVerdict;
  /** The verdict in a word or a few, for people: it never rests on colour or icon alone. */
  word: string;
  /**
   * What stands beside the verdict: the score with its scale, or the date. Empty where the check has neither.
   */
  given: string;
  /** A sentence below the check, where the answers contradict each other. */
  note?: string | null;
  /** A sentence on a score or date that was given and could not be read, below a verdict that stands without it. */
  unreadable?: string;
}

export function livenessCheck(customer: Pick<Customer, 'isLive' | 'isLiveScore' | 'unreadable'>): Check {
  const check = flagCheck('liveness', customer.isLive, scoreText(customer.isLiveScore));
  return noted(check, unreadableText(customer, 'isLive'), unreadableScore(customer, 'isLiveScore'));
}

/**
 * What was checked of one document: face match, classification, expiry.
 * @param expiredDocuments the types that Sentinel lists as expired; rows of the list say so, the detail answer doesn't
 */
export function documentChecks(document: CustomerDocument, expiredDocuments: readonly string[], now: Date): Check[] {
  const isListed = expiredDocuments.includes(document.type);
  const expiry = expiryOf(document.type, document.dateOfExpiry, isListed, now);
  return [
    noted(
      flagCheck('faceMatch', document.idMatch, ungradedText(document.idScore)),
      unreadableText(document, 'idMatch'),
      unreadableScore(document, 'idScore'),
    ),
    noted(
      flagCheck('classification', document.idClassificationPassed, ''),
      unreadableText(document, 'idClassificationPassed'),
    ),
    noted(
      {
        name: 'expiry',
        label: WORDS.names.expiry,
        given: formatDay(document.dateOfExpiry),
        ...expiryVerdict(expiry),
        note: disputedText(disputedDay(expiry)),
      },
      unreadableText(document, 'dateOfExpiry'),
    ),
  ];
}

/** A verdict that was given and could not be read is no verdict, and not "Not given" either. */
function noted(check: Check, unreadable: string | null, score: string | null = null): Check {
  const isOpen = check.verdict === 'not-given' && unreadable !== null;
  const below = isOpen ? score : (unreadable ?? score);
  return {
    ...check,
    ...(isOpen && { verdict: 'unreadable', word: unreadable }),
    ...(below !== null && { unreadable: below }),
  };
}

function flagCheck(name: CheckName, passed: boolean | null, given: string): Check {
  const verdict = passed === null ? 'not-given' : passed ? 'passed' : 'failed';
  return { name, label: WORDS.names[name], verdict, word: WORDS.verdicts[verdict], given };
}

function expiryVerdict({ days, isExpired }: DocumentExpiry): Pick<Check, 'verdict' | 'word'> {
  if (isExpired) return { verdict: 'failed', word: EXPIRED };
  // A date that can't be read is shown on the document as it came; a verdict on it would be a guess.
  if (days === null) return { verdict: 'not-given', word: WORDS.verdicts['not-given'] };
  if (days > EXPIRING_WITHIN_DAYS) return { verdict: 'passed', word: VALID };
  return { verdict: 'attention', word: expiresText(days) };
}

/** Full years on the UTC day of `now`; `null` without a readable date, or for one that isn't past. */
export function ageOn(dateOfBirth: string | null, now: Date): number | null {
  if (dateOfBirth === null || !isDay(dateOfBirth)) return null;
  const [born, today] = [dateOfBirth, dayOf(now)];
  const hadBirthday = today.slice(5) >= born.slice(5);
  const age = Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (hadBirthday ? 0 : 1);
  return age < 0 ? null : age;
}
