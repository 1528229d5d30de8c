import 'server-only';
import type { ExpiringParams, ExpiringSummary } from '../../../contracts/expiring';
import { countExpiring, directoryStatus } from '../../directory/public';

const NOTHING = {
  ...{ totals: { expired: 0, 'this-month': 0, 'next-month': 0, 30: 0, 60: 0, 90: 0 }, chosen: null },
  ...{ documentTypes: [], nationalities: [], statuses: [], weeks: [], earlier: 0, unreadable: 0, asOf: null },
};

/**
 * How many documents have expired or will soon. Not recorded: the answer holds numbers and no customer.
 * @throws DeskError `database_unavailable`
 */
export async function expiringSummary(params: ExpiringParams): Promise<ExpiringSummary> {
  const directory = await directoryStatus();
  if (directory.state === 'off') return { ...NOTHING, directory };
  return { ...(await countExpiring(params)), directory };
}
