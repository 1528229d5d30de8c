import 'server-only';
import type { VerifyLine } from '../../../contracts/audit';
import { type AuditContext, auditKeys, type Verdict, verifyTrail } from '../../audit/public';
import { env } from '../../env';
import { describeError, log } from '../../log';
import { takePlace } from '../../places';
import { toDeskError } from '../../to-desk-error';
import { recorded } from '../audited';
import { spendAmount } from '../spending';

/** Verifications that may run at once in a process: each reads the whole trail. */
const AT_ONCE = 1;

/** The interval between two lines of progress, ms. */
const PROGRESS_EVERY = 200;

/**
 * Verifies the chain and streams its progress: {@link VerifyLine}s, one JSON object a line. The verdict is recorded
 * before it is sent.
 *
 * @param signal aborts when the caller leaves; that ends the work
 * @param stillMay asked with each line of progress, and before the verdict: a caller who loses session or permission gets
 *   none
 * @throws DeskError `busy` while another verification runs; `budget_spent` while one of this person runs at another replica
 */
export async function verifyChain(
  audit: AuditContext,
  signal: AbortSignal,
  stillMay: () => Promise<void>,
): Promise<Response> {
  const place = takePlace('audit-verification', AT_ONCE);
  const spent = await spendAmount(audit, { budgets: [], work: 'verify' }).catch((error) => {
    place();
    throw error;
  });
  const done = async () => {
    place();
    await spent?.done();
  };
  const left = new AbortController();
  const until = AbortSignal.any([signal, left.signal]);
  const revoked = new AbortController();
  const working = AbortSignal.any([until, revoked.signal]);
  const goOn = () => void stillMay().catch((error) => revoked.abort(error));
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (line: VerifyLine) => {
        if (!until.aborted) controller.enqueue(Buffer.from(`${JSON.stringify(line)}\n`));
      };
      try {
        say({ type: 'verdict', ...(await recordedVerdict(audit, working, say, goOn, stillMay)) });
      } catch (error) {
        if (!until.aborted) log().error({ event: 'audit-verify', error: describeError(error) });
        const { code, problem, message } = toDeskError(error);
        say({ type: 'failed', error: { code, message, ...(problem && { problem }) } });
      } finally {
        await done();
        if (!until.aborted) controller.close();
      }
    },
    cancel: () => left.abort(),
  });
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } });
}

function recordedVerdict(
  audit: AuditContext,
  signal: AbortSignal,
  say: (line: VerifyLine) => void,
  goOn: () => void,
  stillMay: () => Promise<void>,
): Promise<Verdict> {
  let told = 0;
  return recorded(audit, {
    action: 'audit.verified',
    work: async () => {
      const verdict = await verifyTrail({
        url: env().DATABASE_URL,
        keys: auditKeys(),
        checkpointFile: env().AUDIT_CHECKPOINT_FILE,
        archivedTo: env().AUDIT_ARCHIVED_TO,
        signal,
        onProgress: (progress) => {
          if (performance.now() - told < PROGRESS_EVERY) return;
          told = performance.now();
          say({ type: 'progress', ...progress });
          goOn();
        },
      });
      await stillMay();
      return verdict;
    },
    // A tampered trail may hold a row with a negative number, and the schema of the outcome refuses one.
    detail: ({ verdict, seq, events }) => ({ verdict, seq: Math.max(0, seq), events }),
  });
}
