import 'server-only';
import { type ExpiringParams, type ExpiringRow, MOST_SORTED, WORKLIST_COLUMNS } from '../../../contracts/expiring';
import type { WorklistBody } from '../../../contracts/expiring-requests';
import { csvCells, worklistHeading } from '../../../words/worklist-file';
import { momentWriter } from '../../../writing/zones';
import type { AuditContext } from '../../audit/public';
import { BOM, csvLine } from '../../csv';
import { DeskError } from '../../desk-error';
import { countWorklist, expiringPage, statusNow } from '../../directory/public';
import { env } from '../../env';
import { customersFile, type OpenedFile } from './customers-file';
import { expiringFilters, worklistRows } from './expiring';

/** Rows that are written, and whose last links are read, at once. */
const BATCH = 500;

/**
 * The documents of the Expiring page, as CSV, in the page's order. One statement reads all of them, so that they are of
 * one moment: {@link MOST_SORTED} at the most.
 *
 * @param signal aborts when the reader leaves
 * @param stillMay asked before each batch
 * @throws DeskError as `customersFile`, and `invalid_request` without a directory or for more documents than can be sorted
 */
export async function exportExpiring(
  { accepts, why, timeZone = 'UTC', ...params }: WorklistBody,
  audit: AuditContext,
  signal: AbortSignal,
  stillMay?: () => Promise<void>,
): Promise<Response> {
  if (env().DIRECTORY === 'off') throw new DeskError('invalid_request', { code: 'no_directory' });
  return await customersFile(
    {
      ...{ accepts, why, timeZone, columns: WORKLIST_COLUMNS, filters: expiringFilters(params) },
      ...{ name: 'expiring', most: MOST_SORTED },
      open: (limit) => openWorklist(params, limit, timeZone, audit),
    },
    audit,
    signal,
    stillMay,
  );
}

async function openWorklist(
  params: ExpiringParams,
  limit: number,
  timeZone: string,
  audit: AuditContext,
): Promise<OpenedFile> {
  const reader = audit.actor.id ?? undefined;
  const status = await statusNow();
  const { rows, next } = await expiringPage(params, reader, undefined, limit);
  const moment = momentWriter(timeZone);
  const lines = (some: readonly ExpiringRow[]) => some.map((row) => csvLine(csvCells(row, moment))).join('');
  let head = BOM + csvLine(WORKLIST_COLUMNS.map((column) => worklistHeading(column, timeZone)));
  let at = 0;
  return {
    count: next === null ? rows.length : await countWorklist(params, reader),
    status,
    async next() {
      const some = rows.slice(at, at + BATCH);
      at += some.length;
      const bytes = Buffer.from(head + lines(await worklistRows(some, audit)));
      head = '';
      return { bytes, rows: some.length, last: at >= rows.length };
    },
    close: async () => {},
  };
}
