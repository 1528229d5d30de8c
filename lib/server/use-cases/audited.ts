import 'server-only';
import type { AuditAction, EffectAction, IntentDetail, OutcomeDetail } from '../../contracts/audit-details';
import { trail } from '../audit/instance';
import type { AuditContext } from '../audit/trail';
import { DeskError } from '../desk-error';
import { describeError, log } from '../log';
import { SentinelError } from '../sentinel/errors';
import { toDeskError } from '../to-desk-error';

interface Effect<A extends EffectAction, T> {
  action: A;
  customer?: string;
  intent: IntentDetail<A>;
  work: () => Promise<T>;
  /** What the outcome tells of a success. */
  outcome: (result: T) => OutcomeDetail<A>;
  /**
   * What happens when the outcome can't be written. `withhold`: no answer, as nothing may be seen that isn't recorded.
   * `answer`: the effect is done, and not telling the person would be worse; the intent stands, as "unknown outcome".
   */
  unrecorded: 'withhold' | 'answer';
}

/**
 * Audit before effect (architecture.md, decision 7): a durable intent, then the work, then its outcome.
 *
 * @throws DeskError `audit_unavailable`, before anything was done, when the intent can't be written; whatever `work` throws
 */
export async function audited<A extends EffectAction, T>(context: AuditContext, effect: Effect<A, T>): Promise<T> {
  const { action, customer, work, outcome, unrecorded } = effect;
  const about = customer === undefined ? {} : { customer };
  const intent = await trail()
    .intend(context, action, effect.intent, about)
    .catch((error) => {
      throw refused(action, error);
    });
  let result: T;
  try {
    result = await work();
  } catch (error) {
    // The failure is what the person must hear; without this row the trail says "unknown outcome", which is no lie.
    await trail()
      .conclude(intent, context, action, null, { ...about, outcome: outcomeOf(error) })
      .catch((unwritten) => refused(action, unwritten));
    throw error;
  }
  try {
    await trail().conclude(intent, context, action, outcome(result), about);
  } catch (error) {
    const refusal = refused(action, error);
    if (unrecorded === 'withhold') throw refusal;
  }
  return result;
}

/**
 * For what only shows something: does the work, then records it, and shows nothing that couldn't be recorded.
 * @throws DeskError `audit_unavailable`
 */
export async function recorded<A extends AuditAction, T>(
  context: AuditContext,
  event: {
    action: A;
    customer?: (result: T) => string;
    work: () => Promise<T>;
    detail: (result: T) => OutcomeDetail<A>;
  },
): Promise<T> {
  const { action, work, detail, customer } = event;
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await trail()
      .record(context, action, null, { outcome: outcomeOf(error) })
      .catch((unwritten) => refused(action, unwritten));
    throw error;
  }
  await trail()
    .record(context, action, detail(result), customer && { customer: customer(result) })
    .catch((error) => {
      throw refused(action, error);
    });
  return result;
}

function refused(action: AuditAction, error: unknown): DeskError {
  log().error({ event: 'audit', action, error: describeError(error) });
  return new DeskError('audit_unavailable');
}

/** How a failure is called in the trail: its error code, or `unknown` when it may have happened all the same. */
function outcomeOf(error: unknown): string {
  if (error instanceof SentinelError && error.mayHaveHappened) return 'unknown';
  if (error instanceof Error && error.name === 'AbortError') return 'client_left';
  return toDeskError(error).code;
}
