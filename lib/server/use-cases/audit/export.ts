import 'server-only';
import type { AuditExportBody } from '../../../contracts/audit-queries';
import { type AuditContext, auditKeys, type ExportDatabase, filterNames, openEventsFile } from '../../audit/public';
import { db } from '../../db/public';
import { env } from '../../env';
import { takePlace } from '../../places';
import { application, type Recorder } from '../audited';
import { auditedFile, fileResponse } from '../audited-file';

/** Exports of the trail that may run at once in a process, because each reads the whole trail. */
const AT_ONCE = 2;

/**
 * A file of events for a browser. Its name says which events an archive took (`docs/audit.md`).
 *
 * @param signal aborts when the reader leaves; that ends the export at once
 * @param stillMay asked before each batch: a person who loses session or permission gets no further event
 * @throws DeskError `busy`; `audit_unavailable` before the first byte
 */
export async function exportEvents(
  body: AuditExportBody,
  audit: AuditContext,
  signal: AbortSignal,
  stillMay?: () => Promise<void>,
): Promise<Response> {
  const database = { db: db(), url: env().DATABASE_URL, keys: auditKeys() };
  const done = takePlace('audit-export', AT_ONCE);
  const stream = await eventsFile(database, body, audit, { signal, recorder: application(), done, stillMay });
  const archivedTo = env().AUDIT_ARCHIVED_TO;
  return fileResponse(stream, {
    name: 'audit',
    // Whoever gets the file must not take it for the whole trail.
    lacks: archivedTo > 0 ? `partial-after-event-${archivedTo}` : '',
    format: body.format,
  });
}

/**
 * A file of events as bytes, for the application and for the command line. The outcome is written after the last event
 * and before the last line, so a file with its last line is whole and recorded.
 *
 * @throws DeskError `audit_unavailable`, before anything is read, when the intent cannot be written
 */
export async function eventsFile(
  database: ExportDatabase,
  body: AuditExportBody,
  audit: AuditContext,
  {
    signal,
    recorder,
    done,
    stillMay,
  }: { signal: AbortSignal; recorder: Recorder; done: () => void; stillMay?: (() => Promise<void>) | undefined },
): Promise<ReadableStream<Uint8Array>> {
  const { format, from = null, to = null } = body;
  const { stream } = await auditedFile(
    audit,
    {
      action: 'audit.exported',
      intent: { format, from, to, filters: filterNames(body) },
      open: (until) => openEventsFile(database, body, until),
      outcome: ({ rows, digest }) => ({ rows, digest }),
      brokenOff: () => null,
      unrecorded: 'withhold',
      mayGoOn: stillMay,
      done,
    },
    signal,
    recorder,
  );
  return stream;
}
