import 'server-only';
import type { AuditAction, EffectAction, IntentDetail, OutcomeDetail } from '../../contracts/audit-details';
import { type AuditContext, type EventOptions, type Trail, trail } from '../audit/public';
import { DeskError } from '../desk-error';
import { describeError, log } from '../log';
import { SentinelError } from '../sentinel/public';
import { toDeskError } from '../to-desk-error';
import { type Done, spendFor } from './spending';

interface Effect<A extends EffectAction, T> {
  action: A;
  customer?: string;
  intent: IntentDetail<A>;
  /** @param intent the number of the intent's event */
  work: (intent: number) => Promise<T>;
  /** The outcome's detail after a success. */
  outcome: (result: T) => OutcomeDetail<A>;
  /** Work that the answer waits for and the outcome doesn't tell of. It runs beside the outcome's row. Must not throw. */
  beside?: (result: T) => Promise<void>;
  /** The outcome's detail after a failure; none unless given. */
  failed?: () => OutcomeDetail<A> | null;
  /**
   * What happens when the outcome cannot be written. `withhold`: no answer, because a look that isn't recorded must
   * show nothing. `answer`: the effect is done, and hiding it would make the person repeat it; the intent stands as
   * "unknown outcome".
   */
  unrecorded: 'withhold' | 'answer';
  /** The use case has spent the action's budget itself: frees the place of work that it took. */
  spent?: Done;
  /** Where the events go; the application's own trail and log unless given. */
  recorder?: Recorder;
}

/**
 * Audit before effect (docs/decisions.md, decision 7): a durable intent, then the work, then its outcome. A file that
 * is read while it is sent goes through `auditedFile` instead.
 *
 * @throws DeskError `budget_spent`, before anything was done or recorded; `audit_unavailable`, before anything was done,
 *   when the intent cannot be written; whatever `work` throws
 */
export async function audited<A extends EffectAction, T>(context: AuditContext, effect: Effect<A, T>): Promise<T> {
  const { action, customer, work, outcome, beside, failed, unrecorded, recorder = application() } = effect;
  const about = customer === undefined ? {} : { customer };
  const done = effect.spent ?? (await spendFor(context, action, customer));
  const intent = await intend(recorder, context, action, effect.intent, about).catch(async (error) => {
    await done();
    throw error;
  });
  let result: T;
  try {
    result = await work(intent);
  } catch (error) {
    const told = { ...about, outcome: outcomeOf(error) };
    await Promise.all([concludeFailure(recorder, intent, context, action, failed?.() ?? null, told), done()]);
    throw error;
  }
  // Beside the outcome: each of the two takes a trip to the database.
  const freed = done();
  try {
    const concluded = recorder.trail.conclude(intent, context, action, outcome(result), about);
    await Promise.all([concluded, beside && onceSent().then(() => beside(result)), freed]);
  } catch (error) {
    const refusal = notWritten(recorder, action, error);
    if (unrecorded === 'withhold') throw refusal;
  }
  return result;
}

/**
 * For an action that only shows something: does the work, then records it, and shows nothing that could not be
 * recorded.
 * @throws DeskError `budget_spent`, before anything was done; `audit_unavailable`; whatever `work` throws
 */
export async function recorded<A extends AuditAction, T>(
  context: AuditContext,
  event: {
    action: A;
    customer?: (result: T) => string;
    work: () => Promise<T>;
    detail: (result: T) => OutcomeDetail<A>;
    /** Work that the answer waits for and the event doesn't tell of. It runs beside the event's row. Must not throw. */
    beside?: (result: T) => Promise<void>;
    /** The detail after a failure; none unless given. */
    failed?: () => OutcomeDetail<A> | null;
    /** Whether the event was written during the work, because something was shown by then. */
    isRecorded?: () => boolean;
    /** A part of an answer whose budget is spent already. */
    isSpent?: true;
  },
): Promise<T> {
  if (!event.isSpent) await spendFor(context, event.action);
  const { action, work, detail, customer, beside, failed, isRecorded } = event;
  let result: T;
  try {
    result = await work();
  } catch (error) {
    if (isRecorded?.()) throw error;
    await trail()
      .record(context, action, failed?.() ?? null, { outcome: outcomeOf(error) })
      .catch((unwritten) => notWritten(application(), action, unwritten));
    throw error;
  }
  if (isRecorded?.()) {
    await beside?.(result);
    return result;
  }
  const written = trail()
    .record(context, action, detail(result), customer && { customer: customer(result) })
    .catch((error) => {
      throw notWritten(application(), action, error);
    });
  await Promise.all([written, beside && onceSent().then(() => beside(result))]);
  return result;
}

/**
 * Once the event's statement is on its way: the pool hands its connection out after the code of this turn, and what is
 * reckoned beside the event would delay the event by its time.
 */
function onceSent(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Where events go, and where their failures are reported. */
export interface Recorder {
  trail: Trail;
  report: (failure: { event: string; action: AuditAction; error: Record<string, unknown> }) => void;
}

/** The application's own trail and log. A program of the command line has others. */
export function application(): Recorder {
  return { trail: trail(), report: (failure) => log().error(failure) };
}

/** Writes the intent of an effect. @returns its number @throws DeskError `audit_unavailable`: nothing may be done */
export async function intend<A extends EffectAction>(
  recorder: Recorder,
  context: AuditContext,
  action: A,
  detail: IntentDetail<A>,
  about: EventOptions = {},
): Promise<number> {
  return await recorder.trail.intend(context, action, detail, about).catch((error) => {
    throw notWritten(recorder, action, error);
  });
}

/**
 * Writes the outcome of a failed effect. The caller must hear of that failure, so a failing write is only logged: the
 * trail then says "unknown outcome", which is true.
 */
export async function concludeFailure<A extends EffectAction>(
  recorder: Recorder,
  intent: number,
  context: AuditContext,
  action: A,
  detail: OutcomeDetail<A> | null,
  options: EventOptions,
): Promise<void> {
  await recorder.trail
    .conclude(intent, context, action, detail, options)
    .catch((error) => notWritten(recorder, action, error));
}

/** Reports that an event could not be written, and gives the error that a person may read. */
export function notWritten({ report }: Recorder, action: AuditAction, error: unknown): DeskError {
  report({ event: 'audit', action, error: describeError(error) });
  // The cause says to a program of the command line why, for example that the disk is full.
  return Object.assign(new DeskError('audit_unavailable'), { cause: error });
}

/** The outcome of an effect whose caller has gone. */
export const CLIENT_LEFT = 'client_left';

/** A failure's outcome in the trail: its error code, or `unknown` when the effect may have happened all the same. */
export function outcomeOf(error: unknown): string {
  if (error instanceof SentinelError && error.mayHaveHappened) return 'unknown';
  if (error instanceof Error && error.name === 'AbortError') return CLIENT_LEFT;
  return toDeskError(error).code;
}
