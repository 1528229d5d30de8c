import 'server-only';
import { createClient } from '../db/public';

const CONNECT_WITHIN = 3_000;
/** The limit of one statement, ms. A statement reads one batch, not the whole. */
const STATEMENT_WITHIN = 30_000;
/**
 * The longest pause between two batches, ms: a stalled reader must not keep Postgres from removing old rows for ever.
 */
const PAUSE_WITHIN = 60_000;
const BATCH = 1_000;

export interface Snapshot {
  first(text: string, values?: unknown[]): Promise<Record<string, unknown> | undefined>;
  /** All rows of a query, in batches, so that memory stays flat. */
  batches(text: string, values?: unknown[]): AsyncGenerator<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/**
 * Reads a database from one snapshot, for as long as that takes. Uses a connection of its own, so that no session check
 * waits for it.
 *
 * @param signal ends the reading at the next batch
 * @throws the database's error; the signal's reason
 */
export async function openSnapshot(url: string, signal?: AbortSignal): Promise<Snapshot> {
  const { client, connect } = createClient(url, {
    connectWithin: CONNECT_WITHIN,
    statementWithin: STATEMENT_WITHIN,
    settings: `-c idle_in_transaction_session_timeout=${PAUSE_WITHIN}`,
  });
  // A connection that breaks fails the query that waits for it; without a listener it would end the process as well.
  client.on('error', () => {});
  // Ends the transaction with the connection, in whatever state both are.
  const close = () => client.end().catch(() => {});
  try {
    await connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  } catch (error) {
    await close();
    throw error;
  }
  const fetchBatch = (): Promise<Record<string, unknown>[]> => {
    const batch = client.query(`FETCH ${BATCH} FROM reading`).then(({ rows }) => rows);
    // A reader who has left no longer waits for this batch, and an unhandled rejection would end the process.
    batch.catch(() => {});
    return batch;
  };
  return {
    first: async (text, values = []) => (await client.query(text, values)).rows[0],
    async *batches(text, values = []) {
      await client.query(`DECLARE reading NO SCROLL CURSOR FOR ${text}`, values);
      // The server reads the next batch while this one is worked on.
      let coming = fetchBatch();
      for (;;) {
        signal?.throwIfAborted();
        const rows = await coming;
        if (rows.length === BATCH) coming = fetchBatch();
        if (rows.length > 0) yield rows;
        if (rows.length < BATCH) break;
      }
      await client.query('CLOSE reading');
    },
    close,
  };
}
