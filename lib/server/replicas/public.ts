import 'server-only';

/**
 * The processes of the desk: each tells in a row of its own that it is alive and how it does, and reads there what the
 * others say.
 *
 * The only file of this engine that code outside it may import; `scripts/server-rooms.test.ts` holds the rule.
 */

export { beat, hearOthers, pruneReplicas, refusedSince, replicaId, startHeartbeat } from './heartbeat';
export { type Replica, readReplicas } from './read';
export { isStopping } from './state';
