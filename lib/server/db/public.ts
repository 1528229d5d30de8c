import 'server-only';

/**
 * Postgres: the pools, the tables, and turns across replicas.
 *
 * The only file of this engine that code outside it may import; `scripts/server-rooms.test.ts` holds the rule.
 */

export { approvals } from './approvals-schema';
export { alerts, budgetCustomers, budgetGrants, budgetLeases, budgetMeters } from './budget-schema';
export { type Database, db, isReachable, openDatabase } from './client';
export { customerNotes, customerViewings, noteMentions } from './colleagues-schema';
export { createClient, openPool } from './connection';
export {
  DIRECTORY_ORDERS,
  directoryCustomers,
  directoryExpiringTallies,
  directoryTalliedWeeks,
  directoryTallies,
  SKIPPED_AT_MOST,
} from './directory-schema';
export { readDatabaseFacts } from './facts';
export { countOld, type OldRecord, removeOld } from './old-records';
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
export { expiringMarks, savedViews } from './worklist-schema';
