import 'server-only';
import type { AlertPage } from '../../../contracts/alerts';
import { readAlerts } from '../../alerts/public';
import { db } from '../../db/public';

/**
 * A page of alerts. Not recorded: the answer tells of colleagues and not of customers, and changes nothing.
 * @param before `next` of the page before this one
 */
export async function listAlerts(before?: number): Promise<AlertPage> {
  return await readAlerts(db(), before);
}
