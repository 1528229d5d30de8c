'use client';

import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Bookmark, CalendarX2, Columns3, Download, TriangleAlert } from 'lucide-react';
import { type ComponentType, useEffect, useMemo, useState } from 'react';
import { writeView } from '@/components/address/filter-codec';
import { rememberShownRows } from '@/components/address/list-places';
import { DirectoryNote } from '@/components/shell/directory-note';
import { usePageKeys } from '@/components/shell/hotkey';
import { useKeyHint } from '@/components/shell/key-hint';
import { ListHeading } from '@/components/shell/list-heading';
import { PageLink } from '@/components/shell/page-link';
import { useFirstAnswer } from '@/components/shell/use-first-answer';
import { useCan } from '@/components/shell/viewer-context';
import { type ColumnView, useColumns } from '@/components/table/column-choice';
import { drawnColumns } from '@/components/table/column-look';
import { RowsFailed, RowsStale } from '@/components/table/rows-state';
import { TableCard, TableComing } from '@/components/table/table-frame';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadFailed } from '@/components/ui/load-failed';
import { MenuButton, type OpenMenu } from '@/components/ui/menu-button';
import { useLoaded } from '@/components/ui/use-loaded';
import { expiringRowsQuery, expiringSummaryQuery, refreshMarked } from '@/lib/client/expiring';
import type { FirstAnswer } from '@/lib/contracts/answers';
import {
  type CountedWindow,
  DEFAULT_EXPIRING,
  type ExpiringParams,
  type ExpiringSummary,
  MOST_SORTED,
  type ExpiringPage as Rows,
} from '@/lib/contracts/expiring';
import { DEFAULT_LIST } from '@/lib/contracts/list-params';
import { routes } from '@/lib/routes';
import { expiryUnreadableText } from '@/lib/words/expiry';
import { formatCount } from '@/lib/words/numbers';
import { shownText } from '@/lib/words/worklist';
import { ExpiringFilters } from './expiring-filters';
import { EXPIRING_LOOKS, EXPIRING_ROW, KEPT_EXPIRING_COLUMNS } from './expiring-looks';
import { ExpiringTable, type ExpiringTableProps } from './expiring-table';
import { type CreateLinksButton, SelectionBar } from './selection-bar';
import { useExpiring } from './use-expiring';
import { WeekChart } from './week-chart';
import { WindowChoice } from './window-choice';

const UNREADABLE_VIEW = {
  filters: { expiryUnreadable: true as const },
  sort: undefined,
  perPage: DEFAULT_LIST.perPage,
};

const loadColumnsMenu = () => import('@/components/table/columns-menu').then((module) => module.ColumnsMenu);

/** The menu of saved views: another feature, as the export is. */
export type ExpiringViews = ComponentType<
  OpenMenu & {
    page: 'expiring';
    looks: typeof EXPIRING_LOOKS;
    view: ColumnView;
    change: (view: ColumnView) => void;
  }
>;

export type WorklistExport = ComponentType<{ params: ExpiringParams; count: number; onClose: () => void }>;

