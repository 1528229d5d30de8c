'use client';

import { useQuery } from '@tanstack/react-query';
import { RefreshCw, ShieldCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useCan } from '@/components/shell/viewer-context';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { auditPageQuery } from '@/lib/client/audit';
import { AuditFilters } from './audit-filters';
import { AuditPager } from './audit-pager';
import { AuditEmpty, AuditFailed, AuditStale } from './audit-problem';
import { useAuditState } from './audit-state';
import { AuditTable } from './audit-table';
import { ChainAlert } from './chain-alert';
import { ChainLine } from './chain-line';
import { ExportButton } from './export-button';
import { useVerify } from './use-verify';

/** The trail: what is known of its chain, filters, table, pager, in the window's height. Only the table's box scrolls. */
export function AuditPage() {
  const box = useRef<HTMLDivElement>(null);
  const state = useAuditState();
  const all = useCan('audit:all');
  const query = useQuery(auditPageQuery(state.query));
  const verify = useVerify();
  const { data: page, error, isPlaceholderData: waiting } = query;
  const again = { retry: () => void query.refetch(), retrying: query.isFetching };
  const failed = error !== null && page === undefined;
  const empty = page !== undefined && page.entries.length === 0 && !waiting;
  const chain = verify.state.phase === 'done' ? verify.state.chain : page?.chain;

  // Another page begins at its top.
  const first = waiting ? undefined : page?.entries[0]?.seq;
  useEffect(() => {
    if (first !== undefined) box.current?.scrollTo({ top: 0 });
  }, [first]);

  return (
    <div className="flex h-[calc(100dvh-3rem)] flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 max-sm:px-2">
        <h1 className="font-semibold text-xl max-sm:ps-2">Audit log</h1>
        <div className="min-w-0 flex-1 max-sm:order-last max-sm:basis-full max-sm:ps-2">
          {all ? <ChainLine chain={chain} verify={verify} /> : <p className="text-muted">What was done to customers</p>}
        </div>
        <div className="ms-auto flex gap-1">
          <Button variant="ghost" size="icon" aria-label="Refresh" title="Refresh" onClick={again.retry}>
            <RefreshCw aria-hidden className={cn(query.isFetching && 'animate-spin motion-reduce:animate-none')} />
          </Button>
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
      {page && error && <AuditStale error={error} asOf={query.dataUpdatedAt} {...again} />}
      <div
        ref={box}
        className="min-h-0 flex-1 scroll-pt-10 overflow-auto overscroll-contain border-line border-t bg-surface"
      >
        <AuditTable entries={failed ? [] : page?.entries} dimmed={waiting} onFilter={state.filterBy} />
        {failed && <AuditFailed error={error} {...again} />}
        {empty && <AuditEmpty state={state} />}
      </div>
      <AuditPager page={page} atNewest={state.before === null} toNewer={state.toNewer} toOlder={state.toOlder} />
    </div>
  );
}
