import 'server-only';
import type { SentinelError } from './errors';

/** A read is tried so often at the most. */
const TRIES = 3;
/** The longest pause before a repetition, ms: the first one's, which doubles; and the longest that the vendor may ask for. */
const FIRST_PAUSE = 200;
const LONGEST_ASKED = 2_000;
/** Repetitions that may be saved up while all goes well. */
const MOST_SAVED = 10;

export interface Retries {
  /** A call begins, and earns its share of a repetition. */
  earn(): void;
  /**
   * How long to wait before the read is repeated, ms: full jitter, or what the vendor asks for. `null`: not at all.
   * @param tries how often it was tried
   */
  pause(error: SentinelError, tries: number): number | null;
}

/**
 * Decides whether a failed read is repeated. Repetitions are a share of all calls, so that an outage does not double what
 * reaches the vendor. A time-out is not repeated: the person has waited for long enough.
 *
 * @param percent the share; 0 for none
 */
export function createRetries(percent: number, random: () => number = Math.random): Retries {
  let saved = percent > 0 ? 1 : 0;
  return {
    earn: () => {
      saved = Math.min(MOST_SAVED, saved + percent / 100);
    },
    pause: (error, tries) => {
      if (tries >= TRIES || saved < 1 || !mayPass(error)) return null;
      const asked = (error.retryAfterSeconds ?? 0) * 1_000;
      if (asked > LONGEST_ASKED) return null;
      saved -= 1;
      return asked + random() * FIRST_PAUSE * 2 ** (tries - 1);
    },
  };
}

/** A connection that broke, a failure of the server, or a limit whose end the vendor names. */
function mayPass({ kind, status, retryAfterSeconds }: SentinelError): boolean {
  if (kind === 'rate-limited') return retryAfterSeconds !== undefined;
  return kind === 'unavailable' && (status === undefined || status >= 500);
}
