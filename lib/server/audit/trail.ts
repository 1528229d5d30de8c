import 'server-only';
import { sql } from 'drizzle-orm';
import type { AuditActor } from '../../contracts/audit';
import type { AuditAction, EffectAction, IntentDetail, OutcomeDetail } from '../../contracts/audit-details';
import type { Database } from '../db/public';
import { type NewRow, type Run, takeTurnAndAppend } from './append';
import type { Checkpointer } from './checkpoints';
import { customerRef } from './customer-ref';
import type { KeyRing } from './keys';
import { ADMIT_WITHIN, createWriter, TrailUnavailable } from './writer';

/** Who asks, and how: the same for every event of a request. */
export interface AuditContext {
  actor: AuditActor;
  sessionId: string | null;
  requestId: string | null;
  /** The client's, as far as it can be known (`client-address.ts`). */
  address: string | null;
}

export interface EventOptions {
  /** The vendor's key of the customer it is about. */
  customer?: string;
  /** `success` unless told otherwise. */
  outcome?: string;
}

/** The one writer of audit events. Every method resolves once the event is durable, and throws TrailUnavailable. */
export interface Trail {
  keys: KeyRing;
  /** An event without an effect to wait for, or after one that failed: then without a detail. */
  record<A extends AuditAction>(
    context: AuditContext,
    action: A,
    detail: OutcomeDetail<A> | null,
    options?: EventOptions,
  ): Promise<void>;
  /** Before an effect. @returns the number that its outcome refers to */
  intend<A extends EffectAction>(
    context: AuditContext,
    action: A,
    detail: IntentDetail<A>,
    options?: EventOptions,
  ): Promise<number>;
  /** After the effect: `detail` for a success, `null` and an outcome for a failure. */
  conclude<A extends EffectAction>(
    intent: number,
    context: AuditContext,
    action: A,
    detail: OutcomeDetail<A> | null,
    options?: EventOptions,
  ): Promise<void>;
  /**
   * Within somebody else's transaction: the event and what it tells of become durable together or not at all. The last
   * statement before the commit, since it takes everybody's turn until then. No checkpoint comes of it, because nobody
   * here learns whether the transaction commits, and a checkpoint of a row that was rolled back would accuse the trail
   * for ever; the next event of any other kind covers this one.
   */
  recordIn<A extends AuditAction>(
    transaction: Pick<Database, 'execute'>,
    context: AuditContext,
    action: A,
    detail: OutcomeDetail<A>,
    options?: EventOptions,
  ): Promise<void>;
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
    // Its action was refused: nothing was done, and the trail should not say "unknown".
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

  return {
    keys,
    record: async (context, action, detail, options = {}) => {
      await writer.append(row(context, action, detail, options, 'outcome'));
    },
    intend: (context, action, detail, options = {}) => writer.append(row(context, action, detail, options, 'intent')),
    conclude: async (intent, context, action, detail, options = {}) => {
      await writer.append(row(context, action, detail, options, 'outcome', intent));
    },
    recordIn: async (transaction, context, action, detail, options = {}) => {
      const run = runIn(transaction);
      try {
        // A stalled holder of everybody's turn is ended by the server, and nobody waits longer for it than others do.
        await run('SET LOCAL idle_in_transaction_session_timeout = 5000', []);
        await run(`SET LOCAL lock_timeout = ${ADMIT_WITHIN}`, []);
        await run('SET LOCAL synchronous_commit = on', []);
        await takeTurnAndAppend(run, key, [row(context, action, detail, options, 'outcome')]);
      } catch (cause) {
        throw new TrailUnavailable('not written', { cause });
      }
    },
    close: async () => {
      await writer.close();
      await checkpoints?.close();
    },
  };
}

/**
 * Text as Postgres gives it back: no NUL, no half of a surrogate pair (so it is clipped before, never after). Anything
 * else would be hashed as one thing and read as another, and look like tampering; uuids are in lower case for the same
 * reason.
 */
function storable<T extends string | null>(text: T): T {
  return (text === null ? null : Buffer.from(text.replaceAll('\0', '\ufffd')).toString()) as T;
}

/** Our statements have numbered placeholders; drizzle writes its own. */
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
