import 'server-only';
import { setImmediate as settle } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SentinelError, type SentinelErrorKind } from '../sentinel/errors';
import { type Clock, createPace, type PaceOptions } from './pace';

/** A clock that jumps to whatever is waited for next. A wait for no time would cost a turn of the real clock. */
function jumpingClock() {
  let now = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (!(ms > 0)) throw new Error(`a wait of ${ms} ms`);
        const stop = () => reject(signal.reason);
        signal.addEventListener('abort', stop, { once: true });
        const wake = () => {
          signal.removeEventListener('abort', stop);
          resolve();
        };
        sleepers.push({ at: now + ms, wake });
      }),
  };
  /** Lets everything go on until the work has ended. */
  const passUntil = async <T>(work: Promise<T>): Promise<T> => {
    let ended = false;
    const over = () => {
      ended = true;
    };
    work.then(over, over);
    for (await settle(); !ended; await settle()) {
      const [next] = sleepers.sort((one, other) => one.at - other.at).splice(0, 1);
      if (next === undefined) throw new Error('everybody waits for nothing');
      now = Math.max(now, next.at);
      next.wake();
    }
    return await work;
  };
  return { clock, passUntil, takes: (ms: number) => clock.sleep(ms, new AbortController().signal) };
}

function setUp(options: Partial<PaceOptions> = {}) {
  const time = jumpingClock();
  const { signal } = new AbortController();
  const given = { rate: 0, concurrency: 4, foreground: () => 0, signal, random: () => 1, clock: time.clock };
  const pace = createPace({ ...given, ...options });
  const started: number[] = [];
  /** Calls one after the other in as many lanes, each of which takes so long. */
  const calls = async (count: number, answer: (call: number) => Promise<unknown> = () => time.takes(100)) => {
    let call = 0;
    const lane = async () => {
      for (call += 1; call <= count; call += 1) {
        const mine = call;
        await pace.run(async () => {
          started.push(time.clock.now());
          return await answer(mine);
        });
      }
    };
    await time.passUntil(Promise.all(Array.from({ length: given.concurrency }, lane)));
  };
  return { ...time, pace, started, calls };
}

const failure = (kind: SentinelErrorKind, retryAfterSeconds?: number) =>
  new SentinelError(kind, 'listWithDoc', retryAfterSeconds === undefined ? {} : { retryAfterSeconds });

