'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { CalendarX2 } from 'lucide-react';
import { useEffect } from 'react';
import { rememberShownList } from '@/components/address/shown-list';
import { DirectoryNote } from '@/components/shell/directory-note';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { StaleAlert } from '@/components/ui/stale-alert';
import { ApiError } from '@/lib/client/api-error';
import { expiringRowsQuery, expiringSummaryQuery } from '@/lib/client/expiring';
import { ExpiringFilters } from './expiring-filters';
import { RowsComing } from './expiring-loading';
import { ExpiringTable, type ExpiringTableProps } from './expiring-table';
import { useExpiring } from './use-expiring';
import { WeekChart } from './week-chart';
import { WindowChoice } from './window-choice';

/** Whose documents have expired or are about to, soonest first: who has to be asked to verify again. */
export function ExpiringPage({ CreateLink }: Pick<ExpiringTableProps, 'CreateLink'>) {
  const { params, stated, choose } = useExpiring();
  const summary = useQuery({ ...expiringSummaryQuery(params), enabled: stated });
  const rows = useInfiniteQuery({ ...expiringRowsQuery(params), enabled: stated });
  useEffect(() => rememberShownList({ kind: 'expiring', params }), [params]);
  // Of a further page that doesn't come, the table itself speaks.
  const error = summary.error ?? (rows.isFetchNextPageError ? null : rows.error);
  const failed = error !== null && (summary.data === undefined || rows.data === undefined);
  const state = summary.data?.directory.state;
  const off = state === 'off';
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
      ) : state === 'empty' ? (
        <StillFilling />
      ) : (
        <>
          {error && (
            <StaleAlert className="px-3" retry={retry} retrying={summary.isFetching || rows.isFetching}>
              The documents could not be refreshed. {error.message}
            </StaleAlert>
          )}
          <WindowChoice
            within={params.within}
            totals={summary.data?.totals}
            onChoose={(within) => choose({ within })}
          />
          <WeekChart summary={summary.data} within={params.within} />
          <ExpiringFilters params={params} summary={summary.data} onChange={choose} />
          {rows.data && state === 'filling' && rows.data.pages.every((page) => page.rows.length === 0) ? (
            <StillFilling />
          ) : rows.data ? (
            <ExpiringTable
              CreateLink={CreateLink}
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

/** Nobody to show may only mean: nobody yet. */
function StillFilling() {
  return (
    <EmptyState icon={CalendarX2} title="The directory is still filling">
      Whose documents expire is known once it has been filled. Come back later.
    </EmptyState>
  );
}
