import 'server-only';

/** Our own limit, because people at a desk do not wait longer than an hour. */
const MAX_SECONDS = 3_600;

/**
 * Reads `Retry-After` (RFC 9110, 10.2.3): seconds, or an HTTP date.
 *
 * @param now for the date form
 * @returns whole seconds from 0 to 3,600; `undefined` when absent, repeated or unreadable
 */
export function parseRetryAfter(header: string | string[] | undefined, now: Date): number | undefined {
  if (typeof header !== 'string') return undefined;
  const text = header.trim();
  if (/^\d{1,15}$/.test(text)) return Math.min(Number(text), MAX_SECONDS);
  // Only the form with a weekday and GMT: `Date.parse` alone would read "-5" or "2" as years and months.
  if (!/^[A-Z][a-z]{2,8}, .{6,30} GMT$/.test(text)) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  return Math.min(Math.max(Math.ceil((at - now.getTime()) / 1_000), 0), MAX_SECONDS);
}