interface ExpiringPageProps extends Pick<ExpiringTableProps, 'CreateLink'> {
  CreateLinks: CreateLinksButton;
  /** Loads the dialog that exports the list: another feature, as the buttons for links are. */
  loadExport: () => Promise<WorklistExport>;
  loadViews: () => Promise<ExpiringViews>;
  /** The window that this browser chose last, for an address that names none. */
  chosen: CountedWindow;
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
export function ExpiringPage({ chosen, first, CreateLink, CreateLinks, loadExport, loadViews }: ExpiringPageProps) {
  useFirstAnswer(expiringSummaryQuery(first?.params ?? DEFAULT_EXPIRING), first?.summary ?? null, nothing);
  useFirstAnswer(expiringRowsQuery(first?.params ?? DEFAULT_EXPIRING), first?.rows ?? null, nothing);
  const { params, stated, choose } = useExpiring(chosen);
  const mayCreateLink = useCan('link:create');
  const [columns, changeColumns] = useColumns(KEPT_EXPIRING_COLUMNS, EXPIRING_LOOKS);
  const client = useQueryClient();
  const summary = useQuery({ ...expiringSummaryQuery(params), enabled: stated });
  const rows = useInfiniteQuery({ ...expiringRowsQuery(params), enabled: stated });
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
  const held = heldBy(summary.data);
  useShownExpiring(params, rows.isPlaceholderData ? undefined : shown, summary.data);

  return (
    <div className="mx-auto flex w-full max-w-[96rem] flex-col gap-4 p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <ListHeading>Expiring documents</ListHeading>
        {summary.data && !off && (
          <DirectoryNote className="ms-auto" status={summary.data.directory} counted={summary.data.asOf} />
        )}
        <MenuButton
          load={loadViews}
          menuProps={{ page: 'expiring', looks: EXPIRING_LOOKS, view: columns, change: changeColumns }}
        >
          <Bookmark aria-hidden />
          Views
        </MenuButton>
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
          <WindowChoice params={params} summary={summary.data} onChoose={choose} />
          <WeekChart summary={summary.data} params={params} />
          <div className="flex flex-wrap items-center gap-2">
            <ExpiringFilters params={params} summary={summary.data} onChange={choose} />
            <div className="ms-auto flex gap-1 max-sm:hidden">
              <ExportButton load={loadExport} params={params} count={held} />
              <MenuButton
                load={loadColumnsMenu}
                menuProps={{ looks: EXPIRING_LOOKS, view: columns, change: changeColumns }}
              >
                <Columns3 aria-hidden />
                Columns
              </MenuButton>
            </div>
          </div>
          {summary.data && summary.data.unreadable > 0 && <NotReadable count={summary.data.unreadable} />}
          <p role="status" className="sr-only">
            {shown &&
              !rows.isPlaceholderData &&
              // The figures of the choice before would be a wrong total.
              (!rows.hasNextPage || (summary.data && !summary.isPlaceholderData)) &&
              shownText(shown.length, wholeOf(params, held, rows.hasNextPage, shown))}
          </p>
          {state === 'filling' && shown?.length === 0 ? (
            <StillFilling />
          ) : shown ? (
            <ExpiringTable
              CreateLink={CreateLink}
              rows={shown}
              dimmed={rows.isPlaceholderData}
              params={params}
              arranged={columns}
              onSort={choose}
              sortable={held <= MOST_SORTED}
              actions={(selection) => (
                <SelectionBar
                  rows={shown}
                  selection={selection}
                  CreateLinks={mayCreateLink ? CreateLinks : null}
                  onChanged={() => void refreshMarked(client)}
                />
              )}
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
            <RowsComing link={mayCreateLink} arranged={columns} />
          )}
        </>
      )}
    </div>
  );
}

/** For the customer's page: which list this is, and where in it each customer stands. */
function useShownExpiring(
  params: ExpiringParams,
  rows: Rows['rows'] | undefined,
  summary: ExpiringSummary | undefined,
) {
  const types = summary?.documentTypes.filter(({ type }) => (params.documentType ?? type) === type);
  // The figures count documents that are done, too.
  const documents = params.open ? undefined : types?.reduce((sum, { count }) => sum + count, 0);
  const total = documents === undefined ? null : formatCount(documents);
  useEffect(() => {
    const uuids = rows?.map(({ uuid }) => uuid);
    rememberShownRows({ kind: 'expiring', params }, uuids && { before: 0, uuids, total });
  }, [params, rows, total]);
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

/** How many documents the choice holds, as the chart counts them. */
function heldBy(summary: ExpiringSummary | undefined): number {
  return summary === undefined ? 0 : summary.weeks.reduce((sum, { count }) => sum + count, summary.earlier);
}

/** How many documents the list has in all. The figures count documents that are done, too: then the last page tells. */
function wholeOf({ open }: ExpiringParams, held: number, goesOn: boolean, shown: readonly unknown[]): number | null {
  if (!goesOn) return shown.length;
  return open ? null : held;
}

/** The button of the export, whose code is fetched when the pointer or the focus reaches it. */
function ExportButton({
  load,
  ...list
}: {
  load: () => Promise<WorklistExport>;
  params: ExpiringParams;
  count: number;
}) {
  const mayExport = useCan('customers:export');
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const [Export, fetchIt, askFor] = useLoaded(load);
  const hint = useKeyHint('export');
  const show = () => void askFor(() => setOpen(true)).then((worked) => setFailed(!worked));
  usePageKeys({
    ...(mayExport && {
      export: () => {
        show();
        return true;
      },
    }),
  });
  if (!mayExport) return null;
  return (
    <>
      {failed && <LoadFailed />}
      <Button
        variant="ghost"
        {...hint('Export')}
        onPointerEnter={() => void fetchIt()}
        onFocus={() => void fetchIt()}
        onClick={show}
      >
        <Download aria-hidden />
        Export
      </Button>
      {open && Export && <Export {...list} onClose={() => setOpen(false)} />}
    </>
  );
}

/** @param link whether the rows will have the column with the button */
function RowsComing({ link, arranged }: { link: boolean; arranged: ColumnView }) {
  const columns = drawnColumns(EXPIRING_LOOKS).filter(
    ({ id }) => arranged.visibility[id] !== false && (link || id !== 'link'),
  );
  return (
    <div aria-hidden>
      <TableCard>
        <TableComing label="Expiring documents" columns={columns} count={8} card rowClass={EXPIRING_ROW} />
      </TableCard>
    </div>
  );
}
