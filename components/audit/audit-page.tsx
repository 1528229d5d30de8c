'use client';

import { useQuery } from '@tanstack/react-query';
import { RefreshCw, ShieldCheck } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { PageLink } from '@/components/shell/page-link';
import { useCan } from '@/components/shell/viewer-context';
import { AsOf, RowsFailed, RowsStale } from '@/components/table/rows-state';
import { TableBox } from '@/components/table/table-frame';
import { Button, buttonClass } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { auditPageQuery } from '@/lib/client/audit';
import { foldLooks } from '@/lib/folded-events';
import { routes } from '@/lib/routes';
import { AuditEmpty } from './audit-empty';
import { AuditFilters } from './audit-filters';
import { AuditPager } from './audit-pager';
import { useAuditState } from './audit-state';
import { AuditTable } from './audit-table';
import { ChainAlert } from './chain-alert';
import { ChainLine } from './chain-line';
import { ExportButton } from './export-button';
import { useVerify } from './use-verify';

const NO_FOLDS: never[] = [];

/** The audit log in the window's height: the chain's state, filters, table, pager. Only the table's box scrolls. */
export function AuditPage() {
  const box = useRef<HTMLDivElement>(null);
  const state = useAuditState();
  const all = useCan('audit:all');
  const mayReview = useCan('access:review');
  const query = useQuery(auditPageQuery(state.query));
  const verify = useVerify();
  const { data: page, error, isPlaceholderData: waiting } = query;
  const folds = useMemo(() => page && foldLooks(page.entries), [page]);
  const again = { retry: () => void query.refetch(), retrying: query.isFetching };
  const failed = error !== null && page === undefined;
  const empty = page !== undefined && page.entries.length === 0 && !waiting;
  const chain = verify.state.phase === 'done' ? verify.state.chain : page?.chain;

  // A new page starts at its first row.
  const first = waiting ? undefined : page?.entries[0]?.seq;
  useEffect(() => {
    if (first !== undefined) box.current?.scrollTo({ top: 0 });
  }, [first]);

  return (
    <div className="flex page-height flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 max-sm:px-2">
        <h1 className="font-semibold text-xl max-sm:ps-2">Audit log</h1>
        <div className="min-w-0 flex-1 max-sm:order-last max-sm:basis-full max-sm:ps-2">
          {all ? <ChainLine chain={chain} verify={verify} /> : <p className="text-muted">What was done to customers</p>}
        </div>
        <div className="ms-auto flex flex-wrap justify-end gap-1">
          <Button variant="ghost" size="icon" aria-label="Refresh" title="Refresh" onClick={again.retry}>
            <RefreshCw aria-hidden className={cn(query.isFetching && 'animate-spin motion-reduce:animate-none')} />
          </Button>
          {mayReview && (
            <PageLink href={routes.accessReview()} className={buttonClass({})}>
              Access review
            </PageLink>
          )}
          {all && (
            <>
              <Button loading={verify.state.phase === 'running'} onClick={verify.verify}>
                {verify.state.phase !== 'running' && <ShieldCheck aria-hidden />}
                Verify now
              </Button>
              <ExportButton from={state.filters.from} to={state.filters.to} />
            </>
          )}
        </div>
      </div>
      <AuditFilters state={state} />
      <ChainAlert chain={chain} verify={verify} />
      {page && error && (
        <RowsStale error={error} {...again}>
          The events could not be refreshed. You see them <AsOf moment={query.dataUpdatedAt} />.
        </RowsStale>
      )}
      <TableBox ref={box}>
        <AuditTable folds={failed ? NO_FOLDS : folds} names={page} dimmed={waiting} onFilter={state.filterBy} />
        {failed && <RowsFailed title="The audit events could not be loaded" error={error} {...again} />}
        {empty && <AuditEmpty state={state} />}
      </TableBox>
      <AuditPager
        page={page}
        rows={folds?.length ?? 0}
        atNewest={state.before === null}
        toNewer={state.toNewer}
        toOlder={state.toOlder}
      />
    </div>
  );
}
