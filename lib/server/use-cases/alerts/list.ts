import 'server-only';
import type { AlertPage } from '../../../contracts/alerts';
import { readAlerts } from '../../alerts/public';
import { namePeople } from '../../auth/public';
import { db } from '../../db/public';

/**
 * A page of alerts, with the names that people have now. Not recorded: the answer tells of colleagues and not of customers, and changes nothing.
 * @param before `next` of the page before this one
 */
export async function listAlerts(before?: number): Promise<AlertPage> {
  const page = await readAlerts(db(), before);
  const ids = page.alerts.map(({ account }) => account);
  const people = await namePeople(
    db(),
    ids.filter((id) => id !== null),
  );
  const named = page.alerts.map(({ account, ...alert }) => ({
    ...alert,
    account: account === null ? null : { id: account, name: people[account] ?? null },
  }));
  return { ...page, alerts: named };
}
