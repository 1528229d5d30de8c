import { sql } from 'drizzle-orm';
import { createCheckpointer } from '@/lib/server/audit/checkpoints';
import { openTrail } from '@/lib/server/audit/trail';
import type { ChangeScope } from '@/lib/server/auth/account-transaction';
import type { Database } from '@/lib/server/db/client';
import { findCheckpointFile, findKeys } from '../audit/keys.ts';
import { Problem } from '../process/problem.ts';
import type { FoundDatabase } from './database.ts';

/** Whoever runs this has the machine; the trail can't know their name. */
const OPERATOR = {
  actor: { id: null, email: null, role: 'operator' },
  sessionId: null,
  requestId: null,
  address: null,
};

/**
 * Opens the trail of the found database, so that what is done here is recorded like everything else.
 * @throws Problem without the right key: rows under another one would look forged
 */
export async function openScope(db: Database, found: FoundDatabase): Promise<ChangeScope> {
  const keys = findKeys(found);
  const { rows } = await db.execute(sql`SELECT key_id FROM audit_events ORDER BY seq DESC LIMIT 1`);
  const last = rows[0]?.key_id;
  if (typeof last === 'string' && keys.byId(last) === undefined) {
    throw new Problem('AUDIT_KEY is not the key that this desk records under. Nothing was changed.');
  }
  const checkpoints = createCheckpointer({ file: findCheckpointFile(found), key: keys.current });
  return { db, trail: openTrail({ url: found.url, keys, checkpoints }), audit: OPERATOR };
}
