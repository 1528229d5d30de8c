import 'server-only';
import { type Breaker, type BreakerOptions, type BreakerState, createBreaker } from './breaker';
import { type Bulkhead, createBulkhead, type PoolLimits, type PoolState } from './bulkhead';

/** Kinds of calls that have a pool, a breaker and a cap of their own. */
const CALL_KINDS = ['list', 'detail', 'images', 'write'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

const MEGABYTE = 1024 * 1024;

/** The longest answer of each kind, bytes: of images, several originals of 900 KB each as base64. */
export const MAX_BYTES: Record<CallKind, number> = {
  list: 4 * MEGABYTE,
  detail: 4 * MEGABYTE,
  images: 40 * MEGABYTE,
  write: 4 * MEGABYTE,
};

/** What reading and decoding one answer may take for a moment, beyond what the pool has promised to answers. */
const AT_WORK = MAX_BYTES.images;

/** When a person whose call was refused may try again, s. */
export const TRY_AGAIN_AFTER: Record<CallKind, number> = { list: 2, detail: 2, images: 5, write: 2 };

/** Our own choice, because the vendor states no limit. */
const LIMITS: Record<CallKind, PoolLimits> = {
  list: { running: 24, waiting: 100, patience: 5_000 },
  detail: { running: 24, waiting: 100, patience: 5_000 },
  images: { running: 4, waiting: 12, patience: 5_000 },
  write: { running: 8, waiting: 32, patience: 5_000 },
};

export interface CallPool {
  bulkhead: Bulkhead;
  breaker: Breaker;
}

export type CallPools = Record<CallKind, CallPool>;

/** What one pool does right now. */
export interface CallPoolState extends PoolState {
  kind: CallKind;
  breaker: BreakerState;
}

/**
 * The pools of one client.
 *
 * @param imageMemory bytes for the images of all answers, the work on them included
 * @param running the most calls of any kind at once, where it is less than ours
 */
export function createPools(
  breaker: BreakerOptions,
  imageMemory: number | undefined,
  running = Number.POSITIVE_INFINITY,
): CallPools {
  const memory = imageMemory !== undefined && { memory: { each: MAX_BYTES.images, all: imageMemory - AT_WORK } };
  const pool = (kind: CallKind): CallPool => {
    const limits = { ...LIMITS[kind], ...(kind === 'images' && memory) };
    limits.running = Math.min(limits.running, running);
    return { bulkhead: createBulkhead(limits), breaker: createBreaker(breaker) };
  };
  return { list: pool('list'), detail: pool('detail'), images: pool('images'), write: pool('write') };
}

/** Connections for as many calls as the pools let through. */
export const MAX_CONNECTIONS = CALL_KINDS.reduce((sum, kind) => sum + LIMITS[kind].running, 0);

export function statesOf(pools: CallPools): CallPoolState[] {
  return CALL_KINDS.map((kind) => ({
    kind,
    ...pools[kind].bulkhead.state(),
    breaker: pools[kind].breaker.state(),
  }));
}
