import 'server-only';
import type { ExpiringParams, ExpiringSummary } from '../../../contracts/directory';
import { countExpiring, directoryStatus } from '../../directory/public';

/**
 * How many documents have expired or will soon. Not recorded: the answer holds numbers and no customer.
 * @throws DeskError `database_unavailable`
 */
export async function expiringSummary(params: ExpiringParams): Promise<ExpiringSummary> {
  const directory = await directoryStatus();
  const nothing = { totals: { expired: 0, 30: 0, 60: 0, 90: 0 }, documentTypes: [], nationalities: [] };
  if (directory.state === 'off') return { ...nothing, weeks: [], earlier: 0, unreadable: 0, asOf: null, directory };
  return { ...(await countExpiring(params)), directory };
}
