import 'server-only';
import { whyClosed } from '../../approvals/public';
import type { AuditContext } from '../../audit/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';

/** The person who decides. A program can't be a second person. @throws DeskError `forbidden` */
export function deciderOf({ actor: { id, email } }: AuditContext): { id: string; email: string } {
  if (id === null || email === null) throw new DeskError('forbidden');
  return { id, email };
}

/** Why this person could not decide a request. */
export async function closedFor(id: string, by: { id: string; email: string }): Promise<DeskError> {
  const problem = await whyClosed(db(), id, by);
  if (problem === null) return new DeskError('not_found', { code: 'no_such_request' });
  return new DeskError(problem.code === 'own_request' ? 'forbidden' : 'approval_closed', problem);
}
