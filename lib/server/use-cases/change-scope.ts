import 'server-only';
import { trail } from '../audit/instance';
import type { AuditContext } from '../audit/trail';
import type { ChangeScope } from '../auth/account-transaction';
import { db } from '../db/client';

/** A change of accounts in the application: its own database and trail, and the request that asks for the change. */
export function scopeOf(audit: AuditContext): ChangeScope {
  return { db: db(), trail: trail(), audit };
}