describe('how fast it goes', () => {
  it('starts so many calls a second, evenly', async () => {
    const { started, calls } = setUp({ rate: 10 });
    await calls(5, async () => {});
    expect(started).toEqual([0, 100, 200, 300, 400]);
  });

  it('runs no more at once than it may, however long they take', async () => {
    const { started, calls } = setUp({ concurrency: 4 });
    await calls(8);
    expect(started).toEqual([0, 0, 0, 0, 100, 100, 100, 100]);
  });

  it('lets calls wait for their turn, however many ask at once, and keeps them in their order', async () => {
    const { started, pace, passUntil, takes, clock } = setUp({ concurrency: 2 });
    const order: number[] = [];
    const call = (number: number) => async () => {
      started.push(clock.now());
      order.push(number);
      await takes(100);
    };
    await passUntil(Promise.all(Array.from({ length: 6 }, (_, number) => pace.run(call(number)))));
    expect(started).toEqual([0, 0, 100, 100, 200, 200]);
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('goes by the clock on the wall, and does not stay for its next turn when it is told to stop', async () => {
    const stop = new AbortController();
    const pace = createPace({ rate: 50, concurrency: 1, foreground: () => 0, signal: stop.signal });
    const began = performance.now();
    for (let call = 1; call <= 2; call += 1) await pace.run(async () => {});
    // Timers count whole milliseconds.
    expect(performance.now() - began).toBeGreaterThan(18);

    const slow = createPace({ rate: 0.01, concurrency: 1, foreground: () => 0, signal: stop.signal });
    await slow.run(async () => {});
    const next = slow.run(async () => {});
    stop.abort(new Error('enough'));
    await expect(next).rejects.toThrow();
  }, 10_000);
});

describe('giving way to people', () => {
  it('waits until nobody waits for a call any more', async () => {
    let now = () => 0;
    const { started, calls, clock } = setUp({ foreground: () => (now() < 40 ? 2 : 0) });
    now = clock.now;
    await calls(1);
    expect(started).toEqual([40]);
  });

  it('but not for ever: a busy desk is still kept in step, at four calls a second and lane', async () => {
    const { started, calls } = setUp({ foreground: () => 1 });
    await calls(8, async () => {});
    expect(started).toEqual([250, 250, 250, 250, 500, 500, 500, 500]);
  });
});

describe('a vendor that has enough', () => {
  it.each([
    ['rate-limited', 7, 7_000],
    ['unavailable', 90, 90_000],
    ['rate-limited', undefined, 1_000],
  ] as const)('is left alone as long as it says: %s, %s s', async (kind, said, pause) => {
    const heard: unknown[] = [];
    const { started, calls } = setUp({ onTrouble: (error) => heard.push(error) });
    const error = failure(kind, said);
    let failed = false;
    await calls(1, async () => {
      if (failed) return;
      failed = true;
      throw error;
    });
    expect(started).toEqual([0, pause]);
    expect(heard).toEqual([error]);
  });

  it('is left alone by every call, also by one whose turn had almost come', async () => {
    const { started, calls } = setUp({ rate: 10 });
    let failed = false;
    await calls(4, async () => {
      if (failed) return;
      failed = true;
      throw failure('rate-limited', 3);
    });
    expect(started[0]).toBe(0);
    expect(started.slice(1).every((moment) => moment >= 3_000)).toBe(true);
  });

  it('is asked again after longer and longer pauses, five times in all', async () => {
    const { started, pace, passUntil, clock } = setUp();
    const work = pace.run(async () => {
      started.push(clock.now());
      throw failure('unavailable');
    });
    await expect(passUntil(work)).rejects.toThrow(SentinelError);
    expect(started).toEqual([0, 1_000, 3_000, 7_000, 15_000]);
  });

  it.each(['timeout', 'rate-limited', 'unavailable'] as const)(
    'gets half as many calls at once after %s, and one more after every ten that went well',
    async (kind) => {
      const { calls, pace } = setUp({ concurrency: 4 });
      await calls(1, async () => {
        if (pace.limit() === 4) throw failure(kind);
      });
      expect(pace.limit()).toBe(2);
      await calls(9);
      expect(pace.limit()).toBe(3);
      await calls(10);
      expect(pace.limit()).toBe(4);
      await calls(30);
      expect(pace.limit()).toBe(4);
    },
  );

  it('never gets less than one', async () => {
    const { pace, passUntil } = setUp();
    await passUntil(pace.run(() => Promise.reject(failure('unavailable')))).catch(() => {});
    expect(pace.limit()).toBe(1);
  });

  it('gets half as many when it answers much slower than usual, after a pause as long as that answer took', async () => {
    const { started, calls, pace, takes } = setUp({ concurrency: 4 });
    await calls(20, () => takes(200));
    await calls(1, () => takes(650));
    expect(pace.limit()).toBe(2);
    const before = started.at(-1) ?? 0;
    await calls(1);
    expect(started.at(-1)).toBe(before + 650 + 650);
  });

  it('is left alone for half as long at random', async () => {
    const { started, pace, passUntil, clock } = setUp({ random: () => 0 });
    const work = pace.run(async () => {
      started.push(clock.now());
      if (started.length < 3) throw failure('unavailable');
    });
    await passUntil(work);
    expect(started).toEqual([0, 500, 1_500]);
  });

  it.each([
    ['exactly three times as long', 200, 600],
    ['exactly half a second', 100, 500],
    ['slow as always', 900, 900],
    ['three times as long, and still quick', 20, 80],
  ])('is not taken for busy: %s', async (_, usual, late) => {
    const { calls, pace, takes } = setUp({ concurrency: 4 });
    await calls(20, () => takes(usual));
    await calls(4, () => takes(late));
    expect(pace.limit()).toBe(4);
  });
});

describe('what is usual', () => {
  it('is not what the first answer alone took', async () => {
    const { calls, clock, takes } = setUp({ concurrency: 4 });
    await calls(1, () => takes(10));
    const began = clock.now();
    await calls(20, () => takes(600));
    // Without a pause 20 answers take 3 s in four lanes.
    expect(clock.now() - began).toBeLessThan(6_000);
  });

  it('becomes slow with a vendor that is slow for good', async () => {
    const { calls, clock, pace, takes } = setUp({ concurrency: 4 });
    await calls(100);
    await calls(20, () => takes(1_000));
    expect(pace.limit()).toBe(1);
    await calls(40, () => takes(1_000));
    expect(pace.limit()).toBe(4);
    const began = clock.now();
    await calls(40, () => takes(1_000));
    expect(clock.now() - began).toBe(10_000);
  });

  it('is not known before the first answer', async () => {
    const { calls, pace, takes } = setUp();
    await calls(1, () => takes(900));
    expect(pace.limit()).toBe(4);
  });

  it('has slow answers in it, where every third is slow', async () => {
    const { calls, pace, takes } = setUp({ concurrency: 4 });
    const everyThirdIsSlow = (call: number) => takes(call % 3 === 0 ? 1_000 : 100);
    await calls(100, everyThirdIsSlow);
    expect(pace.limit()).toBe(4);
  });

  it('stays behind a vendor that gets slower and slower', async () => {
    const { calls, pace, takes } = setUp({ concurrency: 4 });
    await calls(70, (call) => takes(100 * 1.05 ** call));
    expect(pace.limit()).toBe(1);
  });
});

it.each(['not-found', 'credentials', 'malformed'] as const)(
  'does not try again what waiting cannot help: %s',
  async (kind) => {
    const { started, calls } = setUp();
    await expect(calls(1, () => Promise.reject(failure(kind)))).rejects.toThrow(SentinelError);
    expect(started).toEqual([0]);
  },
);

it('stops at once when it is told to, wherever it waits', async () => {
  const stop = new AbortController();
  const { pace, passUntil } = setUp({ signal: stop.signal });
  const work = pace.run(() => Promise.reject(failure('unavailable', 600)));
  setImmediate(() => stop.abort(new Error('enough')));
  await expect(passUntil(work)).rejects.toThrow('enough');
});
