import 'server-only';
import { turnPool } from './client';

/** Postgres: a lock could not be taken in time. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Runs `work` while no other work with this key runs, in any replica: an advisory lock that lasts for a transaction.
 *
 * @param within how long to wait for the turn, ms
 * @param tooLate makes the error that is thrown when the turn does not come in time
 * @throws the error of `tooLate`; whatever `work` throws
 */
export async function inTurn<T>(key: string, within: number, tooLate: () => Error, work: () => Promise<T>): Promise<T> {
  const client = await turnPool().connect();
  // The pool does not listen for errors of a connection that is in use, and an `error` event without a listener ends
  // the
  // process.
  const ignore = () => {};
  client.on('error', ignore);
  let broken: unknown;
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL lock_timeout = ${within}`);
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]).catch((error) => {
      if (error?.code !== LOCK_NOT_AVAILABLE) throw error;
      throw tooLate();
    });
    return await work();
  } catch (error) {
    broken = error;
    throw error;
  } finally {
    // Ends the transaction and with it the lock. A connection that fails even here is destroyed.
    await client.query(broken === undefined ? 'COMMIT' : 'ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    );
    client.off('error', ignore);
  }
}
