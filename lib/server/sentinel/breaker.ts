import 'server-only';

export interface BreakerOptions {
  /** So many failures open it, where they are half of the latest calls or more; 0 never opens it. */
  failures: number;
  /** How long it stays open before the first probe, ms. The time doubles with each probe that fails. */
  pause: number;
  now?: () => number;
}

export type BreakerPhase = 'closed' | 'open' | 'probing';

export interface BreakerState {
  phase: BreakerPhase;
  /** When it has opened, ms since 1970; `null` while it is closed. */
  since: number | null;
}

/** A call that was let through. Exactly one of the three is called, once the call has ended. */
export interface Attempt {
  /** The vendor has answered. */
  worked(): void;
  /** @param wait how long the vendor asks to be left alone, ms */
  failed(wait?: number): void;
  /** The call says nothing of the vendor: its caller has left, or it was never made. */
  saidNothing(): void;
}

export interface Breaker {
  /** Whether the vendor is left alone right now. */
  isOpen(): boolean;
  /** @returns `null` while the vendor is left alone */
  attempt(): Attempt | null;
  /** How long until the next probe, ms. */
  wait(): number;
  state(): BreakerState;
}

/** The latest calls that count, and how long a call counts, ms. */
const LATEST = 20;
const COUNTS_FOR = 30_000;
const LONGEST_PAUSE = 30_000;
/** A failure that no call has tried again for so long after the pause, ms, no longer says that the vendor is away. */
const TOLD_FOR = 300_000;

/**
 * Leaves a vendor alone that has failed again and again, so that people get the directory's answer at once. After a pause
 * one call is let through as a probe, while all others are still refused: a success closes the breaker, a failure opens
 * it for twice as long.
 */
export function createBreaker({ failures: most, pause, now = Date.now }: BreakerOptions): Breaker {
  let calls: { at: number; failed: boolean }[] = [];
  let since: number | null = null;
  let until = 0;
  let own = pause;
  let isProbing = false;

  const note = (failed: boolean) => {
    const at = now();
    calls = [...calls, { at, failed }].slice(-LATEST).filter((call) => at - call.at < COUNTS_FOR);
  };
  const leaveAlone = (wait: number) => {
    since ??= now();
    until = now() + Math.max(wait, own);
  };

  function probe(): Attempt {
    isProbing = true;
    return {
      worked: () => {
        isProbing = false;
        since = null;
        calls = [];
        own = pause;
      },
      failed: (wait = 0) => {
        isProbing = false;
        own = Math.min(LONGEST_PAUSE, own * 2);
        leaveAlone(wait);
      },
      saidNothing: () => {
        isProbing = false;
      },
    };
  }

  const isOpen = () => since !== null && (isProbing || now() < until);

  return {
    isOpen,
    attempt: () => {
      if (isOpen()) return null;
      if (since !== null) return probe();
      return {
        worked: () => note(false),
        failed: (wait = 0) => {
          note(true);
          const failed = calls.filter((call) => call.failed).length;
          if (most > 0 && since === null && failed >= most && failed * 2 >= calls.length) leaveAlone(wait);
        },
        saidNothing: () => {},
      };
    },
    wait: () => (since === null ? 0 : Math.max(0, until - now())),
    state: () => {
      if (isProbing) return { phase: 'probing', since };
      // The next call is a probe all the same.
      const isOver = since === null || now() >= until + TOLD_FOR;
      return isOver ? { phase: 'closed', since: null } : { phase: 'open', since };
    },
  };
}
