'use client';

import { type InfiniteData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { CalendarX2, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { writeView } from '@/components/address/filter-codec';
import { rememberShownList } from '@/components/address/shown-list';
import { DirectoryNote } from '@/components/shell/directory-note';
import { ListHeading } from '@/components/shell/list-heading';
import { PageLink } from '@/components/shell/page-link';
import { useFirstAnswer } from '@/components/shell/use-first-answer';
import { useCan } from '@/components/shell/viewer-context';
import { drawnColumns } from '@/components/table/column-look';
import { RowsFailed, RowsStale } from '@/components/table/rows-state';
import { TableCard, TableComing } from '@/components/table/table-frame';
import { EmptyState } from '@/components/ui/empty-state';
import { expiringRowsQuery, expiringSummaryQuery } from '@/lib/client/expiring';
import type { FirstAnswer } from '@/lib/contracts/answers';
import {
  DEFAULT_EXPIRING,
  type ExpiringParams,
  type ExpiringSummary,
  type ExpiringPage as Rows,
} from '@/lib/contracts/directory';
import { DEFAULT_LIST } from '@/lib/contracts/list-params';
import { routes } from '@/lib/routes';
import { expiryUnreadableText } from '@/lib/words/expiry';
import { ExpiringFilters } from './expiring-filters';
import { EXPIRING_LOOKS, EXPIRING_ROW } from './expiring-looks';
import { ExpiringTable, type ExpiringTableProps } from './expiring-table';
import { useExpiring } from './use-expiring';
import { WeekChart } from './week-chart';
import { WindowChoice } from './window-choice';

const UNREADABLE_VIEW = {
  filters: { expiryUnreadable: true as const },
  sort: undefined,
  perPage: DEFAULT_LIST.perPage,
};

interface ExpiringPageProps extends Pick<ExpiringTableProps, 'CreateLink'> {
  /** The window that this browser chose last, for an address that names none. */
  chosen: ExpiringParams['within'];
  /** What the page's first HTML shows; `null` where the browser asks by itself. */
  first: {
    params: ExpiringParams;
    summary: FirstAnswer<ExpiringSummary, never>;
    rows: FirstAnswer<InfiniteData<Rows, string | null>, never>;
  } | null;
}

/** The directory's answer is the only one here: nothing stands in its place. */
const nothing = () => undefined;

/** Documents that have expired or are about to, soonest first: these customers must verify again. */
export function ExpiringPage({ chosen, first, CreateLink }: ExpiringPageProps) {
  useFirstAnswer(expiringSummaryQuery(first?.params ?? DEFAULT_EXPIRING), first?.summary ?? null, nothing);
  useFirstAnswer(expiringRowsQuery(first?.params ?? DEFAULT_EXPIRING), first?.rows ?? null, nothing);
  const { params, stated, choose } = useExpiring(chosen);
  const mayCreateLink = useCan('link:create');
  const summary = useQuery({ ...expiringSummaryQuery(params), enabled: stated });
  const rows = useInfiniteQuery({ ...expiringRowsQuery(params), enabled: stated });
  useEffect(() => rememberShownList({ kind: 'expiring', params }), [params]);
  // The table itself reports a further page that failed.
  const error = summary.error ?? (rows.isFetchNextPageError ? null : rows.error);
  const failed = error !== null && (summary.data === undefined || rows.data === undefined);
  const state = summary.data?.directory.state;
  const off = state === 'off';
  const again = {
    retry: () => {
      void summary.refetch();
      void rows.refetch();
    },
    retrying: summary.isFetching || rows.isFetching,
  };
  const shown = useMemo(() => rows.data?.pages.flatMap((page) => page.rows), [rows.data]);

  return (
    <div className="mx-auto flex w-full max-w-[96rem] flex-col gap-4 p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <ListHeading>Expiring documents</ListHeading>
        {summary.data && !off && <DirectoryNote status={summary.data.directory} counted={summary.data.asOf} />}
      </div>
      {failed ? (
        <RowsFailed title="The expiring documents could not be loaded" error={error} {...again} />
      ) : off ? (
        <EmptyState icon={CalendarX2} title="The directory is switched off">
          Without it the desk doesn’t know whose documents expire.
        </EmptyState>
      ) : state === 'empty' ? (
        <StillFilling />
      ) : (
        <>
          {error && (
            <RowsStale className="px-3" error={error} {...again}>
              The documents could not be refreshed.
            </RowsStale>
          )}
          <WindowChoice
            within={params.within}
            totals={summary.data?.totals}
            onChoose={(within) => choose({ within })}
          />
          <WeekChart summary={summary.data} within={params.within} />
          <ExpiringFilters params={params} summary={summary.data} onChange={choose} />
          {summary.data && summary.data.unreadable > 0 && <NotReadable count={summary.data.unreadable} />}
          {state === 'filling' && shown?.length === 0 ? (
            <StillFilling />
          ) : shown ? (
            <ExpiringTable
              CreateLink={CreateLink}
              rows={shown}
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
            <RowsComing link={mayCreateLink} />
          )}
        </>
      )}
    </div>
  );
}

/** These customers are in no window, so the page leads to them. */
function NotReadable({ count }: { count: number }) {
  return (
    <p className="flex items-start gap-1.5 font-medium text-attention">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <PageLink href={`${routes.customers()}${writeView(UNREADABLE_VIEW)}`} className="underline">
        <bdi>{expiryUnreadableText(count)}</bdi>
      </PageLink>
    </p>
  );
}

/** An empty answer of a directory that is not filled yet says nothing about the customers. */
function StillFilling() {
  return (
    <EmptyState icon={CalendarX2} title="The directory is still filling">
      Whose documents expire is known once it has been filled. Come back later.
    </EmptyState>
  );
}

/** @param link whether the rows will have the column with the button */
function RowsComing({ link }: { link: boolean }) {
  const columns = drawnColumns(EXPIRING_LOOKS).filter(({ id }) => link || id !== 'link');
  return (
    <div aria-hidden>
      <TableCard>
        <TableComing label="Expiring documents" columns={columns} count={8} card rowClass={EXPIRING_ROW} />
      </TableCard>
    </div>
  );
}
