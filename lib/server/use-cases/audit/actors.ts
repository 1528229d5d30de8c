import 'server-only';
import type { AuditActors } from '../../../contracts/audit';
import type { Viewer } from '../../../contracts/viewer';
import { readActors } from '../../audit/public';
import { db } from '../../db/public';
import { auditScopeOf } from './scope';

/** The people whom the filter of the audit log offers. Not recorded: the answer names colleagues and shows no event. */
export async function listActors(viewer: Viewer): Promise<AuditActors> {
  return await readActors(db(), auditScopeOf(viewer));
}
