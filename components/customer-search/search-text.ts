import type { LookupBody } from '@/lib/contracts/requests';

/** At least this many digits, or a number can't be meant. */
const FEWEST_DIGITS = 5;

/**
 * What the person typed, as a look-up, or `null` when it is neither an e-mail address nor a phone number. Only a first
 * sorting: the handler judges the writing (`lib/writing/phones.ts` weighs 40 KB and stays there). Pasted text brings invisible
 * direction marks along; they go.
 */
export function readSearch(typed: string): LookupBody | null {
  const text = typed.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { email: text };
  const digits = text.match(/[0-9٠-٩۰-۹]/g)?.length ?? 0;
  return digits >= FEWEST_DIGITS && /^[+(]*[0-9٠-٩۰-۹][0-9٠-٩۰-۹\s().\-/]*$/.test(text) ? { phoneNumber: text } : null;
}
