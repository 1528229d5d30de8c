import 'server-only';
import pg from 'pg';
import { type Appended, appendRows, type NewRow, READ_HEAD, type Run, TAKE_TURN } from './append';
import type { AuditKey } from './keys';

/** How long an event may take to become durable, ms. Later, whatever it was to precede is refused. */
export const ADMIT_WITHIN = 2_000;
/** Events that share one commit at most. They wait for no one: a batch is what came while the last one was written. */
const BATCH = 200;
/** How soon what is owed to the trail is tried again, ms. */
const RETRY = 1_000;
/** Beyond this the desk is not writing at all, and everybody is told so at once. */
const MAX_WAITING = 5_000;

/** An event could not be written in time. It may still have been, if the database's answer got lost. */
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
  /** Writes what waits, then takes no more. */
  close(): Promise<void>;
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
  /** An event that became durable after its writer had been refused: what the trail should say of it. Must not throw. */
  onLate?: (row: NewRow, seq: number) => NewRow | null;
}

/** A batch whose COMMIT was sent and was not answered with success. */
interface Doubtful {
  head: Appended;
  batch: Waiting[];
}

/**
 * The one writer of a process: a queue in front of one connection. What has gathered while a batch was being committed,
 * or while another process had its turn, goes into the next one, so that a disk flush is shared instead of queued for.
 * Across processes the advisory lock orders the batches.
 *
 * The connection has short limits of its own. A writer that stalls inside its transaction is ended by the server
 * (`idle_in_transaction_session_timeout`), because it holds everybody's turn.
 *
 * A COMMIT that got no answer may have happened. Everybody in it is refused; whoever has the next turn looks whether
 * the rows are there, and tells `onLate` of them. That look is sure: the lost transaction held the turn until it ended,
 * one way or the other. (If this process ends before, an intent stays without outcome: "unknown", as it then is.)
 */
export function createWriter({ url, key, onAppended, onLate }: WriterOptions): TrailWriter {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: ADMIT_WITHIN,
    statement_timeout: ADMIT_WITHIN,
    lock_timeout: ADMIT_WITHIN,
    query_timeout: ADMIT_WITHIN,
    idle_in_transaction_session_timeout: ADMIT_WITHIN,
    keepAlive: true,
  });
  pool.on('error', ignore);
  const queue: Waiting[] = [];
  let doubtful: Doubtful[] = [];
  let pumping: Promise<void> | undefined;
  let closed = false;

  const append = (row: NewRow) =>
    new Promise<number>((resolve, reject) => {
      if (closed) return reject(new TrailUnavailable('closed'));
      if (queue.length >= MAX_WAITING) return reject(new TrailUnavailable('too many events are waiting'));
      const timer = setTimeout(() => giveUp(entry), ADMIT_WITHIN);
      const entry: Waiting = { row, settled: false, resolve, reject, timer };
      queue.push(entry);
      wake();
    });

  function giveUp(entry: Waiting): void {
    const index = queue.indexOf(entry);
    // Not yet sent: it never will be. In flight, its fate is told by `onLate`.
    if (index >= 0) queue.splice(index, 1);
    refuse(entry);
  }

  function wake(): void {
    // Between the last look at the queue and `pumping = undefined` nothing else runs: no event is left lying.
    pumping ??= pump().finally(() => {
      pumping = undefined;
      if (queue.length > 0) wake();
      // Nobody else may come for hours, and the trail would say "unknown" of what is known.
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

  /** Takes these out of the queue, those that are still in it. */
  function leave(waiting: ReadonlySet<Waiting>): Waiting[] {
    const left = queue.filter((entry) => waiting.has(entry));
    queue.splice(0, queue.length, ...queue.filter((entry) => !waiting.has(entry)));
    return left;
  }

  /** Says a word that nobody waits for, until it is said. */
  function tell(word: NewRow): void {
    append(word).catch((error) => {
      // It had been said before: only the answer was lost.
      if (!closed && codeOf(error) !== UNIQUE_VIOLATION) setTimeout(() => tell(word), RETRY).unref();
    });
  }

  /**
   * Writes what `take` gives once it is this process's turn. Never throws: each entry hears how it went. When the turn
   * never came, `missed` gives those who hear so: whoever waited from its beginning. Who came later has a try of their
   * own, because what is nearly over for the first (a lock held, a connection lost) says nothing about it.
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
      // One row that the database can't hold must not take its neighbours with it.
      if (batch.length > 1 && isRowFault(error)) {
        for (const entry of batch) if (!entry.settled) await write(() => [entry]);
      } else for (const entry of batch) refuse(entry, error);
    }
  }

  function appended(head: Appended, batch: readonly Waiting[]): void {
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
    entry.settled = true;
    // A promise that is settled already stays as it is.
    entry.reject(new TrailUnavailable('not written in time', { cause }));
  }

  async function commit(take: () => Waiting[]): Promise<Appended | undefined> {
    const client = await pool.connect();
    // While it is ours the pool doesn't listen for its end, and an `error` without a listener ends the process.
    client.on('error', ignore);
    const run: Run = (text, values) => client.query(text, values);
    let sent: Doubtful | undefined;
    try {
      const begin = 'BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL synchronous_commit = on';
      // One trip, four statements, each with a snapshot of its own: that is how the simple protocol runs them.
      const results: unknown = await client.query(`${begin}; ${TAKE_TURN}; ${READ_HEAD}`);
      if (doubtful.length > 0) await resolveDoubts(run);
      const batch = take();
      const [first, ...rest] = batch.map(({ row }) => row);
      let head: Appended | undefined;
      if (first !== undefined) {
        const found = Array.isArray(results) ? results.at(-1)?.rows[0] : undefined;
        head = await appendRows((text, values) => client.query({ name: 'audit-append', text, values }), key, found, [
          first,
          ...rest,
        ]);
        sent = { head, batch };
      }
      await client.query('COMMIT');
      client.off('error', ignore);
      client.release();
      return head;
    } catch (error) {
      if (sent !== undefined) doubtful.push(sent);
      // Thrown away with its transaction; the lock goes with it.
      client.release(true);
      throw error;
    }
  }

  /** In our turn: which of the batches without an answer are there after all? */
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

  return { append, close };
}

const ignore = () => {};

const UNIQUE_VIOLATION = '23505';

/** Postgres' classes for bad data and broken constraints: the row's own fault. */
function isRowFault(error: unknown): boolean {
  return /^2[23]/.test(codeOf(error) ?? '');
}

/** The database's code, of an error or of what caused it. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause);
}
