import 'server-only';
import { db } from '../db/public';
import { describeError, log } from '../log';
import { LEASE_SECONDS } from './spend';

/** How often a lease is renewed, ms: twice may fail before it lapses. */
const RENEW_EVERY = (LEASE_SECONDS * 1_000) / 3;

/** Renews a lease until the returned function is called, which releases it and never throws. Twice does no harm. */
export function keepLease(id: string): () => Promise<void> {
  const timer = setInterval(() => void renew(id), RENEW_EVERY);
  timer.unref();
  return () => {
    clearInterval(timer);
    return releaseLease(id);
  };
}

async function renew(id: string): Promise<void> {
  await db()
    .$client.query({
      name: 'budget-renew',
      text: `UPDATE budget_leases SET until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}) WHERE id = $1::uuid`,
      values: [id],
    })
    .catch(failed);
}

/** How long an answer waits for its place to be freed, ms. */
const FREED_WITHIN = 500;
/** A place that could not be freed is tried again at this interval, ms, until its lease has lapsed by itself. */
const TRY_AGAIN = 2_000;

/** Frees the place. Never throws, and waits no longer than {@link FREED_WITHIN}: the database may be away. */
export async function releaseLease(id: string): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, FREED_WITHIN).unref());
  await Promise.race([release(id, Date.now() + LEASE_SECONDS * 1_000), patience]);
}

/** A crash of the server may forget it, and then the lease lapses. Nobody must wait for the disk. */
const RELEASE = `WITH setting AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
  DELETE FROM budget_leases USING setting WHERE id = $1::uuid`;

async function release(id: string, until: number): Promise<void> {
  try {
    await db().$client.query({ name: 'budget-release', text: RELEASE, values: [id] });
  } catch (error) {
    failed(error);
    if (Date.now() < until) setTimeout(() => void release(id, until), TRY_AGAIN).unref();
  }
}

function failed(error: unknown): void {
  log().warn({ event: 'budget-lease', error: describeError(error) });
}
