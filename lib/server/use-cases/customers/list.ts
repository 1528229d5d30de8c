import 'server-only';
import type { CustomerPage } from '../../../contracts/customer';
import type { ListParams } from '../../../contracts/list-params';
import type { AuditContext } from '../../audit/public';
import { DeskError } from '../../desk-error';
import { knownPage, noteRows } from '../../directory/public';
import { env } from '../../env';
import { type SentinelPage, sentinel } from '../../sentinel/public';
import { labelStatus } from '../../status-labels';
import { recorded } from '../audited';
import { isOutage, onlyOnce, patienceOf, type Waiter, type WhileWaiting, whileWaiting } from '../while-waiting';
import { rowSeenBy } from './seen-by';

/**
 * One page of the vendor's live list, or the directory's rows until it comes (`docs/decisions.md`, 13). One call of
 * Sentinel and one event, whichever rows are shown. Rows of the directory are recorded before they are handed on.
 *
 * @param waiter decides how long to wait for Sentinel before the directory's rows are handed on
 * @throws DeskError `audit_unavailable`. The answer rejects with SentinelError; DeskError `sentinel_malformed` when no
 *   row of a whole first page could be read, as Sentinel then writes rows in another form; DeskError `audit_unavailable`
 */
export async function listCustomers(
  params: ListParams,
  waiter: Waiter,
  audit: AuditContext,
  signal: AbortSignal,
): Promise<WhileWaiting<CustomerPage, CustomerPage>> {
  const action = 'customers.listed';
  const shown = { ...params, shown: 'directory' as const };
  const state: { known: CustomerPage | null } = { known: null };
  const takeRecord = onlyOnce();
  const known = async () => {
    const page = await knownPage(params);
    return page && seenBy(audit, page);
  };
  const readAt = new Date();
  // The answer takes form while its event is written.
  let shaped: CustomerPage | undefined;
  const answer = recorded(audit, {
    action,
    work: () =>
      list(params, signal).catch(async (error) => {
        if (isOutage(error)) state.known ??= await known();
        throw error;
      }),
    detail: () => params,
    beside: async (page) => {
      shaped = seenBy(audit, toPage(page));
      await noteRows(page.rows, readAt);
    },
    failed: () => (state.known === null ? null : shown),
    isRecorded: takeRecord,
  }).then((page) => shaped ?? seenBy(audit, toPage(page)));
  answer.catch(() => {});
  const waited = await whileWaiting(answer, patienceOf(waiter), async () => {
    state.known ??= await known();
    if (state.known === null) return null;
    // The answer is there and is being recorded, or has failed and is recorded together with these rows.
    if (takeRecord()) await answer.catch(() => {});
    else await recorded(audit, { action, work: async () => {}, detail: () => shown, isSpent: true });
    return state.known;
  });
  return { ...waited, answer };
}

async function list(params: ListParams, signal: AbortSignal): Promise<SentinelPage> {
  const answer = await sentinel().listCustomers(params, signal);
  const isForeign = answer.rows.length === 0 && answer.skippedRows >= params.perPage && params.page === 1;
  if (isForeign) throw new DeskError('sentinel_malformed');
  return answer;
}

/** The rows of a page, Sentinel's or the directory's, as the actor may see them. */
function seenBy(audit: AuditContext, page: CustomerPage): CustomerPage {
  return { ...page, rows: page.rows.map((row) => rowSeenBy(audit, row)) };
}

function toPage({ rows, page, perPage, total, lastPage, skippedRows }: SentinelPage): CustomerPage {
  const labels = env().SENTINEL_STATUS_LABELS;
  return {
    rows: rows.map(({ documentNumbers: _, ...row }) => ({ ...row, status: labelStatus(row.status, labels) })),
    ...{ page, perPage, total, lastPage, skipped: skippedRows, asOf: new Date().toISOString() },
  };
}
