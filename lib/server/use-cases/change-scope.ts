import 'server-only';
import { type AuditContext, trail } from '../audit/public';
import type { ChangeScope } from '../auth/public';
import { db } from '../db/public';

/** A change of accounts in the application: its own database and trail, and the request that asks for the change. */
export function scopeOf(audit: AuditContext): ChangeScope {
  return { db: db(), trail: trail(), audit };
}
