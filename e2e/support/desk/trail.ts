import { GENESIS, hashRow } from '@/lib/server/audit/chain';
import { keyRing } from '@/lib/server/audit/keys';
import { stack } from './desk';

export interface TrailRow {
  seq: number;
  action: string;
  customer: string | null;
  phase: 'intent' | 'outcome';
  intentSeq: number | null;
  outcome: string | null;
  requestId: string | null;
}

type Query = (text: string) => Promise<Record<string, unknown>[]>;

/**
 * The whole trail, oldest first, after checking every link of its chain: no gap, no fork, every hash right. The
 * recomputation is written out here once more, so that it doesn't share the verifier's mistakes.
 */
export async function readTrail(query: Query): Promise<TrailRow[]> {
  const key = keyRing(stack.auditKey).current;
  const rows = await query('SELECT * FROM audit_events ORDER BY seq');
  let previous: Buffer = GENESIS;
  return rows.map((row, index) => {
    const text = (name: string) => (row[name] === null ? null : String(row[name]));
    const seq = Number(row.seq);
    if (seq !== index + 1) throw new Error(`event ${index + 1} is missing`);
    const intentSeq = row.intent_seq === null ? null : Number(row.intent_seq);
    const hash = hashRow(
      key,
      {
        seq,
        at: (row.at as Date).toISOString(),
        actorId: text('actor_id'),
        actorEmail: text('actor_email'),
        actorRole: text('actor_role'),
        sessionId: text('session_id'),
        requestId: text('request_id'),
        address: text('address'),
        action: String(row.action),
        customer: text('customer'),
        phase: String(row.phase),
        intentSeq,
        outcome: text('outcome'),
        detail: String(row.detail),
        keyId: String(row.key_id),
      },
      previous,
    );
    if (!previous.equals(row.prev_hash as Buffer)) throw new Error(`event ${seq} does not follow ${seq - 1}`);
    if (!hash.equals(row.hash as Buffer)) throw new Error(`event ${seq} was altered`);
    previous = hash;
    return {
      seq,
      action: String(row.action),
      customer: text('customer'),
      phase: row.phase as TrailRow['phase'],
      intentSeq,
      outcome: text('outcome'),
      requestId: text('request_id'),
    };
  });
}

/** What became of an intent: its outcome, or `null` while there is none. */
export function fateOf(trail: readonly TrailRow[], intent: TrailRow): string | null {
  return trail.find(({ intentSeq }) => intentSeq === intent.seq)?.outcome ?? null;
}
