import * as z from 'zod/mini';
import { BUDGET_WINDOWS, BUDGETS } from './budgets';
import type { PersonName } from './people';
import { REVIEW_RULES } from './reviews';
import { GUARD_REASONS } from './takeover';
import { VIEW_PAGES } from './views';

/**
 * What the desk tells administrators of by itself: one entry a kind, with the facts that it holds. A fact is an id of an
 * account, a name of a rule, a number or a time. No fact may tell of a customer, not even by uuid: alerts leave the desk
 * (`ALERT_WEBHOOK_URL`).
 */
export const ALERTS = {
  /** An administrator tries the way of alerts. */
  test: z.strictObject({ account: z.uuid() }),
  /** A rule has said a sentence, about an account or about the desk as a whole. */
  'review-found': z.strictObject({
    review: z.int(),
    rule: z.enum(REVIEW_RULES),
    account: z.optional(z.uuid()),
  }),
  /** A change that hands a customer over went through, at a desk that only warns (`TAKEOVER_GUARD`). */
  'takeover-warned': z.strictObject({ account: z.uuid(), reason: z.enum(GUARD_REASONS) }),
  /** Wrong caller checks have closed the check of a customer; this colleague made the last one. */
  'caller-check-closed': z.strictObject({ account: z.uuid() }),
  /** A person has spent a budget. */
  'budget-spent': z.strictObject({
    account: z.uuid(),
    budget: z.enum(BUDGETS),
    window: z.enum(BUDGET_WINDOWS),
    limit: z.number(),
    until: z.string(),
  }),
  /**
   * How many customers or documents the chosen views hold. A view is told by its filters, in words of the desk's own:
   * the name that a person gave it may say anything, and stays in the desk (docs/decisions.md, decision 64).
   */
  'views-digest': z.strictObject({
    day: z.string(),
    views: z.array(
      z.strictObject({
        ...{ view: z.uuid(), page: z.enum(VIEW_PAGES), shows: z.string(), link: z.string() },
        /** `null`: it could not be counted. */
        count: z.nullable(z.int()),
        /** `false`: the count is a lower bound. */
        exact: z.boolean(),
      }),
    ),
  }),
} as const;

export type AlertKind = keyof typeof ALERTS;
export type AlertFacts<K extends AlertKind> = z.infer<(typeof ALERTS)[K]>;

/** Why a webhook took no alert. */
export const WEBHOOK_PROBLEMS = ['unreachable', 'timeout', 'redirect', 'refused', 'faulty'] as const;
export type WebhookProblem = (typeof WEBHOOK_PROBLEMS)[number];

/** `off`: no webhook is set. `given-up`: tried for a day. */
export type AlertDelivery = 'off' | 'waiting' | 'delivered' | 'given-up';

/** An alert as the page shows it. */
export interface AlertEntry {
  id: number;
  /** ISO 8601, the database's clock. */
  at: string;
  kind: AlertKind;
  facts: Readonly<Record<string, unknown>>;
  /** The colleague whom the facts name. `name` is `null` for an account that is gone. */
  account: { id: string; name: PersonName | null } | null;
  delivery: AlertDelivery;
}

/** `GET /api/alerts`: the newest first. */
export interface AlertPage {
  alerts: AlertEntry[];
  /** The `before` of the following page; `null` on the last one. */
  next: number | null;
  webhook: WebhookState;
}

export interface WebhookState {
  isSet: boolean;
  /** Alerts of the last day that the webhook did not take, the oldest one's time and the last problem. */
  failing: { waiting: number; since: string; problem: WebhookProblem } | null;
}

/** The query string of `GET /api/alerts`. */
export const alertQuerySchema = z.strictObject({
  before: z.optional(
    z.pipe(z.string().check(z.regex(/^\d{1,15}$/, 'must be the number of an alert')), z.transform(Number)),
  ),
});
