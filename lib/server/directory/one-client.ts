import 'server-only';
import { env } from '../env';
import { type Sentinel, SentinelError } from '../sentinel/public';
import { fingerprint } from './keys';
import type { SyncTools } from './sync';
import { forgetAll, readState, saveClient } from './sync-state';

/** Records the forgetting of the customers of another client, and does it. */
export type Forgetting = (forget: () => Promise<number>) => Promise<void>;

type ClientTools = Pick<SyncTools, 'pool' | 'keys' | 'signal'> & { sentinel: Pick<Sentinel, 'checkCredentials'> };

/**
 * Keeps the directory to the customers of one client of Sentinel. Where `find/self` names another client than the one
 * whose customers are there, all of them are forgotten before anything is read: people of one client must never be found
 * by the staff of another.
 *
 * @throws SentinelError when Sentinel doesn't tell at the moment; whatever `forgetting` or Postgres throws
 */
export async function keepToOneClient(tools: ClientTools, forgetting: Forgetting): Promise<void> {
  const { pool, keys } = tools;
  const client = fingerprint(keys, `client ${await clientOf(tools)}`);
  const before = await readState(pool);
  if (before.client === client) return;
  if (before.client !== null) await forgetting(() => forgetAll(pool, false));
  await saveClient(pool, client);
}

/** The client's uuid: Sentinel's word, else the configured one where Sentinel answers without telling it. */
async function clientOf({ sentinel, signal }: ClientTools): Promise<string> {
  const configured = () => env().SENTINEL_CLIENT_UUID.toLowerCase();
  try {
    return (await sentinel.checkCredentials(signal)).uuid?.toLowerCase() ?? configured();
  } catch (error) {
    if (error instanceof SentinelError && ['not-found', 'invalid', 'malformed'].includes(error.kind))
      return configured();
    throw error;
  }
}
