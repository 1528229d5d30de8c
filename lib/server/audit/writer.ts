import 'server-only';
import type { PoolClient } from 'pg';
import { openPool } from '../db/public';
import {
  type Appended,
  appendNext,
  appendRows,
  type NewRow,
  PREPARE_NEXT,
  READ_HEAD,
  type Remembered,
  type Run,
  TAKE_TURN,
} from './append';
import type { AuditKey } from './keys';

/** How long an event may take to become durable, ms. After that the action is refused. */
export const ADMIT_WITHIN = 2_000;
/**
 * The most events that share one commit. Events never wait for a batch to fill: a batch is what came while the last one
 * was written.
 */
const BATCH = 200;
/** The interval between attempts to write an event that the trail still lacks, ms. */
const RETRY = 1_000;
/** With more waiting events than this, the database takes none, and new events are refused at once. */
const MAX_WAITING = 5_000;

/** After another process has appended, the chain's end is read before each batch for this time, ms. */
const SHARED_FOR = 250;

/** An event could not be written in time. It may be durable all the same, if the database's answer got lost. */
export class TrailUnavailable extends Error {
  override readonly name = 'TrailUnavailable';
}

export interface TrailWriter {
  /**
   * Appends one event, durably.
   * @returns its number
   * @throws TrailUnavailable after {@link ADMIT_WITHIN} or when the database refuses
   */
  append(row: NewRow): Promise<number>;
  state(): WriterState;
  /** Writes the waiting events, then takes no more. */
  close(): Promise<void>;
}

/** What a writer does right now. Times are ms since 1970; 0 for never. */
export interface WriterState {
  /** Events that were not sent to the database yet. */
  waiting: number;
  /** Events that were not written in time, since the start. */
  failures: number;
  lastFailure: number;
  lastWritten: number;
}

