import 'server-only';

/**
 * The audit trail: the one writer, the reader, the export and the verifier of the hash chain.
 *
 * The only file of this engine that code outside it may import; `scripts/server-rooms.test.ts` holds the rule.
 */

export { appendCheckpoint } from './checkpoints';
export { type CheckOnFile, type ContactHistory, readContactHistory } from './contact-history';
export { type DeferrableAction, deferEvent, orDeferred, tellDeferred } from './deferred-events';
export { type ExportDatabase, openEventsFile } from './export';
export { readTrailFacts } from './facts';
export { trail } from './instance';
export { auditKeys, fingerprint, type KeyRing } from './keys';
export { readLastLinks } from './last-links';
export { masked } from './mask';
export { type ActionCount, countActions, eventsOfActions } from './month';
export { hasOpened, wasNoteDeleted } from './own-opening';
export { readChainStatus, readEntries, readOfCustomer } from './read';
export { oldEvents, removeEvents } from './removal';
export { type AuditScope, filterNames } from './select';
export type { AuditContext, EventOptions, Trail } from './trail';
export { readUntoldRoles } from './untold-roles';
export { type Verdict, verifyTrail } from './verify';
export { wasViewRemoved } from './view-events';
export { ADMIT_WITHIN, TrailUnavailable } from './writer';
