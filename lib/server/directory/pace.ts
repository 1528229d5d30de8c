import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { SentinelError } from '../sentinel/public';

/** How often one call is tried, and how long the vendor is left alone after the first failure, ms; doubles each time. */
const ATTEMPTS = 5;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;
/** Answers this much slower than usual, and slow at all, mean that the vendor is busy. */
const SLOW_FACTOR = 3;
const SLOW_MS = 500;
/**
 * What is usual is the mean of about so many answers, slow ones among them: a vendor that has become slow for good, or
 * answers slowly now and then, must not be left alone for ever. Few enough answers, and a vendor that gets slower and
 * slower would never count as slow.
 */
const MEMORY = 50;
/** Calls that must go well before one more may run at once. */
const CALM = 10;
/** How long a call gives way to people's calls at the most, ms: they come first, but a busy desk is still kept in step. */
const GIVE_WAY = 250;
/** How often it looks whether they have ended, ms. */
const LOOK = 5;

export interface PaceOptions {
  /** Calls a second; 0 for no limit. */
  rate: number;
  concurrency: number;
  /** How many calls people are waiting for. */
  foreground: () => number;
  signal: AbortSignal;
  /** Hears of every failure that will be tried again. */
  onTrouble?: (error: unknown) => void;
  random?: () => number;
  clock?: Clock;
}

/** Time as it passes here: tests bring their own. */
export interface Clock {
  /** Milliseconds from some moment on. */
  now(): number;
  /** Rejects when `signal` aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

const WALL: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

export interface Pace {
  /** Runs a call of the vendor when it is its turn; tries again when the vendor is overloaded or out of reach. */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** How many may run at once right now. */
  limit(): number;
}

/**
 * Politeness towards the vendor. Its own word counts first (`Retry-After`); without one, pauses double. After a 429, a
 * 503, a time-out or an answer that took much longer than usual, half as many calls run at once, then one more after
 * every {@link CALM} that went well.
 */
export function createPace(options: PaceOptions): Pace {
  const { rate, concurrency, foreground, signal, onTrouble = () => {}, random = Math.random, clock = WALL } = options;
  let limit = concurrency;
  let running = 0;
  let calm = 0;
  let nextStart = 0;
  let pausedUntil = 0;
  let answers = 0;
  let usual = 0;
  const waiting: (() => void)[] = [];

  const enter = async () => {
    while (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
  };
  const leave = () => {
    running -= 1;
    for (let free = limit - running; free > 0; free -= 1) waiting.shift()?.();
  };
  const until = async (moment: number) => {
    const left = moment - clock.now();
    if (left > 0) await clock.sleep(left, signal);
  };

  async function turn(): Promise<void> {
    do {
      while (pausedUntil > clock.now()) await until(pausedUntil);
      if (rate > 0) {
        const start = Math.max(clock.now(), nextStart);
        nextStart = start + 1_000 / rate;
        await until(start);
      }
      for (const end = clock.now() + GIVE_WAY; foreground() > 0 && clock.now() < end; ) await clock.sleep(LOOK, signal);
      signal.throwIfAborted();
      // Another call may have been told to wait meanwhile: that is meant for all of them.
    } while (pausedUntil > clock.now());
  }

  function slowDown(): void {
    limit = Math.max(1, Math.floor(limit / 2));
    calm = 0;
  }

  function wentWell(ms: number): void {
    const slow = answers > 0 && ms > SLOW_MS && ms > usual * SLOW_FACTOR;
    answers = Math.min(answers + 1, MEMORY);
    usual += (ms - usual) / answers;
    if (slow) {
      slowDown();
      pausedUntil = Math.max(pausedUntil, clock.now() + ms);
      return;
    }
    calm += 1;
    if (calm < CALM || limit >= concurrency) return;
    limit += 1;
    calm = 0;
  }

  return {
    limit: () => limit,
    async run(call) {
      for (let attempt = 1; ; attempt += 1) {
        await enter();
        try {
          await turn();
          const began = clock.now();
          const answer = await call();
          wentWell(clock.now() - began);
          return answer;
        } catch (error) {
          if (signal.aborted || !mayPass(error) || attempt >= ATTEMPTS) throw error;
          onTrouble(error);
          slowDown();
          const own = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1)) * (0.5 + random() / 2);
          const asked = error.retryAfterSeconds === undefined ? own : error.retryAfterSeconds * 1_000;
          pausedUntil = Math.max(pausedUntil, clock.now() + asked);
        } finally {
          leave();
        }
      }
    },
  };
}

function mayPass(error: unknown): error is SentinelError {
  return error instanceof SentinelError && ['rate-limited', 'unavailable', 'timeout'].includes(error.kind);
}
