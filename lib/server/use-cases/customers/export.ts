import 'server-only';
import { EXPORT_COLUMNS, type ExportBody } from '../../../contracts/search';
import type { AuditContext } from '../../audit/public';
import { DeskError } from '../../desk-error';
import { EXPORTS_AT_ONCE, openExport, readWholeQuery } from '../../directory/public';
import { env } from '../../env';
import { takePlace } from '../../places';
import { auditedFile, fileResponse } from '../audited-file';

/**
 * The customers that a query matches, as CSV, read and sent batch by batch from one snapshot of the directory. The
 * recorded outcome holds the rows and bytes that were sent, and the SHA-256 of a whole file.
 *
 * @param signal aborts when the reader leaves; that ends the export at once, even while it still counts
 * @throws DeskError `audit_unavailable`, `busy`, `invalid_request`, `database_unavailable`, all before the first byte
 */
export async function exportCustomers(by: ExportBody, audit: AuditContext, signal: AbortSignal): Promise<Response> {
  if (env().DIRECTORY === 'off') throw new DeskError('invalid_request', { code: 'no_directory' });
  const query = readWholeQuery(by, new Date());
  const limit = env().EXPORT_ROW_LIMIT;
  const columns = EXPORT_COLUMNS.filter((column) => by.columns.includes(column));
  const filters = [...query.audited.filters, ...(query.terms === null ? [] : ['text'])];
  const done = takePlace('customers-export', EXPORTS_AT_ONCE);
  const { source, stream } = await auditedFile(
    audit,
    {
      action: 'customers.exported',
      intent: { columns, filters, limit },
      open: (until) => openExport(query, columns, limit, until),
      outcome: (whole) => whole,
      // Only a whole file has a digest. For a broken one the trail keeps how much had been sent.
      brokenOff: (sent) => sent,
      unrecorded: 'answer',
      done,
    },
    signal,
  );
  return fileResponse(stream, {
    name: 'customers',
    format: 'csv',
    timeZone: by.timeZone,
    headers: {
      'x-export-rows': String(Math.min(source.count, limit)),
      'x-export-matches': String(source.count),
    },
  });
}