interface Waiting {
  row: NewRow;
  settled: boolean;
  resolve: (seq: number) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

export interface WriterOptions {
  /** Connects as the application's role. */
  url: string;
  key: AuditKey;
  /** After each commit: the new head of the chain. Must not throw. */
  onAppended?: (head: Appended) => void;
  /**
   * Called for an event that became durable after its caller had been refused. @returns the event to write about it.
   * Must not throw.
   */
  onLate?: (row: NewRow, seq: number) => NewRow | null;
}

/** A batch whose COMMIT was sent and was not answered with success. */
interface Doubtful {
  head: Appended;
  batch: Waiting[];
}

/**
 * The one writer of a process: a queue in front of one connection. Events that came while a batch was being committed,
 * or while another process had its turn, go into the next batch and share its disk flush. Across processes the advisory
 * lock orders the batches.
 *
 * The connection has short limits of its own. Postgres ends a writer that stalls inside its transaction
 * (`idle_in_transaction_session_timeout`), because it holds the turn of all writers.
 *
 * A process that writes alone needs one trip for a batch: it remembers the end of the chain, and the insert says where
 * it must still be (`appendNext`). Else it takes the turn, reads the end, inserts and commits, in three trips.
 *
 * A COMMIT that got no answer may have happened. All its events are refused. In its next turn the writer looks whether
 * the rows are there, and calls `onLate` for those. The look is reliable, because the lost transaction held the turn
 * until it ended. If this process ends earlier, an intent stays without an outcome, which reads as "unknown".
 */
export function createWriter({ url, key, onAppended, onLate }: WriterOptions): TrailWriter {
  const pool = openPool(url, 1, {
    connectWithin: ADMIT_WITHIN,
    statementWithin: ADMIT_WITHIN,
    answerWithin: ADMIT_WITHIN,
    settings: `-c lock_timeout=${ADMIT_WITHIN} -c idle_in_transaction_session_timeout=${ADMIT_WITHIN}
      -c synchronous_commit=on`,
  });
  const queue: Waiting[] = [];
  let doubtful: Doubtful[] = [];
  /** The end of the chain, as long as no other process has appended and nothing has failed. */
  let remembered: Remembered | undefined;
  let sharedUntil = 0;
  const prepared = new WeakSet<object>();
  let pumping: Promise<void> | undefined;
  let closed = false;
  const told = { failures: 0, lastFailure: 0, lastWritten: 0 };

  const append = async (row: NewRow) => {
    if (closed) throw new TrailUnavailable('closed');
    return await enqueue(row);
  };

  const enqueue = (row: NewRow) =>
    new Promise<number>((resolve, reject) => {
      if (queue.length >= MAX_WAITING) return reject(new TrailUnavailable('too many events are waiting'));
      const timer = setTimeout(() => giveUp(entry), ADMIT_WITHIN);
      const entry: Waiting = { row, settled: false, resolve, reject, timer };
      queue.push(entry);
      wake();
    });

  function giveUp(entry: Waiting): void {
    const index = queue.indexOf(entry);
    // An event that was not sent yet is dropped. For an event in flight, `onLate` will tell whether it became durable.
    if (index >= 0) queue.splice(index, 1);
    refuse(entry);
  }

  function wake(): void {
    // No other code runs between the last look at the queue and `pumping = undefined`, so no event is left in the
    // queue.
    pumping ??= pump().finally(() => {
      pumping = undefined;
      if (queue.length > 0) wake();
      // The next event may be hours away, and until then the trail would say "unknown".
      else if (doubtful.length > 0 && !closed) setTimeout(wake, RETRY).unref();
    });
  }

  async function pump(): Promise<void> {
    do {
      const waiting = new Set(queue);
      await write(
        () => queue.splice(0, BATCH),
        () => leave(waiting),
      );
    } while (queue.length > 0);
  }

  /** Takes the given events out of the queue, as far as they are still in it. */
  function leave(waiting: ReadonlySet<Waiting>): Waiting[] {
    const left = queue.filter((entry) => waiting.has(entry));
    queue.splice(0, queue.length, ...queue.filter((entry) => !waiting.has(entry)));
    return left;
  }

  /** Writes an event that no caller waits for, also while the writer closes, and repeats it until it is durable. */
  function tell(word: NewRow): void {
    enqueue(word).catch((error) => {
      // A unique violation means that it was written before and only the answer was lost.
      if (!closed && codeOf(error) !== UNIQUE_VIOLATION) setTimeout(() => tell(word), RETRY).unref();
    });
  }

  /**
   * Writes the events that `take` gives, once it is this process's turn. Never throws: each event is resolved or
   * rejected. When the turn does not come, the events of `missed` are rejected: those that waited from the beginning.
   * Later events get an attempt of their own, because the obstacle (a held lock, a lost connection) may be gone by
   * then.
   */
  async function write(take: () => Waiting[], missed = take): Promise<void> {
    let batch: Waiting[] = [];
    try {
      const head = await commit(() => {
        batch = take();
        return batch;
      });
      if (head !== undefined) appended(head, batch);
    } catch (error) {
      if (batch.length === 0) batch = missed();
      // One row that Postgres refuses must not fail the other rows of its batch.
      if (batch.length > 1 && isRowFault(error)) {
        for (const entry of batch) if (!entry.settled) await write(() => [entry]);
      } else for (const entry of batch) refuse(entry, error);
    }
  }

  function appended(head: Appended, batch: readonly Waiting[]): void {
    told.lastWritten = Date.now();
    const before = head.seq - batch.length;
    for (const [index, entry] of batch.entries()) settle(entry, before + 1 + index);
    onAppended?.(head);
  }

  function settle(entry: Waiting, seq: number): void {
    clearTimeout(entry.timer);
    const late = entry.settled;
    entry.settled = true;
    if (!late) entry.resolve(seq);
    const word = late && onLate?.(entry.row, seq);
    if (word) tell(word);
  }

  function refuse(entry: Waiting, cause?: unknown): void {
    clearTimeout(entry.timer);
    if (!entry.settled) {
      told.failures += 1;
      told.lastFailure = Date.now();
    }
    entry.settled = true;
    // Rejecting a settled promise has no effect.
    entry.reject(new TrailUnavailable('not written in time', { cause }));
  }

  async function commit(take: () => Waiting[]): Promise<Appended | undefined> {
    const client = await pool.connect();
    // The pool does not listen for errors of a connection in use, and an `error` event without a listener ends the
    // process.
    client.on('error', ignore);
    const end = doubtful.length === 0 && performance.now() >= sharedUntil ? remembered : undefined;
    remembered = undefined;
    try {
      if (end === undefined) {
        remembered = await commitInTurn(client, take);
      } else {
        if (!prepared.has(client)) await client.query(PREPARE_NEXT);
        prepared.add(client);
        const batch = take();
        remembered = await commitNext(client, end, batch);
        if (remembered === undefined && batch.length > 0) {
          sharedUntil = performance.now() + SHARED_FOR;
          remembered = await commitInTurn(client, () => batch);
        }
      }
      client.off('error', ignore);
      client.release();
      return remembered;
    } catch (error) {
      // Destroys the connection, and with it the transaction and the lock.
      client.release(true);
      throw error;
    }
  }

  /** Takes the turn, reads the end of the chain, appends and commits. @returns the new end; without events nothing */
  async function commitInTurn(client: PoolClient, take: () => Waiting[]): Promise<Remembered | undefined> {
    const run: Run = (text, values) => client.query(text, values);
    const begin = 'BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL synchronous_commit = on';
    // One round trip for four statements. The simple protocol gives each a snapshot of its own.
    const results: unknown = await client.query(`${begin}; ${TAKE_TURN}; ${READ_HEAD}`);
    if (doubtful.length > 0) await resolveDoubts(run);
    const batch = take();
    const [first, ...rest] = batch.map(({ row }) => row);
    if (first === undefined) {
      await client.query('COMMIT');
      return undefined;
    }
    const found = Array.isArray(results) ? results.at(-1)?.rows[0] : undefined;
    const insert: Run = (text, values) => client.query({ name: 'audit-append', text, values });
    const head = await appendRows(insert, key, found, [first, ...rest]);
    await sending({ head, batch }, client.query('COMMIT'));
    return head;
  }

  /** Appends in one trip. @returns the new end; nothing when the chain does not end where this process remembers */
  async function commitNext(client: PoolClient, end: Remembered, batch: Waiting[]): Promise<Remembered | undefined> {
    const [first, ...rest] = batch.map(({ row }) => row);
    if (first === undefined) return undefined;
    const { text, last } = appendNext(key, end, [first, ...rest]);
    // Without BEGIN the message is one transaction. The server says that it is ready once the transaction is on the disk.
    const results: unknown = await sending({ head: last, batch }, client.query(text));
    return Array.isArray(results) && results.at(-1)?.rowCount === batch.length ? last : undefined;
  }

  /** Waits for the answer to a commit. Without an answer the batch may be durable, unless Postgres refused a row. */
  async function sending<T>(sent: Doubtful, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (!isRowFault(error)) doubtful.push(sent);
      throw error;
    }
  }

  /** Finds, in our turn, which batches without an answer became durable. */
  async function resolveDoubts(run: Run): Promise<void> {
    for (const { head, batch } of doubtful) {
      const { rows } = await run('SELECT 1 FROM audit_events WHERE seq = $1 AND hash = $2', [head.seq, head.hash]);
      doubtful = doubtful.filter((one) => one.head !== head);
      if (rows.length > 0) appended(head, batch);
    }
  }

  const close = async () => {
    closed = true;
    while (pumping !== undefined) await pumping;
    await pool.end();
  };

  return { append, state: () => ({ waiting: queue.length, ...told }), close };
}

const ignore = () => {};

const UNIQUE_VIOLATION = '23505';

/** Whether the row itself is at fault: Postgres' error classes for bad data and broken constraints. */
function isRowFault(error: unknown): boolean {
  return /^2[23]/.test(codeOf(error) ?? '');
}

/** The database's code of an error or of its cause. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause);
}
