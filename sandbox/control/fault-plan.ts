export const FAULT_MODES = [
  'status',
  'echo',
  'delay',
  'hold',
  'hang',
  'reset',
  'truncate',
  'html',
  'drip',
  'oversize',
  'half-close',
  'malformed',
  'deep',
  'heavy',
  'gzip-bomb',
  'redirect',
  'wrong-types',
  'only-uuid',
  'no-uuid',
  'wrong-person',
  'escaped-slashes',
  'repeated-keys',
  'wrong-total',
  'last-page-again',
  'overlap',
  'twice',
  'churn',
] as const;

export type FaultMode = (typeof FAULT_MODES)[number];

/** These stand in for the answer: the call is not carried out. All others carry it out, then spoil the answer. */
export const REPLACING_MODES: readonly FaultMode[] = ['status', 'echo', 'html', 'redirect'];

/** How one answer goes wrong; README.md has the table of modes and the fields each one reads. */
export interface FaultPlan {
  mode: FaultMode;
  status?: number;
  retryAfter?: number | string;
  body?: unknown;
  ms?: number;
  when?: 'before-headers' | 'mid-body';
  chunkBytes?: number;
  intervalMs?: number;
  megabytes?: number;
  levels?: number;
  location?: string;
  totals?: number[];
  currentPage?: 'last' | 'asked';
  rows?: number;
  touch?: number;
  add?: number;
  remove?: number;
  /** Settled when the faults are cleared, for the fault that lasts so long. */
  cleared?: Promise<void>;
}
