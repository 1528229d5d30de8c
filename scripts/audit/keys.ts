import path from 'node:path';
import { type KeyRing, keyRing } from '@/lib/server/audit/keys';
import type { FoundDatabase } from '../accounts/database.ts';
import { Problem } from '../process/problem.ts';
import { dataDirectory } from '../stack/settings.ts';

/**
 * The keys of the found database's trail: the demo's lie beside its data, a desk's own are in its environment.
 * @throws Problem without any
 */
export function findKeys({ trail }: FoundDatabase): KeyRing {
  if (trail) return keyRing(trail.auditKey);
  const { AUDIT_KEY, AUDIT_KEYS_RETIRED = '' } = process.env;
  if (!AUDIT_KEY)
    throw new Problem(
      'AUDIT_KEY is missing: nothing can be recorded, and nobody can tell an intact trail from a forged one, without it.',
    );
  const retired = AUDIT_KEYS_RETIRED.split(',').map((key) => key.trim());
  return keyRing(
    AUDIT_KEY,
    retired.filter((key) => key !== ''),
  );
}

export function findCheckpointFile({ trail }: FoundDatabase): string {
  if (trail) return trail.checkpointFile;
  return process.env.AUDIT_CHECKPOINT_FILE || path.join(dataDirectory(), 'audit-checkpoints.jsonl');
}
