import 'server-only';
import { type Begun, endRequest, takeBackRequest } from '../../approvals/public';
import type { AuditContext } from '../../audit/public';
import { describeError, log } from '../../log';
import { outcomeOf } from '../audited';
import { scopeOf } from '../change-scope';

/** Failures that a second attempt would meet as well. */
const FINAL = [
  'changed_meanwhile',
  'contact_in_use',
  'contact_refused',
  'invalid_request',
  'not_found',
  'wrong_person',
];
/** Failures before anything was written, that a second attempt may overcome. Any other outcome counts as unknown. */
const BEFORE_THE_WRITE = [
  ...['busy', 'audit_unavailable', 'unauthenticated', 'forbidden', 'sentinel_credentials', 'sentinel_refused'],
  ...['sentinel_malformed', 'sentinel_rate_limited', 'sentinel_timeout', 'sentinel_unavailable'],
];

/**
 * Carries out an approved effect, once, and keeps in the request how it ended. A process that dies meanwhile leaves the
 * request in state `approving`, which becomes an unknown outcome (`approvals/overdue.ts`): nothing tries it again.
 *
 * @param sealed the values, for a request that waits again; `null` for a link, whose approval waits again
 * @throws whatever `work` throws
 */
export async function carryOut<T>(
  audit: AuditContext,
  begun: Begun,
  sealed: string | null,
  work: () => Promise<T>,
): Promise<T> {
  const scope = scopeOf(audit);
  let result: T;
  try {
    result = await work();
  } catch (error) {
    const outcome = outcomeOf(error);
    if (FINAL.includes(outcome)) await said(() => endRequest(scope, begun, 'failed', outcome));
    else if (BEFORE_THE_WRITE.includes(outcome)) await said(() => takeBackRequest(scope.db, begun, sealed));
    else await said(() => endRequest(scope, begun, 'unknown'));
    throw error;
  }
  await said(() => endRequest(scope, begun, 'written'));
  return result;
}

/** The effect has happened or not, whatever becomes of this: without its word the request has an unknown outcome. */
async function said(work: () => Promise<void>): Promise<void> {
  await work().catch((error) => log().error({ event: 'approval', error: describeError(error) }));
}
