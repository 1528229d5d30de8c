import 'server-only';

/**
 * The searchable copy of Sentinel's customers in Postgres: searching, counting, expiring documents, exporting, keeping
 * in step with the vendor, and the contacts under which Sentinel finds a customer.
 *
 * The only file of this engine that code outside it may import; `scripts/server-rooms.test.ts` holds the rule.
 */

export { countMatches, countTotals } from './counts';
export { type ContactHolder, holdersOf, type Owners } from './exact';
export {
  countDocuments,
  countExpiring,
  countWorklist,
  expiringPage,
  type FoundExpiring,
  neighboursAmongExpiring,
} from './expiring';
export { EXPORTS_AT_ONCE, openExport } from './export';
export {
  findContacts,
  findKnownBeside,
  type Identifiers,
  isSameContact,
  type KnownContacts,
  type KnownCustomer,
  pruneRefusals,
  refuseContact,
  rememberIdentifiers,
  storedUuid,
} from './identifiers';
export { customerNames, knownPage, knownRecord } from './known';
export { countOf } from './neighbours';
export { type DirectoryQuery, readQuery, readWholeQuery } from './query';
export { neighboursIn, searchDirectory, similarRows, vendorRow } from './search';
export { mergedWith, type Noted, noteCustomer, noteOpened, noteRows } from './seen';
export { directoryReport, directoryStatus, statusNow } from './status';
export { isSyncingHere, startSyncer } from './syncer';
