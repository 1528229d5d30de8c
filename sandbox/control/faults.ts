import type { Fields } from '../world/record.ts';
import { FAULT_MODES, type FaultMode, type FaultPlan } from './fault-plan.ts';

export interface Fault extends FaultPlan {
  /** Part of the path of the calls to suffer it; absent: all calls. */
  path?: string;
  /** How many calls are left; absent: all of them. */
  times?: number;
}

export function createFaults() {
  let faults: Fault[] = [];
  let { promise: cleared, resolve: tell } = untold();
  return {
    add: (fault: Fault) => {
      faults.push(fault);
    },
    clear: () => {
      faults = [];
      tell();
      ({ promise: cleared, resolve: tell } = untold());
    },
    all: () => faults,
    /** The oldest fault that applies to a call on `path`; counts it as used. */
    take(path: string): FaultPlan | null {
      const fault = faults.find((candidate) => candidate.path === undefined || path.includes(candidate.path));
      if (!fault) return null;
      if (fault.times !== undefined) {
        fault.times -= 1;
        if (fault.times <= 0) faults = faults.filter((other) => other !== fault);
      }
      const struck = { ...fault, cleared };
      // Each call hears the next one.
      if (fault.totals) fault.totals = [...fault.totals.slice(1), ...fault.totals.slice(0, 1)];
      return struck;
    },
  };
}

/** A promise with the function that settles it. */
function untold(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

export type Faults = ReturnType<typeof createFaults>;

const NUMBERS = {
  ...{ times: 1, status: 200, ms: 0, chunkBytes: 1, intervalMs: 0, megabytes: 0, levels: 1 },
  ...{ rows: 1, touch: 0, add: 0, remove: 0 },
} as const;
const OTHERS = ['path', 'mode', 'when', 'retryAfter', 'body', 'location', 'totals', 'currentPage'];
const KNOWN = new Set([...OTHERS, ...Object.keys(NUMBERS)]);
/** Fewer than the smallest page has, or walking it would not get on. */
const MOST_OVERLAP = 9;

const isCount = (value: unknown) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** A fault from a request body, or a sentence that says why not: a misspelt test should not pass by silence. */
export function parseFault(body: Fields): Fault | string {
  const unknown = Object.keys(body).find((key) => !KNOWN.has(key));
  if (unknown !== undefined) return `A fault has no field "${unknown}".`;
  const { mode } = body;
  if (!FAULT_MODES.includes(mode as FaultMode)) return `mode must be one of ${FAULT_MODES.join(', ')}.`;
  for (const [field, least] of Object.entries(NUMBERS)) {
    const value = body[field];
    if (value !== undefined && !(typeof value === 'number' && Number.isInteger(value) && value >= least)) {
      return `${field} must be a whole number from ${least} on.`;
    }
  }
  if (body.when !== undefined && body.when !== 'before-headers' && body.when !== 'mid-body') {
    return 'when must be before-headers or mid-body.';
  }
  for (const field of ['path', 'location']) {
    if (body[field] !== undefined && typeof body[field] !== 'string') return `${field} must be a string.`;
  }
  if (body.currentPage !== undefined && body.currentPage !== 'last' && body.currentPage !== 'asked') {
    return 'currentPage must be last or asked.';
  }
  const { totals } = body;
  const numbers = Array.isArray(totals) && totals.length > 0 && totals.every(isCount);
  if ((mode === 'wrong-total' || totals !== undefined) && !numbers) return 'totals must be a list of whole numbers.';
  if (typeof body.rows === 'number' && body.rows > MOST_OVERLAP) return `rows must be at most ${MOST_OVERLAP}.`;
  if (typeof body.status === 'number' && body.status > 599) return 'status must be at most 599.';
  if (body.retryAfter !== undefined && !['string', 'number'].includes(typeof body.retryAfter)) {
    return 'retryAfter must be a number of seconds or an HTTP date.';
  }
  return body as unknown as Fault;
}
