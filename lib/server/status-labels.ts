import 'server-only';
import type { Status, Tone } from '../contracts/customer';

export const STATUS_TONES = ['neutral', 'attention', 'good', 'bad'] as const satisfies readonly Tone[];

/** Status code (as text) -> the operator's label. */
export type StatusLabels = Record<string, { label: string; tone: Tone }>;

/**
 * A status code with its configured label; without one it is `Status 6`. The vendor publishes only Draft's number
 * (docs/sentinel-contract.md, Status codes), so no rule depends on a number.
 */
export function labelStatus(code: number | null, labels: StatusLabels): Status | null {
  if (code === null) return null;
  const configured = Object.hasOwn(labels, String(code)) ? labels[String(code)] : undefined;
  return { code, label: configured?.label ?? `Status ${code}`, tone: configured?.tone ?? 'neutral' };
}
