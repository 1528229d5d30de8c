import 'server-only';

/** The limits of one kind of call, so that calls of one kind cannot use up what another kind needs. */
export interface PoolLimits {
  /** Calls that run at once. */
  running: number;
  /** Calls that wait for their turn. One more is refused. */
  waiting: number;
  /** How long a call waits, ms. */
  patience: number;
  /** What the calls may hold in memory: the most that one answer has, and all answers together. Without it unlimited. */
  memory?: { each: number; all: number };
}

/** What a pool does right now, and since the start. */
export interface PoolState {
  running: number;
  waiting: number;
  /** Bytes that are promised to answers. */
  held: number;
  refused: number;
}

/** A call's place in its pool. */
export interface Place {
  /** Gives back what was promised beyond `bytes`. The promise never grows. */
  shrink(bytes: number): void;
  /** The call has ended. What the place holds in memory stays promised. */
  leave(): void;
  /** Gives everything back. May be called twice. */
  release(): void;
}

/** Thrown for a call that finds its pool full, or whose turn does not come in time. */
export class PoolFull extends Error {
  override readonly name = 'PoolFull';
}

export interface Bulkhead {
  /**
   * Waits for a place.
   * @throws PoolFull; the reason of `signal`
   */
  enter(signal?: AbortSignal): Promise<Place>;
  state(): PoolState;
}

interface Waiting {
  start: () => void;
}

/** A pool of places, first come, first served. */
export function createBulkhead({ running: most, waiting: queue, patience, memory }: PoolLimits): Bulkhead {
  const each = memory?.each ?? 0;
  const all = memory?.all ?? 0;
  const line: Waiting[] = [];
  let running = 0;
  let held = 0;
  let refused = 0;

  const isFree = () => running < most && held + each <= all;
  const admit = () => {
    while (line.length > 0 && isFree()) line.shift()?.start();
  };

  function take(): Place {
    running += 1;
    held += each;
    let own = each;
    let isRunning = true;
    const place: Place = {
      shrink: (bytes) => {
        const kept = Math.max(0, Math.min(own, bytes));
        held -= own - kept;
        own = kept;
        admit();
      },
      leave: () => {
        if (isRunning) running -= 1;
        isRunning = false;
        admit();
      },
      release: () => {
        place.shrink(0);
        place.leave();
      },
    };
    return place;
  }

  return {
    state: () => ({ running, waiting: line.length, held, refused }),
    enter: (signal) =>
      new Promise((resolve, reject) => {
        if (line.length === 0 && isFree()) return resolve(take());
        const refuse = (reason: unknown) => {
          refused += 1;
          reject(reason);
        };
        if (line.length >= queue) return refuse(new PoolFull());
        const one: Waiting = {
          start: () => {
            stop();
            resolve(take());
          },
        };
        const give = (reason: unknown) => {
          stop();
          line.splice(line.indexOf(one), 1);
          refuse(reason);
        };
        const timer = setTimeout(() => give(new PoolFull()), patience);
        const left = () => give(signal?.reason);
        const stop = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', left);
        };
        signal?.addEventListener('abort', left);
        line.push(one);
      }),
  };
}
