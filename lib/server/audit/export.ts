import 'server-only';
import { and, inArray, sql } from 'drizzle-orm';
import type { AuditSelection } from '../../contracts/audit';
import type { AuditExportBody } from '../../contracts/audit-queries';
import { auditEvents, type Database } from '../db/public';
import type { FileSource } from '../file-source';
import { bytesAs } from './export-format';
import type { KeyRing } from './keys';
import { parseStoredRow, STORED_COLUMNS, type StoredRow } from './row';
import { allowedActions, asText, seqBounds, whereSelected } from './select';
import { openSnapshot } from './snapshot';

/** The database that events are exported from. */
export interface ExportDatabase {
  /** Reads the bounds of the selection. */
  db: Database;
  /** The same database. The rows are read on a connection of their own. */
  url: string;
  keys: KeyRing;
}

const NOTHING = Buffer.alloc(0);

/**
 * A file of the selected events, oldest first, read a batch at a time from one snapshot. Its last line repeats the
 * number of rows and the digest, so a file without that line broke off on its way.
 *
 * @param signal ends the reading at the next batch
 * @throws the driver's error when Postgres cannot be reached
 */
export async function openEventsFile(
  database: ExportDatabase,
  { format, ...selection }: AuditExportBody,
  signal: AbortSignal,
): Promise<FileSource> {
  const { head, lines, tail } = bytesAs(format);
  const batches = readEvents(database, selection, signal);
  let begun = false;
  return {
    tail,
    async next() {
      if (!begun && head.length > 0) {
        begun = true;
        return { bytes: head, rows: 0, last: false };
      }
      begun = true;
      const { value, done } = await batches.next();
      if (done) return { bytes: NOTHING, rows: 0, last: true };
      return { bytes: lines(value), rows: value.length, last: false };
    },
    close: async () => void (await batches.return()),
  };
}

async function* readEvents(
  { db, url, keys }: ExportDatabase,
  selection: AuditSelection,
  signal: AbortSignal,
): AsyncGenerator<StoredRow[], void> {
  const bounds = await seqBounds(db, selection);
  if (bounds === null) return;
  const actions = allowedActions('all', selection.action);
  const selected = and(
    whereSelected(keys, selection, bounds),
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
