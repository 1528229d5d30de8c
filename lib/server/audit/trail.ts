import 'server-only';
import { sql } from 'drizzle-orm';
import type { AuditActor } from '../../contracts/audit';
import type { AuditAction, EffectAction, IntentDetail, OutcomeDetail } from '../../contracts/audit-details';
import type { Database } from '../db/public';
import { traced } from '../trace/spans';
import { type NewRow, type Run, takeTurnAndAppend } from './append';
import type { Checkpointer, CheckpointState } from './checkpoints';
import { customerRef } from './customer-ref';
import type { KeyRing } from './keys';
import { ADMIT_WITHIN, createWriter, TrailUnavailable, type WriterState } from './writer';

/** The person, session and address behind a request: the same for every event of the request. */
export interface AuditContext {
  actor: AuditActor;
  sessionId: string | null;
  requestId: string | null;
  /** The client's address, as far as it can be known (`client-address.ts`). */
  address: string | null;
}

export interface EventOptions {
  /** The vendor's key of the customer whom the event is about. */
  customer?: string;
  /** `success` by default. */
  outcome?: string;
}

export interface TrailState extends WriterState {
  checkpoint: CheckpointState | null;
}

/** The one writer of audit events. Every method resolves once the event is durable, and throws TrailUnavailable. */
export interface Trail {
  keys: KeyRing;
  /** Records an event without an intent: a detail for a success, `null` and an outcome for a failure. */
  record<A extends AuditAction>(
    context: AuditContext,
    action: A,
    detail: OutcomeDetail<A> | null,
    options?: EventOptions,
  ): Promise<void>;
  /** Records an intent, before its effect. @returns the number that the outcome refers to */
  intend<A extends EffectAction>(
    context: AuditContext,
    action: A,
    detail: IntentDetail<A>,
    options?: EventOptions,
  ): Promise<number>;
  /** Records an outcome, after its effect: a detail for a success, `null` and an outcome for a failure. */
  conclude<A extends EffectAction>(
    intent: number,
    context: AuditContext,
    action: A,
    detail: OutcomeDetail<A> | null,
    options?: EventOptions,
  ): Promise<void>;
  /**
   * Records an event in the caller's transaction: the event and the change become durable together or not at all. Call
   * it last before the commit, because it holds the turn of all writers until then. It writes no checkpoint: the trail
   * does not learn whether the transaction commits, and a checkpoint of a row that was rolled back would accuse the
   * trail for ever. The next event of another transaction covers the row.
   */
  recordIn<A extends AuditAction>(
    transaction: Pick<Database, 'execute'>,
    context: AuditContext,
    action: A,
    detail: OutcomeDetail<A>,
    options?: EventOptions,
  ): Promise<void>;
  /** What the writer does right now, and when checkpoints were written; without a file for them, `null`. */
  state(): TrailState;
  close(): Promise<void>;
}

/**
 * Opens the trail of a database. One per process: inside the application that is `trail()` of `instance.ts`.
 *
 * @param options.url connects as the application's role
 */
export function openTrail(options: { url: string; keys: KeyRing; checkpoints?: Checkpointer | undefined }): Trail {
  const { url, keys, checkpoints } = options;
  const key = keys.current;
  const writer = createWriter({
    url,
    key,
    onAppended: (head) => checkpoints?.note(head),
    // The action was refused, so nothing was done. Without this outcome the trail would say "unknown".
    onLate: (row, seq) =>
      row.phase === 'intent'
        ? { ...row, phase: 'outcome', intentSeq: seq, outcome: 'audit_unavailable', detail: '{}' }
        : null,
  });

  const row = (
    context: AuditContext,
    action: AuditAction,
    detail: unknown,
    { customer, outcome = 'success' }: EventOptions,
    phase: 'intent' | 'outcome',
    intentSeq: number | null = null,
  ): NewRow => ({
    actorId: context.actor.id?.toLowerCase() ?? null,
    actorEmail: storable(context.actor.email),
    actorRole: storable(context.actor.role),
    sessionId: context.sessionId?.toLowerCase() ?? null,
    requestId: storable(context.requestId),
    address: storable(context.address?.slice(0, 64) ?? null),
    action,
    customer: customer === undefined ? null : customerRef(key, customer),
    phase,
    intentSeq,
    outcome: phase === 'intent' ? null : outcome,
    detail: storable(JSON.stringify(detail ?? {})) ?? '{}',
  });

  const append = (event: NewRow) => {
    const about = { 'desk.audit.action': event.action, 'desk.audit.phase': event.phase };
    return traced('audit append', 'internal', about, () => writer.append(event));
  };

  return {
    keys,
    record: async (context, action, detail, options = {}) => {
      await append(row(context, action, detail, options, 'outcome'));
    },
    intend: (context, action, detail, options = {}) => append(row(context, action, detail, options, 'intent')),
    conclude: async (intent, context, action, detail, options = {}) => {
      await append(row(context, action, detail, options, 'outcome', intent));
    },
    recordIn: async (transaction, context, action, detail, options = {}) => {
      const run = runIn(transaction);
      try {
        // Postgres ends a stalled transaction that holds the turn of all writers, and this transaction waits for the
        // turn as long as every other writer.
        await run('SET LOCAL idle_in_transaction_session_timeout = 5000', []);
        await run(`SET LOCAL lock_timeout = ${ADMIT_WITHIN}`, []);
        await run('SET LOCAL synchronous_commit = on', []);
        await takeTurnAndAppend(run, key, [row(context, action, detail, options, 'outcome')]);
      } catch (cause) {
        throw new TrailUnavailable('not written', { cause });
      }
    },
    state: () => ({ ...writer.state(), checkpoint: checkpoints?.state() ?? null }),
    close: async () => {
      await writer.close();
      await checkpoints?.close();
    },
  };
}

/**
 * Text as Postgres gives it back: without NUL and without half of a surrogate pair, so clip a text before this call.
 * Other text would be read differently than it was hashed, and would look like tampering. Uuids are in lower case for
 * the same reason.
 */
function storable<T extends string | null>(text: T): T {
  return (text === null ? null : Buffer.from(text.replaceAll('\0', '\ufffd')).toString()) as T;
}

/** Runs a statement with numbered placeholders through drizzle, which writes placeholders of its own. */
function runIn(transaction: Pick<Database, 'execute'>): Run {
  return (text, values) => {
    const [head = '', ...rest] = text.split(/\$\d+/);
    const query = rest.reduce(
      (built, part, index) => sql`${built}${sql.param(values[index])}${sql.raw(part)}`,
      sql.raw(head),
    );
    return transaction.execute(query);
  };
}
