import 'server-only';
import { createHash } from 'node:crypto';
import { and, inArray, sql } from 'drizzle-orm';
import type { AuditSelection } from '../../contracts/audit';
import type { AuditExportBody } from '../../contracts/audit-queries';
import type { Database } from '../db/client';
import { auditEvents } from '../db/schema';
import { describeError, log } from '../log';
import { toDeskError } from '../to-desk-error';
import { bytesAs } from './export-format';
import { parseStoredRow, STORED_COLUMNS } from './row';
import { allowedActions, asText, filterNames, seqBounds, whereSelected } from './select';
import { openSnapshot } from './snapshot';
import type { AuditContext, Trail } from './trail';

export interface ExportSource {
  /** For the bounds of the selection. */
  db: Database;
  /** Of the same database, for the rows. */
  url: string;
  trail: Trail;
}

/**
 * Exports events, oldest first, a batch at a time. Recorded like every export: an intent before the first byte; after
 * the last event the outcome, with the number of rows and the digest; and only then the last line, which repeats both.
 * So a file that has its last line is whole, and recorded. One without broke off on its way.
 *
 * @param signal ends it at the next batch
 * @returns the file's bytes; to leave early, `return()` it
 * @throws TrailUnavailable, before anything is read, when the intent can't be written
 */
export async function startExport(
  source: ExportSource,
  context: AuditContext,
  { format, ...selection }: AuditExportBody,
  signal?: AbortSignal,
): Promise<AsyncGenerator<Buffer, void>> {
  const { from = null, to = null } = selection;
  const asked = { format, from, to, filters: filterNames(selection) };
  const intent = await source.trail.intend(context, 'audit.exported', asked);
  return recordedExport(source, context, intent, format, selection, signal);
}

async function* recordedExport(
  source: ExportSource,
  context: AuditContext,
  intent: number,
  format: AuditExportBody['format'],
  selection: AuditSelection,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer, void> {
  const { trail } = source;
  // What it is called when nobody takes the rest.
  let failure: string | null = 'client_left';
  try {
    const { head, lines, tail } = bytesAs(format);
    const digest = createHash('sha256').update(head);
    let rows = 0;
    if (head.length > 0) yield head;
    for await (const events of readEvents(source, selection, signal)) {
      const bytes = lines(events);
      digest.update(bytes);
      rows += events.length;
      yield bytes;
    }
    const whole = { rows, digest: digest.digest('hex') };
    failure = null;
    await trail.conclude(intent, context, 'audit.exported', whole);
    yield tail(whole);
  } catch (error) {
    // An outcome that couldn't be written can't be written a second time, either: it stays unknown.
    if (failure !== null && !signal?.aborted) failure = toDeskError(error).code;
    throw error;
  } finally {
    if (failure !== null) {
      await trail
        .conclude(intent, context, 'audit.exported', null, { outcome: failure })
        .catch((error) => log().error({ event: 'audit', action: 'audit.exported', error: describeError(error) }));
    }
  }
}

async function* readEvents({ db, url, trail }: ExportSource, selection: AuditSelection, signal?: AbortSignal) {
  const bounds = await seqBounds(db, selection);
  if (bounds === null) return;
  const actions = allowedActions('all', selection.action);
  const selected = and(
    whereSelected(trail.keys, selection, bounds),
    actions === null ? undefined : inArray(auditEvents.action, [...actions]),
  );
  const { text, values } = asText(selected ?? sql`true`);
  const snapshot = await openSnapshot(url, signal);
  try {
    const query = `SELECT ${STORED_COLUMNS} FROM audit_events WHERE ${text} ORDER BY seq`;
    for await (const rows of snapshot.batches(query, values)) {
      yield rows.map(parseStoredRow).filter((row) => row !== null);
    }
  } finally {
    await snapshot.close();
  }
}
