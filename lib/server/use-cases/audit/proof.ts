import 'server-only';
import type { VerifyLine } from '../../../contracts/audit';
import type { AuditExportBody } from '../../../contracts/audit-queries';
import { dayOf } from '../../../writing/days';
import { startExport } from '../../audit/export';
import { trail } from '../../audit/instance';
import { auditKeys } from '../../audit/keys';
import type { AuditContext } from '../../audit/trail';
import { type Verdict, verifyTrail } from '../../audit/verify';
import { db } from '../../db/client';
import { DeskError } from '../../desk-error';
import { env } from '../../env';
import { describeError, log } from '../../log';
import { singleton } from '../../singleton';
import { toDeskError } from '../../to-desk-error';
import { recorded } from '../audited';

/** How many of each a process does at a time: they read the whole trail. */
const AT_ONCE = { verification: 1, export: 2 } as const;

/** How often a page hears how far it is, ms. */
const PROGRESS_EVERY = 200;

/**
 * Checks the chain and tells how far it is: {@link VerifyLine}s, one JSON object a line. The verdict is recorded before
 * it is told.
 *
 * @param signal the caller's leaving; it ends the work
 * @throws DeskError `busy` while another one is under way
 */
export function verifyChain(audit: AuditContext, signal: AbortSignal): Response {
  const done = takePlace('verification');
  const left = new AbortController();
  const until = AbortSignal.any([signal, left.signal]);
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (line: VerifyLine) => {
        if (!until.aborted) controller.enqueue(Buffer.from(`${JSON.stringify(line)}\n`));
      };
      try {
        say({ type: 'verdict', ...(await recordedVerdict(audit, until, say)) });
      } catch (error) {
        if (!until.aborted) log().error({ event: 'audit-verify', error: describeError(error) });
        say({ type: 'failed', message: toDeskError(error).message });
      } finally {
        done();
        if (!until.aborted) controller.close();
      }
    },
    cancel: () => left.abort(),
  });
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } });
}

function recordedVerdict(audit: AuditContext, signal: AbortSignal, say: (line: VerifyLine) => void): Promise<Verdict> {
  let told = 0;
  return recorded(audit, {
    action: 'audit.verified',
    work: () =>
      verifyTrail({
        url: env().DATABASE_URL,
        keys: auditKeys(),
        checkpointFile: env().AUDIT_CHECKPOINT_FILE,
        archivedTo: env().AUDIT_ARCHIVED_TO,
        signal,
        onProgress: (progress) => {
          if (performance.now() - told < PROGRESS_EVERY) return;
          told = performance.now();
          say({ type: 'progress', ...progress });
        },
      }),
    // Somebody may have put a row with a negative number there.
    detail: ({ verdict, seq, events }) => ({ verdict, seq: Math.max(0, seq), events }),
  });
}

/**
 * A file of events, as it is read (`audit/export.ts` says how it is recorded).
 *
 * @throws DeskError `busy`; `audit_unavailable` before the first byte
 */
export async function exportEvents(body: AuditExportBody, audit: AuditContext, signal: AbortSignal): Promise<Response> {
  const done = takePlace('export');
  const source = { db: db(), url: env().DATABASE_URL, trail: trail() };
  const bytes = await startExport(source, audit, body, signal).catch((error) => {
    done();
    throw error;
  });
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await bytes.next();
        if (!next.done) return controller.enqueue(next.value);
        done();
        controller.close();
      } catch (error) {
        done();
        // The connection breaks off: the file has no last line, and whoever saves it is told that it failed.
        if (!signal.aborted) log().error({ event: 'audit-export', error: describeError(error) });
        controller.error(error);
      }
    },
    async cancel() {
      await bytes.return().finally(done);
    },
  });
  const name = `audit-${dayOf(new Date())}.${body.format}`;
  const type = body.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8';
  return new Response(stream, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}

/** @returns what gives the place back; doing so twice does no harm */
function takePlace(what: keyof typeof AT_ONCE): () => void {
  const underWay = singleton(`audit-${what}`, () => new Set<symbol>());
  if (underWay.size >= AT_ONCE[what]) throw new DeskError('busy');
  const place = Symbol(what);
  underWay.add(place);
  return () => void underWay.delete(place);
}
