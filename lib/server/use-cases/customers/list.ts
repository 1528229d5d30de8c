import 'server-only';
import type { CustomerPage } from '../../../contracts/customer';
import type { ListParams } from '../../../contracts/list-params';
import type { AuditContext } from '../../audit/public';
import { DeskError } from '../../desk-error';
import { noteRows } from '../../directory/public';
import { env } from '../../env';
import { type SentinelPage, sentinel } from '../../sentinel/public';
import { labelStatus } from '../../status-labels';
import { recorded } from '../audited';

/**
 * One page of the vendor's live list.
 * @throws SentinelError; DeskError `audit_unavailable`; DeskError `sentinel_malformed` when no row of a whole
 *   first page could be read: Sentinel then writes rows in another form
 */
export async function listCustomers(
  params: ListParams,
  audit: AuditContext,
  signal: AbortSignal,
): Promise<CustomerPage> {
  const readAt = new Date();
  const answer = await recorded(audit, {
    action: 'customers.listed',
    work: () => list(params, signal),
    detail: () => params,
    beside: ({ rows }) => noteRows(rows, readAt),
  });
  const labels = env().SENTINEL_STATUS_LABELS;
  return {
    rows: answer.rows.map(({ documentNumbers: _, ...row }) => ({ ...row, status: labelStatus(row.status, labels) })),
    page: answer.page,
    perPage: answer.perPage,
    total: answer.total,
    lastPage: answer.lastPage,
    skipped: answer.skippedRows,
    asOf: new Date().toISOString(),
  };
}

async function list(params: ListParams, signal: AbortSignal): Promise<SentinelPage> {
  const answer = await sentinel().listCustomers(params, signal);
  const isForeign = answer.rows.length === 0 && answer.skippedRows >= params.perPage && params.page === 1;
  if (isForeign) throw new DeskError('sentinel_malformed');
  return answer;
}
