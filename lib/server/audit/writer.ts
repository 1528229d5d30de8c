import 'server-only';
import pg from 'pg';
import { type Appended, appendRows, type NewRow, READ_HEAD, TAKE_TURN } from './append';
import type { AuditKey } from './keys';

/** How long an event may take to become durable, ms. Later, whatever it was to precede is refused. */
export const ADMIT_WITHIN = 2_000;
/** Events that share one commit at most. They wait for no one: a batch is what came while the last one was written. */
const BATCH = 200;
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
  /** After each commit: the new head of the chain. */
  onAppended?: (head: Appended) => void;
  /** An intent that was committed after its action had been refused: says so in the trail. */
  onLate?: (row: NewRow, seq: number) => NewRow | null;
}

/**
 * The one writer of a process: a queue in front of one connection. What has gathered while a batch was being committed
 * goes into the next one, so that a disk flush is shared instead of queued for. Across processes the advisory lock
 * orders the batches.
 *
 * The connection has short limits of its own. A writer that stalls inside its transaction is ended by the server
 * (`idle_in_transaction_session_timeout`), because it holds everybody's turn.
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
  pool.on('error', () => {});
  const queue: Waiting[] = [];
  let pumping = false;

  const append = (row: NewRow) =>
    new Promise<number>((resolve, reject) => {
      if (queue.length >= MAX_WAITING) return reject(new TrailUnavailable('too many events are waiting'));
      const entry: Waiting = {
        row,
        settled: false,
        resolve,
        reject,
        timer: setTimeout(() => giveUp(entry), ADMIT_WITHIN),
      };
      queue.push(entry);
      if (!pumping) void pump();
    });

  function giveUp(entry: Waiting): void {
    entry.settled = true;
    const index = queue.indexOf(entry);
    // Not yet sent: it never will be. In flight, its fate is told by `onLate`.
    if (index >= 0) queue.splice(index, 1);
    entry.reject(new TrailUnavailable('not written in time'));
  }

  async function pump(): Promise<void> {
    pumping = true;
    // A turn of the event loop: requests of one tick share the first batch, too.
    await Promise.resolve();
    for (let batch = queue.splice(0, BATCH); batch.length > 0; batch = queue.splice(0, BATCH)) await write(batch);
    pumping = false;
  }

  async function write(batch: Waiting[]): Promise<void> {
    try {
      const [first, ...rest] = batch.map(({ row }) => row);
      if (first === undefined) return;
      const head = await commit([first, ...rest]);
      const before = head.seq - batch.length;
      for (const [index, entry] of batch.entries()) settle(entry, before + 1 + index);
      onAppended?.(head);
    } catch (error) {
      // One row that the database can't hold must not take its neighbours with it.
      if (batch.length > 1 && isRowFault(error)) for (const entry of batch) await write([entry]);
      else for (const entry of batch) fail(entry, error);
    }
  }

  function settle(entry: Waiting, seq: number): void {
    clearTimeout(entry.timer);
    if (!entry.settled) {
      entry.resolve(seq);
      return;
    }
    const word = onLate?.(entry.row, seq);
    if (word) append(word).catch(() => {});
  }

  function fail(entry: Waiting, cause: unknown): void {
    clearTimeout(entry.timer);
    if (!entry.settled) entry.reject(new TrailUnavailable('not written', { cause }));
    entry.settled = true;
  }

  async function commit(rows: [NewRow, ...NewRow[]]): Promise<Appended> {
    const client = await pool.connect();
    // While it is ours the pool doesn't listen for its end, and an `error` without a listener ends the process.
    client.on('error', ignore);
    try {
      const begin = 'BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL synchronous_commit = on';
      // One trip, four statements, each with a snapshot of its own: that is how the simple protocol runs them.
      const results: unknown = await client.query(`${begin}; ${TAKE_TURN}; ${READ_HEAD}`);
      const head = Array.isArray(results) ? results.at(-1)?.rows[0] : undefined;
      const appended = await appendRows(
        (text, values) => client.query({ name: 'audit-append', text, values }),
        key,
        head,
        rows,
      );
      await client.query('COMMIT');
      client.off('error', ignore);
      client.release();
      return appended;
    } catch (error) {
      // Thrown away with its transaction; the lock goes with it.
      client.release(true);
      throw error;
    }
  }

  return { append, close: () => pool.end() };
}

const ignore = () => {};

/** Postgres' classes for bad data and broken constraints: the row's own fault. */
function isRowFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code);
}
