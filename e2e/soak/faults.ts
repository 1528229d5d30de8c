import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, SandboxControl } from '../support/desk/sandbox-control.ts';

/** A time in which Sentinel failed, ms since 1970. */
export interface FaultTime {
  mode: string;
  from: number;
  to: number;
}

/** Between two faults, and how long one lasts, ms. */
const EVERY = 15_000;
const LASTS = 1_500;
/** What follows from a fault: deadlines, and a breaker that tries again after 5 s. */
const FOLLOWS_FOR = 20_000;

const FAULTS: readonly Fault[] = [
  { mode: 'status', status: 500 },
  { mode: 'status', status: 429, retryAfter: 1 },
  { mode: 'reset', when: 'mid-body' },
  { mode: 'html' },
  { mode: 'delay', ms: 3_000 },
  { mode: 'hang' },
  { mode: 'truncate' },
];

/** Sprinkles faults over Sentinel until it is stopped, one kind at a time. */
export function sprinkle(sandbox: SandboxControl): { times: FaultTime[]; stop(): Promise<void> } {
  const times: FaultTime[] = [];
  const stopped = new AbortController();
  const wait = (ms: number) => sleep(ms, undefined, { signal: stopped.signal }).catch(() => {});
  const running = (async () => {
    for (let turn = 0; !stopped.signal.aborted; turn += 1) {
      await wait(EVERY);
      const fault = FAULTS[turn % FAULTS.length];
      if (stopped.signal.aborted || fault === undefined) break;
      const time = { mode: fault.mode, from: Date.now(), to: Number.POSITIVE_INFINITY };
      times.push(time);
      await sandbox.fault(fault);
      await wait(LASTS);
      await sandbox.clearFaults();
      time.to = Date.now();
    }
  })();
  return {
    times,
    stop: async () => {
      stopped.abort();
      await running;
      await sandbox.clearFaults();
    },
  };
}

/** Whether a call that was under way from then to then may have met a fault, or what follows from one. */
export function metFault(times: readonly FaultTime[], from: number, to: number): boolean {
  return times.some((time) => from < time.to + FOLLOWS_FOR && to > time.from);
}
