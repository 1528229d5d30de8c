'use client';

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useListState } from '@/components/address/list-state';
import { rememberShownList } from '@/components/address/shown-list';
import { useSlow, useWaitingText } from '@/components/shell/waiting-note';
import { type ColumnView, useColumns } from '@/components/table/column-choice';
import { Pager } from '@/components/table/pager';
import { TableBox } from '@/components/table/table-frame';
import { firstRowInView, useListScroll } from '@/components/table/use-list-scroll';
import { useRowFocus } from '@/components/table/use-row-focus';
import { useRowsInTime } from '@/components/table/use-rows-in-time';
import { PlainFailure } from '@/components/ui/plain-failure';
import { useLoaded } from '@/components/ui/use-loaded';
import { customerListQuery } from '@/lib/client/customers';
import { fetchAhead, fetchOnIntent } from '@/lib/client/list-ahead';
import type { CustomerPage } from '@/lib/contracts/customer';
import type { ListParams, PerPage } from '@/lib/contracts/list-params';
import { lastPageFor, rangeText } from '@/lib/words/ranges';
import { listColumns } from './columns';
import { CUSTOMER_LOOKS, KEPT_CUSTOMER_COLUMNS } from './customer-looks';
import { CustomersTable } from './customers-table';
import type { ListTroubleProps } from './list-trouble';

const loadTrouble = () => import('./list-trouble').then((module) => module.ListTrouble);

/** How the columns of the Customers table are arranged: one choice for the live list and for results. */
export const useCustomerColumns = () => useColumns(KEPT_CUSTOMER_COLUMNS, CUSTOMER_LOOKS);

/** Sentinel's own list, live: what the Customers page shows without a search text and without filters. */
export function CustomerList({ columns }: { columns: ColumnView }) {
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const client = useQueryClient();
  const { params, toPage, toPerPage, toSort, sorted } = useListState();
  const query = useCustomerPage(client, params);
  useEffect(() => rememberShownList({ kind: 'list', params }), [params]);
  const { error } = query;
  const latest = useLastShown(query.data);
  const page = useRowsInTime(latest);
  // After a failure the rows of the page before stay, as they do while the next ones are coming.
  const waiting = query.isPlaceholderData || (latest !== undefined && query.data === undefined) || page !== latest;
  const focus = useRowFocus(body, page?.rows.length ?? 0);
  const listKey = Object.values(params).join();
  const scroll = useListScroll({ box, page, waiting, listKey, moveTo: focus.moveTo });
  const again = { retry: () => void query.refetch(), retrying: query.isFetching };
  const failed = error !== null && !page;
  const empty = page?.rows.length === 0 && !waiting;
  const last = latest && lastPageFor(latest, params);
  const before = params.page > 1 ? Math.min(params.page - 1, last ?? params.page) : null;
  const after = last && params.page < last ? params.page + 1 : null;
  const pages = { first: before && 1, back: before, on: after, last: after && last };
  const turn = (to: number | null | undefined) => (to ? () => toPage(to) : null);

  const changePerPage = (perPage: PerPage) => {
    const index = firstRowInView(box.current);
    const row = page?.rows[index];
    if (!page || !row) return toPerPage(perPage, 0);
    scroll.keepInView(row.uuid);
    toPerPage(perPage, (page.page - 1) * page.perPage + index);
  };

  return (
    <>
      {page && error && (
        <Trouble kind="stale" title="The list could not be refreshed" page={page} error={error} {...again} />
      )}
      {page && page.skipped > 0 && <Trouble kind="skipped" count={page.skipped} />}
      {page && isInOtherOrder(page) && <Trouble kind="order" known={page.known} />}
      <TableBox ref={box}>
        <CustomersTable
          params={isInOtherOrder(page) ? { ...params, sortBy: null } : params}
          columns={listColumns}
          onSort={toSort}
          onSortIntent={(sortBy) => void fetchOnIntent(client, sorted(sortBy))}
          view={columns}
          list={listKey}
          rows={failed ? [] : page?.rows}
          dimmed={waiting}
          failed={error !== null}
          body={body}
          focus={focus}
          onOpen={scroll.remember}
        />
        {failed && (
          <Trouble kind="failed" title="The customers could not be loaded" page={page} error={error} {...again} />
        )}
        {empty && page.skipped === 0 && <Trouble kind="empty" page={page} params={params} />}
      </TableBox>
      <Pager
        perPage={params.perPage}
        toPerPage={changePerPage}
        range={latest && rangeText(latest)}
        note={latest && !error && <Waiting page={latest} waiting={query.isFetching} />}
        first={turn(pages.first)}
        back={turn(pages.back)}
        on={turn(pages.on)}
        last={turn(pages.last)}
        onIntent={(to) => void fetchOnIntent(client, { ...params, page: pages[to] ?? params.page })}
      />
    </>
  );
}

/** How old the rows are, while they are the directory's or Sentinel is slow. In the pager, where nothing moves for it. */
function Waiting({ page, waiting }: { page: CustomerPage; waiting: boolean }) {
  const slow = useSlow(waiting);
  const text = useWaitingText(page.asOf, slow);
  return page.known || slow ? <span role="status">{text}</span> : null;
}

function isInOtherOrder(page: CustomerPage | undefined): page is CustomerPage & { known: 'newest' | 'none' } {
  return page?.known === 'newest' || page?.known === 'none';
}

/** Nothing that is on screen is thrown away because a newer answer failed. */
function useLastShown(page: CustomerPage | undefined): CustomerPage | undefined {
  const [kept, setKept] = useState(page);
  if (page && page !== kept) setKept(page);
  return page ?? kept;
}

/** Plain words stand in until the code is there, and where it can't be loaded: offline, for one. */
function Trouble(props: ListTroubleProps) {
  const [ListTrouble, load] = useLoaded(loadTrouble);
  useEffect(() => void load(), [load]);
  if (ListTrouble) return <ListTrouble {...props} />;
  if (!('retry' in props)) return null;
  return <PlainFailure title={props.title} message={props.error.message} onRetry={props.retry} className="py-12" />;
}

/**
 * One page of the list. Once it is here, fetches the next page ahead: turning the page then costs no wait, and Sentinel
 * gets one more call per page that a person reads, never calls for pages far from it.
 */
function useCustomerPage(client: QueryClient, params: ListParams) {
  const query = useQuery(customerListQuery(params));
  // Rows of the directory are no answer: while Sentinel is slow or away, it is not asked ahead.
  const arrived = query.isSuccess && !query.isPlaceholderData && !query.data.known;
  // The words for a failure come while the network works, and after the rows have been drawn.
  useEffect(() => {
    if (!arrived) return;
    const timer = setTimeout(() => void loadTrouble().catch(() => {}), 200);
    return () => clearTimeout(timer);
  }, [arrived]);
  const hasNext = arrived && params.page < query.data.lastPage;
  useEffect(() => {
    if (!hasNext) return;
    void fetchAhead(client, { ...params, page: params.page + 1 });
  }, [hasNext, params, client]);
  return query;
}
