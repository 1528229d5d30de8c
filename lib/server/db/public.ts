import 'server-only';

/**
 * Postgres: the pools, the tables, and turns across replicas.
 *
 * The only file of this engine that code outside it may import; `scripts/server-rooms.test.ts` holds the rule.
 */

export { approvals } from './approvals-schema';
export { alerts, budgetCustomers, budgetGrants, budgetLeases, budgetMeters } from './budget-schema';
export { type Database, db, isReachable, openDatabase } from './client';
export { createClient, openPool } from './connection';
export {
  DIRECTORY_ORDERS,
  directoryCustomers,
  directoryExpiringTallies,
  directoryTallies,
} from './directory-schema';
export { hasTables, mayWrite } from './ready';
export {
  accessPurposes,
  accountIdentities,
  accountLinks,
  accounts,
  auditDeferred,
  auditEvents,
  customerIdentifiers,
  customerRefusals,
  passkeyChallenges,
  passkeys,
  recoveryCodes,
  reviewFindings,
  reviewPlace,
  sessions,
  signInFailures,
} from './schema';
export { inTurn } from './turn';
