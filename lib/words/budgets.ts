import type { AccountBudgets, Budget, BudgetNote, BudgetWindow, LeasedWork } from '../contracts/budgets';
import { formatMoment } from './format';
import { spoken } from './language';
import { formatCount } from './numbers';

export interface BudgetWords {
  /** What the budget counts, as a heading. */
  names: Record<Budget, string>;
  windows: Record<BudgetWindow, string>;
  /** Nothing is left. @param at when the person can go on */
  spent: Record<Budget, (at: string) => string>;
  /** Less is left than the file has rows. */
  tooFewRows: (left: string, at: string) => string;
  /** Four fifths are spent. */
  near: Record<Budget, (spent: string, limit: string, at: string) => string>;
  atOnce: Record<LeasedWork, string>;
  /** The dialog in which an administrator grants more. */
  grantFor: (name: string) => string;
  unlimited: string;
  spentOf: (window: AccountBudgets['budgets'][number]['windows'][number]) => string;
  wholeNumber: (most: number) => string;
}

const ENGLISH: BudgetWords = {
  names: {
    openings: 'Customers opened',
    customers: 'Different customers',
    reveals: 'Images and hidden fields shown',
    lookups: 'Look-ups',
    searches: 'Searches',
    lists: 'Lists',
    links: 'Verification links',
    rows: 'Exported rows',
  },
  windows: { minute: 'in a minute', hour: 'in an hour', day: 'today' },
  spent: {
    openings: (at) => `You have opened as many customers as your budget allows. You can go on at ${at}.`,
    customers: (at) => `You have opened as many different customers as your budget allows. You can go on at ${at}.`,
    reveals: (at) => `You have shown as many images and hidden fields as your budget allows. You can go on at ${at}.`,
    lookups: (at) => `You have looked up as many customers as your budget allows. You can go on at ${at}.`,
    searches: (at) => `You have searched as often as your budget allows. You can go on at ${at}.`,
    lists: (at) => `You have listed customers as often as your budget allows. You can go on at ${at}.`,
    links: (at) => `You have created as many verification links as your budget allows. You can go on at ${at}.`,
    rows: (at) => `You have exported as many rows as your budget allows. You can go on at ${at}.`,
  },
  tooFewRows: (left, at) =>
    `This file has more rows than your budget has left (${left}). Narrow the result, or try again at ${at}.`,
  near: {
    openings: (spent, limit, at) => `You have opened ${spent} of ${limit} customers. The count starts anew at ${at}.`,
    customers: (spent, limit, at) =>
      `You have opened ${spent} of ${limit} different customers. The count starts anew at ${at}.`,
    reveals: (spent, limit, at) =>
      `You have shown images and hidden fields ${spent} of ${limit} times. The count starts anew at ${at}.`,
    lookups: (spent, limit, at) => `You have looked up ${spent} of ${limit} customers. The count starts anew at ${at}.`,
    searches: (spent, limit, at) => `You have searched ${spent} of ${limit} times. The count starts anew at ${at}.`,
    lists: (spent, limit, at) =>
      `You have listed customers ${spent} of ${limit} times. The count starts anew at ${at}.`,
    links: (spent, limit, at) =>
      `You have created ${spent} of ${limit} verification links. The count starts anew at ${at}.`,
    rows: (spent, limit, at) => `You have exported ${spent} of ${limit} rows. The count starts anew at ${at}.`,
  },
  atOnce: {
    reveal: 'You already have two customers whose images or fields are being shown. Wait until one is there.',
    export: 'Another export of yours is running. Wait until it has ended, or stop it.',
    verify: 'Another verification of yours is running. Wait until it has ended.',
  },
  grantFor: (name) => `${name} gets more of one budget until midnight UTC. The grant is recorded.`,
  unlimited: 'No budget of this role has a limit by the hour or the day.',
  spentOf: ({ window, spent, limit }) => SPENT_OF[window](formatCount(spent), formatCount(limit)),
  wholeNumber: (most) => `Enter a whole number from 1 to ${formatCount(most)}.`,
};

const SPENT_OF: Record<BudgetWindow, (spent: string, limit: string) => string> = {
  minute: (spent, limit) => `${spent} of ${limit} in this minute`,
  hour: (spent, limit) => `${spent} of ${limit} in this hour`,
  day: (spent, limit) => `${spent} of ${limit} today`,
};

export const BUDGET_WORDS = spoken({ en: ENGLISH });

/** A minute that is over at 10:42:37 is said as 10:43: who tries at the said time must get on. */
function atOrAfter(until: string): string {
  return formatMoment(new Date(Math.ceil(Date.parse(until) / 60_000) * 60_000).toISOString());
}

/** Why a budget refuses, and when it goes on. */
export function spentSentence({ budget, left, until }: { budget: Budget; left: number; until: string }): string {
  const at = atOrAfter(until);
  return budget === 'rows' && left > 0
    ? BUDGET_WORDS.tooFewRows(formatCount(left), at)
    : BUDGET_WORDS.spent[budget](at);
}

/** That a budget nears its end. */
export function nearSentence({ budget, spent, limit, until }: BudgetNote): string {
  return BUDGET_WORDS.near[budget](formatCount(spent), formatCount(limit), atOrAfter(until));
}
