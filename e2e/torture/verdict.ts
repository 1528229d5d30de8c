import pg from 'pg';
import { keyRing } from '@/lib/server/audit/keys';
import { verifyTrail } from '@/lib/server/audit/verify';
import { chainFindingText } from '@/lib/words/chain-finding';
import type { VendorCall } from '../support/desk/sandbox-control.ts';
import type { Load } from './load.ts';
import type { Victim } from './victim.ts';

export interface TortureVerdict {
  events: number;
  /** Intents without an outcome: their process was killed meanwhile. */
  unknown: number;
  chain: string;
  /** Sentences; none when all is well. */
  problems: string[];
}

interface Row {
  seq: string;
  at: Date;
  action: string;
  customer: string | null;
  phase: string;
  intent_seq: string | null;
  outcome: string | null;
  request_id: string | null;
}

/** Which of the vendor's calls has what intent before it. */
const BEFORE: Record<string, readonly string[]> = {
  status: ['customer.images-revealed'],
  // A correction reads the contact again before it writes.
  statusWithoutImages: ['customer.opened', 'customer.contact-corrected'],
  contact: ['customer.contact-corrected'],
};

/** After all the killing: what was acknowledged is recorded, the chain is whole, no call had no intent before it. */
export async function judge(
  victim: Victim,
  load: Load,
  calls: readonly (VendorCall & { at: string })[],
): Promise<TortureVerdict> {
  const keys = keyRing(victim.auditKey);
  const checked = await verifyTrail({ url: victim.databaseUrl, keys, checkpointFile: victim.checkpointFile });
  const client = new pg.Client({ connectionString: victim.ownerUrl });
  await client.connect();
  const { rows } = await client.query<Row>('SELECT * FROM audit_events ORDER BY seq');
  await client.end();
  const told = new Set(rows.map((row) => row.intent_seq).filter((seq) => seq !== null));
  return {
    events: rows.length,
    unknown: rows.filter(({ phase, seq }) => phase === 'intent' && !told.has(seq)).length,
    chain: chainFindingText(checked.finding),
    problems: [
      ...(checked.verdict === 'intact' ? [] : [`The chain is not intact: ${chainFindingText(checked.finding)}`]),
      ...unrecorded(rows, load),
      ...unannounced(rows, load, calls),
    ],
  };
}

function unrecorded(rows: readonly Row[], load: Load): string[] {
  const recorded = new Set(
    rows
      .filter(({ phase, outcome }) => phase === 'outcome' && outcome === 'success')
      .map((row) => `${row.request_id} ${row.action} ${row.customer}`),
  );
  const intended = new Set(rows.filter(({ phase }) => phase === 'intent').map((row) => `${row.request_id}`));
  return load.acknowledged.flatMap(({ requestId, action, customer }) => {
    // Of a correction the outcome may be missing: it is answered all the same, and its intent stands.
    const there =
      recorded.has(`${requestId} ${action} ${customer}`) ||
      (action === 'customer.contact-corrected' && intended.has(requestId));
    return there ? [] : [`${requestId} was acknowledged (${action}), and is not in the trail.`];
  });
}

/** For each customer: at no moment had the vendor been asked more often than was intended until then. */
function unannounced(rows: readonly Row[], load: Load, calls: readonly (VendorCall & { at: string })[]): string[] {
  const problems: string[] = [];
  const seen = new Map<string, number>();
  for (const { path, body, at } of calls) {
    const call = path.split('/')[2] ?? '';
    const actions = BEFORE[call];
    if (actions === undefined) continue;
    const customer = String(body.customerUuid ?? load.byEmail.get(String(body.email)));
    const asked = (seen.get(`${call} ${customer}`) ?? 0) + 1;
    seen.set(`${call} ${customer}`, asked);
    const intended = rows.filter(
      (row) =>
        row.phase === 'intent' &&
        row.customer === customer &&
        actions.includes(row.action) &&
        row.at.getTime() <= Date.parse(at),
    ).length;
    if (asked > intended) problems.push(`${call} of ${customer} at ${at}: asked ${asked} times, intended ${intended}.`);
  }
  return problems;
}
