import 'server-only';
import type { Status, Tone } from '../contracts/customer';

export const STATUS_TONES = ['neutral', 'attention', 'good', 'bad'] as const satisfies readonly Tone[];

/** Status code (as text) -> what the operator calls it. */
export type StatusLabels = Record<string, { label: string; tone: Tone }>;

/**
 * A code with its configured label; an unlabelled one is `Status 6`. Only Draft's number is published
 * (sentinel-contract.md, Status codes), so no rule anywhere depends on a number.
 */
export function labelStatus(code: number | null, labels: StatusLabels): Status | null {
  if (code === null) return null;
  const configured = Object.hasOwn(labels, String(code)) ? labels[String(code)] : undefined;
  return { code, label: configured?.label ?? `Status ${code}`, tone: configured?.tone ?? 'neutral' };
}
