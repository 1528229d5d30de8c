import 'server-only';
import type { SystemTrouble } from '../../../contracts/system';
import { hearOthers, refusedSince } from '../../replicas/public';

/**
 * What concerns everybody at the desk right now, as all replicas know it.
 * @throws what the database throws
 */
export async function readTrouble(): Promise<SystemTrouble> {
  await hearOthers();
  return { credentialsRefusedSince: refusedAt() };
}

/** Since when Sentinel refuses the credentials, ISO 8601, as this process last heard; `null` while it does not. */
export function refusedAt(): string | null {
  const since = refusedSince();
  return since === null ? null : new Date(since).toISOString();
}
