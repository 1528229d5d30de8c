import path from 'node:path';
import { sql } from 'drizzle-orm';
import { createCheckpointer } from '@/lib/server/audit/checkpoints';
import { keyRing } from '@/lib/server/audit/keys';
import { openTrail } from '@/lib/server/audit/trail';
import type { ChangeScope } from '@/lib/server/auth/account-transaction';
import type { Database } from '@/lib/server/db/client';
import { Problem } from '../process/problem.ts';
import { dataDirectory } from '../stack/settings.ts';
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
  const auditKey = found.trail?.auditKey ?? process.env.AUDIT_KEY;
  if (!auditKey) {
    throw new Problem('AUDIT_KEY is missing: changes of accounts are recorded under the key that the desk runs with.');
  }
  const retired = (process.env.AUDIT_KEYS_RETIRED ?? '').split(',').filter((key) => key.trim() !== '');
  const keys = keyRing(auditKey, found.trail ? [] : retired.map((key) => key.trim()));
  const { rows } = await db.execute(sql`SELECT key_id FROM audit_events ORDER BY seq DESC LIMIT 1`);
  const last = rows[0]?.key_id;
  if (typeof last === 'string' && keys.byId(last) === undefined) {
    throw new Problem('AUDIT_KEY is not the key that this desk records under. Nothing was changed.');
  }
  const file =
    found.trail?.checkpointFile ??
    (process.env.AUDIT_CHECKPOINT_FILE || path.join(dataDirectory(), 'audit-checkpoints.jsonl'));
  const checkpoints = createCheckpointer({ file, key: keys.current });
  return { db, trail: openTrail({ url: found.url, keys, checkpoints }), audit: OPERATOR };
}
