'use client';

import { useEffect, useRef } from 'react';
import { useListState } from '@/components/address/list-state';
import { rememberShownList } from '@/components/address/shown-list';
import { Pager } from '@/components/table/pager';
import { firstRowInView } from '@/components/table/row-in-view';
import { useRowFocus } from '@/components/table/use-row-focus';
import type { PerPage } from '@/lib/contracts/list-params';
import { lastPageFor, rangeText } from '@/lib/words/ranges';
import type { Visibility } from './column-choice';
import { CustomersTable } from './customers-table';
import { ListEmpty, ListFailed, ListStale } from './list-problem';
import { useCustomerPage } from './use-customer-page';
import { usePlace } from './use-place';

/** Sentinel's own list, live: what the Customers page shows when nothing is searched for or filtered. */
export function CustomerList({ visibility }: { visibility: Visibility }) {
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const { params, toPage, toPerPage, toSort } = useListState();
  const query = useCustomerPage(params);
  useEffect(() => rememberShownList({ kind: 'list', params }), [params]);
  const { data: page, error, isPlaceholderData: waiting } = query;
  const focus = useRowFocus(body, page?.rows.length ?? 0);
  const listKey = Object.values(params).join();
  const place = usePlace({ box, page, waiting, listKey, moveTo: focus.moveTo });
  const again = { retry: () => void query.refetch(), retrying: query.isFetching };
  const failed = error !== null && page === undefined;
  const empty = page !== undefined && page.rows.length === 0 && !waiting;
  const last = page && lastPageFor(page, params);
  const turn = (to: number) => () => toPage(to);
  const back = params.page > 1;
  const on = last !== undefined && params.page < last;

  const changePerPage = (perPage: PerPage) => {
    const index = firstRowInView(box.current);
    const row = page?.rows[index];
    if (page === undefined || row === undefined) return toPerPage(perPage, 0);
    place.keepInView(row.uuid);
    toPerPage(perPage, (page.page - 1) * page.perPage + index);
  };

  return (
    <>
      {page && error && <ListStale error={error} asOf={page.asOf} {...again} />}
      <div
        ref={box}
        className="@container min-h-0 flex-1 scroll-pt-10 overflow-auto overscroll-contain border-line border-t bg-surface"
      >
        <CustomersTable
          params={params}
          onSort={toSort}
          visibility={visibility}
          rows={failed ? [] : page?.rows}
          dimmed={waiting}
          body={body}
          focus={focus}
          onOpen={place.remember}
        />
        {failed && <ListFailed error={error} {...again} />}
        {empty && <ListEmpty page={page} params={params} />}
      </div>
      <Pager
        perPage={params.perPage}
        toPerPage={changePerPage}
        range={page && rangeText(page)}
        first={back ? turn(1) : null}
        back={back ? turn(Math.min(params.page - 1, last ?? params.page)) : null}
        on={on ? turn(params.page + 1) : null}
        last={on ? turn(last) : null}
      />
    </>
  );
}
