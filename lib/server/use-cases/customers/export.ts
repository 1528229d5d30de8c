import 'server-only';
import { EXPORT_COLUMNS, type ExportBody } from '../../../contracts/search';
import type { AuditContext } from '../../audit/public';
import { DeskError } from '../../desk-error';
import { openExport, readWholeQuery } from '../../directory/public';
import { env } from '../../env';
import { customersFile } from './customers-file';

/**
 * The customers that a query matches, as CSV.
 *
 * @param signal aborts when the reader leaves
 * @param stillMay asked before each batch
 * @throws DeskError as {@link customersFile}, and `invalid_request` without a directory or for a text too short
 */
export async function exportCustomers(
  by: ExportBody,
  audit: AuditContext,
  signal: AbortSignal,
  stillMay?: () => Promise<void>,
): Promise<Response> {
  if (env().DIRECTORY === 'off') throw new DeskError('invalid_request', { code: 'no_directory' });
  const query = readWholeQuery(by, new Date());
  const columns = EXPORT_COLUMNS.filter((column) => by.columns.includes(column));
  const filters = [...query.audited.filters, ...(query.terms === null ? [] : ['text'])];
  const { accepts, why, timeZone } = by;
  return await customersFile(
    {
      ...{ accepts, why, timeZone, columns, filters, name: 'customers' },
      open: (limit, until) => openExport(query, columns, limit, until),
    },
    audit,
    signal,
    stillMay,
  );
}
