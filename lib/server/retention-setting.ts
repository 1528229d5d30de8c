import 'server-only';
import * as z from 'zod';

/** How long records are kept. */
export interface Retention {
  /** Events, closed reviews and decided approvals, years; `null`: until the operator has decided. */
  trailYears: number | null;
  /** Links by which people chose a password, after their use or end, days. */
  linkDays: number;
  /** The last known contact of a customer who is gone from Sentinel's list, or of all without a directory; days. */
  contactDays: number;
}

/**
 * The law's minimum for records of customer due diligence, from the end of the relationship: article 24 of Cabinet
 * Decision 10 of 2019, and the Cabinet Resolution 134 of 2025 that has replaced it. DIFC and ADGM ask for six.
 */
export const LEAST_TRAIL_YEARS = 5;

const schema = z.strictObject({
  trailYears: z.number().int().min(LEAST_TRAIL_YEARS).max(100).nullable().default(null),
  // An invitation is good for days, and people ask what became of theirs.
  linkDays: z.number().int().min(30).max(36_500).default(90),
  contactDays: z.number().int().min(30).max(36_500).default(400),
});

/** The setting `RETENTION`. */
export const retention = z
  .string()
  .default('{}')
  .transform((text, context): Retention => {
    const parsed = schema.safeParse(parsedJson(text));
    if (parsed.success) return parsed.data;
    context.addIssue({
      code: 'custom',
      message: `must be JSON like {"trailYears":7,"linkDays":90,"contactDays":400}: years from ${LEAST_TRAIL_YEARS} up, days from 30 up`,
    });
    return z.NEVER;
  });

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
