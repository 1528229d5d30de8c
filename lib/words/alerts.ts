import type { AlertDelivery, AlertEntry, AlertFacts, AlertKind, WebhookProblem } from '../contracts/alerts';
import type { GuardReason } from '../contracts/takeover';
import { DEEDS } from './activity';
import { BUDGET_WORDS } from './budgets';
import { type Language, spoken } from './language';
import { counted, formatCount } from './numbers';
import { nameOrGone } from './people';
import { RULE_LABELS, reviewNumber } from './reviews';
import { digestText } from './view-text';

/** One sentence of an alert. `who`: the colleague whom the facts name. `zone`: the reader's, for times. */
type Sentence<K extends AlertKind> = (facts: AlertFacts<K>, who: string, zone: string) => string;

export interface AlertWords {
  /** One sentence per kind, on the page and in the webhook's message. */
  kinds: { [K in AlertKind]: Sentence<K> };
  delivery: Record<AlertDelivery, string>;
  problems: Record<WebhookProblem, string>;
  /** @param since when the oldest of them was raised, as people read it */
  failing: (waiting: number, since: string) => string;
  /** A test alert was raised. */
  tested: string;
  /** An account in a message that names nobody. */
  account: (id: string) => string;
}

const ENGLISH: AlertWords = {
  kinds: {
    'budget-spent': ({ budget, window, limit }, who) =>
      `${who} has spent a budget: ${BUDGET_WORDS.names[budget]}, ${formatCount(limit)} ${BUDGET_WORDS.windows[window]}.`,
    test: (_, who) => `${who} sent a test alert.`,
    'review-found': ({ review, rule, account }, who) =>
      account === undefined
        ? `Review ${reviewNumber(review)} is about the desk as a whole: ${RULE_LABELS[rule]}.`
        : `Review ${reviewNumber(review)} is about ${who}: ${RULE_LABELS[rule]}.`,
    'takeover-warned': ({ reason }, who) => TAKEOVER_WARNED.en[reason](who),
    'caller-check-closed': (_, who) =>
      `There were too many wrong caller checks of one customer. The check is closed for now; ${who} made the last one.`,
    'views-digest': digestText,
  },
  delivery: { off: 'Shown here only', waiting: 'Not sent yet', delivered: 'Sent', 'given-up': 'Could not be sent' },
  problems: {
    unreachable: 'The webhook cannot be reached.',
    timeout: 'The webhook does not answer in time.',
    redirect: 'The webhook answers with a redirect, which the desk does not follow.',
    refused: 'The webhook refuses the alert.',
    faulty: 'The webhook answers with an error.',
  },
  failing: (waiting, since) =>
    counted(waiting, {
      one: `# alert could not be sent to the webhook (since ${since})`,
      other: `# alerts could not be sent to the webhook (since ${since})`,
    }),
  tested: 'Test alert sent',
  account: (id) => `Account ${id}`,
};

/** What a colleague did alone that should have taken two. */
const TAKEOVER_WARNED: Record<Language, Record<GuardReason, (who: string) => string>> = {
  en: {
    'both-contacts': (who) => `${who} corrected both contacts of a customer without a second person.`,
    'link-after-correction': (who) =>
      `${who} ${DEEDS['customer.link-created'].did} soon after a correction, without a second person.`,
  },
};

export const ALERT_WORDS = spoken({ en: ENGLISH });

/** The sentence of an alert. The caller has parsed its facts by its kind. */
export function alertSentence<K extends AlertKind>(kind: K, facts: AlertFacts<K>, who: string, zone: string): string {
  return (ALERT_WORDS.kinds[kind] as Sentence<K>)(facts, who, zone);
}

/** The line of the page. A kind of a newer release is shown as it comes. */
export function alertLine({ kind, facts, account }: AlertEntry, zone: string): string {
  if (!Object.hasOwn(ALERT_WORDS.kinds, kind)) return kind;
  const who = nameOrGone(account?.name ?? null);
  return alertSentence(kind, facts as AlertFacts<typeof kind>, who, zone);
}
