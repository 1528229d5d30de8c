'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { CalendarX2 } from 'lucide-react';
import { useEffect } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { ApiError } from '@/lib/client/api-error';
import { expiringRowsQuery, expiringSummaryQuery } from '@/lib/client/expiring';
import { DirectoryNote } from '../search/directory-note';
import { rememberShownList } from '../shown-list';
import { ExpiringFilters } from './expiring-filters';
import { RowsComing } from './expiring-loading';
import { ExpiringTable } from './expiring-table';
import { useExpiring } from './use-expiring';
import { WeekChart } from './week-chart';
import { WindowChoice } from './window-choice';

/** Whose documents have expired or are about to, soonest first: who has to be asked to verify again. */
export function ExpiringPage() {
  const { params, choose } = useExpiring();
  const summary = useQuery(expiringSummaryQuery(params));
  const rows = useInfiniteQuery(expiringRowsQuery(params));
  useEffect(() => rememberShownList({ kind: 'expiring', params }), [params]);
  const error = summary.error ?? rows.error;
  const failed = error !== null && (summary.data === undefined || rows.data === undefined);
  const off = summary.data?.directory.state === 'off';
  const retry = () => {
    void summary.refetch();
    void rows.refetch();
  };

  return (
    <div className="mx-auto flex w-full max-w-[96rem] flex-col gap-4 p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h1 className="font-semibold text-xl">Expiring documents</h1>
        {summary.data && !off && <DirectoryNote status={summary.data.directory} />}
      </div>
      {failed ? (
        <ErrorState
          title="The expiring documents could not be loaded"
          message={error.message}
          requestId={error instanceof ApiError ? error.details.requestId : undefined}
          onRetry={retry}
          retrying={summary.isFetching || rows.isFetching}
        />
      ) : off ? (
        <EmptyState icon={CalendarX2} title="The directory is switched off">
          Without it the desk doesn’t know whose documents expire.
        </EmptyState>
      ) : (
        <>
          <WindowChoice
            within={params.within}
            totals={summary.data?.totals}
            onChoose={(within) => choose({ within })}
          />
          <WeekChart summary={summary.data} within={params.within} />
          <ExpiringFilters params={params} summary={summary.data} onChange={choose} />
          {rows.data ? (
            <ExpiringTable
              rows={rows.data.pages.flatMap((page) => page.rows)}
              dimmed={rows.isPlaceholderData}
              more={
                rows.hasNextPage && !rows.isPlaceholderData
                  ? {
                      load: () => void rows.fetchNextPage(),
                      loading: rows.isFetchingNextPage,
                      failed: rows.isFetchNextPageError,
                    }
                  : null
              }
            />
          ) : (
            <RowsComing />
          )}
        </>
      )}
    </div>
  );
}
