import 'server-only';
import type { CallerChecked } from '../../../contracts/approvals';
import {
  type CallerCheckMode,
  type CallerItem,
  CLOSING,
  PASSED_FOR_MINUTES,
  ROLES_CHECKING,
} from '../../../contracts/caller-check';
import type { AskedPurpose } from '../../../contracts/requests';
import type { GuardReason } from '../../../contracts/takeover';
import { alert } from '../../alerts/public';
import { type NewRequest, requestApproval } from '../../approvals/public';
import {
  type AuditContext,
  auditKeys,
  type CheckOnFile,
  type ContactHistory,
  readContactHistory,
} from '../../audit/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';
import { env } from '../../env';
import { scopeOf } from '../change-scope';
import { purposeOfRequest } from '../purpose';

/** What was done to a customer's contact lately. @throws DeskError `database_unavailable` */
export async function contactHistory(uuid: string): Promise<ContactHistory> {
  return await readContactHistory(db(), auditKeys(), uuid);
}

/** Whether forms offer a caller check (`CALLER_CHECK`). */
export function callerCheckMode(): CallerCheckMode {
  return env().CALLER_CHECK;
}

/** Whether this person has passed a caller check of this customer that still counts. */
export function callerChecked({ actor }: AuditContext, { checks }: ContactHistory): CallerChecked {
  if (env().CALLER_CHECK === 'off') return 'off';
  const passed = checks.some(
    ({ actorId, result, minutesAgo }) => actorId === actor.id && result === 'passed' && minutesAgo < PASSED_FOR_MINUTES,
  );
  return passed ? 'passed' : 'not-passed';
}

/** Whether a correction by this person needs a passed caller check. */
export function needsCallerCheck({ actor }: AuditContext): boolean {
  return env().CALLER_CHECK === 'required' && ROLES_CHECKING.some((role) => role === actor.role);
}

/** Until when wrong checks keep the caller check of a customer closed, ms since 1970; `null` while it is open. */
export function closedUntil(checks: readonly CheckOnFile[], now: number): number | null {
  const wrong = checks.filter(({ result, minutesAgo }) => result === 'wrong' && minutesAgo < CLOSING.withinMinutes);
  const ages = wrong.map(({ minutesAgo }) => minutesAgo).sort((one, other) => one - other);
  const deciding = ages[CLOSING.wrong - 1];
  return deciding === undefined ? null : now + (CLOSING.withinMinutes - deciding) * 60_000;
}

/** The items of a caller check that can't be used, as errors of form fields. */
export function refusedItems(items: readonly CallerItem[]): DeskError {
  const problems = items.map((item) => [
    item,
    item === 'birthDate'
      ? ({ code: 'not_a_birth_date' } as const)
      : item === 'oldPhone'
        ? ({ code: 'not_a_phone_number' } as const)
        : ({ code: 'too_short' } as const),
  ]);
  return new DeskError('invalid_request', undefined, { fields: Object.fromEntries(problems) });
}

/** Tells administrators of a change that a desk which only warns has let through. */
export async function tellWarned({ actor }: AuditContext, reason: GuardReason | undefined): Promise<void> {
  if (reason !== undefined && actor.id !== null) await alert('takeover-warned', { account: actor.id, reason });
}

type Asked = Pick<NewRequest, 'customer' | 'values' | 'callerCheck' | 'changes'> & { why: AskedPurpose | undefined };

/**
 * What the takeover guard makes of a change (`TAKEOVER_GUARD`). Under `enforce` the change waits for a second person.
 *
 * @returns the reason that the event of a change must name, where the desk only warns
 * @throws DeskError `approval_required`: the request waits; `purpose_required`; `audit_unavailable`: nothing waits
 */
export async function secondPerson(
  reason: GuardReason | null,
  audit: AuditContext,
  { why, ...asked }: Asked,
): Promise<GuardReason | undefined> {
  const mode = env().TAKEOVER_GUARD;
  if (reason === null || mode === 'off') return undefined;
  if (mode === 'warn') return reason;
  const makerId = audit.actor.id;
  if (makerId === null) throw new DeskError('forbidden');
  const purpose = await purposeOfRequest(audit, asked.customer, why);
  const approval = await requestApproval(scopeOf(audit), { ...asked, makerId, reason, purpose });
  throw new DeskError('approval_required', { code: 'waits_until', until: approval.until }, { approval });
}
