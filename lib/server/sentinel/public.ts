import 'server-only';

/**
 * The vendor: one function per call, its errors, and the customers as Sentinel answers them. Owns transport, wire
 * schemas and credentials; nothing else in the desk knows Sentinel's addresses.
 *
 * The only file of this engine that code outside it may import; `scripts/server-rooms.test.ts` holds the rule.
 */

export type { Sentinel } from './calls';
export type { SentinelCustomer, SentinelPage, SentinelRow } from './customer';
export { SentinelError } from './errors';
export type { RevealedImages } from './images';
export {
  credentialsState,
  foregroundCalls,
  poolStates,
  probeCredentials,
  sentinel,
  syncSentinel,
} from './instance';
