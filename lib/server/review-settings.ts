import 'server-only';
import * as z from 'zod';
import { REVIEW_RULES, type ReviewMeasure } from '../contracts/reviews';
import { isTimeZone } from '../writing/zones';

/**
 * The thresholds of the reviews (`REVIEWS`, JSON), each with its default. `docs/trust.md` says what each one stops and
 * what a looser one costs. Unknown keys are errors: a misspelt threshold must not be ignored in silence.
 */

const count = (most = 1_000_000) => z.int().min(1).max(most);
const factor = z.number().min(1).max(1_000);
const share = z.number().min(0).max(1);

/**
 * A limit never falls below `least`, however little colleagues do. `atFirst` is the limit while too few colleagues and
 * days say what is usual.
 */
const limit = (least: number, atFirst: number) =>
  z.strictObject({ least: count().default(least), atFirst: count().default(atFirst) }).prefault({});

const MEASURES: Record<ReviewMeasure, ReturnType<typeof limit>> = {
  'opened-minute': limit(15, 20),
  'opened-ten-minutes': limit(20, 60),
  'opened-hour': limit(40, 150),
  'opened-day': limit(150, 500),
  'from-lists-hour': limit(10, 150),
  'revealed-ten-minutes': limit(15, 20),
  'revealed-day': limit(40, 150),
  'exported-day': limit(10_000, 20_000),
};

const reviewSettingsSchema = z.strictObject({
  /** The office's time zone: where its days and nights begin. */
  timeZone: z.string().refine(isTimeZone, 'must be the name of a time zone, like Asia/Dubai').default('Asia/Dubai'),
  /** How often a replica looks for new events, seconds. */
  everySeconds: count(600).default(30),
  /** How many days before an event say what is usual. */
  usualDays: z.int().min(7).max(120).default(28),
  /** Rules that say nothing. */
  off: z.array(z.enum(REVIEW_RULES)).default([]),
  /** Looks at own surnames that chance would bring with a lower probability than this. */
  ownSurname: z.strictObject({ chance: share.default(0.001) }).prefault({}),
  /** Customers of a day that no list, search or look-up of the last hours can have shown. */
  notLed: z
    .strictObject({ least: count().default(8), hours: count(72).default(12), returningDays: count(60).default(7) })
    .prefault({}),
  /**
   * A person's limit: `times` what colleagues do on a usual day, yet no more than `busiest` times the busiest of a usual
   * colleague (or `own` times the person's own busiest, up to `most` times that of colleagues).
   */
  beyondPeers: z
    .strictObject({
      times: factor.default(10),
      busiest: factor.default(1.75),
      own: factor.default(1.4),
      most: factor.default(2.5),
      /** So many colleagues with so many days each say what is usual. */
      peers: count(1_000).default(3),
      days: count(60).default(5),
      measures: z.strictObject(MEASURES).prefault({}),
    })
    .prefault({}),
  /** Reveals after which nobody does anything for the customer within the minutes. */
  idleReveals: z
    .strictObject({
      minutes: count(1_440).default(60),
      least: count().default(15),
      atFirst: count().default(40),
    })
    .prefault({}),
  /** At least so many openings of one nationality, and this share of the person's openings of the day. */
  oneNationality: z
    .strictObject({ least: count().default(40), atFirst: count().default(150), share: share.default(0.6) })
    .prefault({}),
  /** Hours of the office's clock. Quiet for people who worked in `nights` of the usual days, or with `colleagues` at work. */
  atNight: z
    .strictObject({
      from: z.int().min(0).max(23).default(22),
      to: z.int().min(0).max(23).default(6),
      least: count().default(10),
      nights: count(120).default(3),
      colleagues: count(1_000).default(2),
    })
    .prefault({}),
  /** The openings of a day against the median of the same days of the week. */
  deskBeyondUsual: z.strictObject({ times: factor.default(2), least: count().default(300) }).prefault({}),
  linkAfterCorrection: z.strictObject({ hours: count(2_160).default(24) }).prefault({}),
  /** `both`: address and device are new to the person at once. `either`: one of them is. */
  newPlace: z
    .strictObject({ says: z.enum(['both', 'either']).default('both'), days: count(120).default(5) })
    .prefault({}),
});
export type ReviewSettings = z.infer<typeof reviewSettingsSchema>;

/**
 * Reads `REVIEWS`. @returns the settings, or one problem a line, each with the key that it is about
 */
export function readReviewSettings(text: string): ReviewSettings | string[] {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return ['must be JSON like {"timeZone":"Asia/Dubai","atNight":{"from":23}}'];
  }
  const parsed = reviewSettingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'JSON'}: ${message}`);
}

/** The settings of a desk that sets none. */
export const DEFAULT_REVIEW_SETTINGS: ReviewSettings = reviewSettingsSchema.parse({});
