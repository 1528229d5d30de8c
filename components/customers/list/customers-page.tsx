'use client';

import { Columns3, RefreshCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { MenuButton } from '@/components/ui/menu-button';
import type { PerPage } from '@/lib/contracts/list-params';
import { rememberShownList } from '../shown-list';
import { useColumnChoice } from './column-choice';
import { CustomersTable } from './customers-table';
import { ListEmpty, ListFailed, ListStale } from './list-problem';
import { useListState } from './list-state';
import { Pager } from './pager';
import { firstRowInView } from './row-in-view';
import { SearchBox } from './search-box';
import { useCustomerPage } from './use-customer-page';
import { usePlace } from './use-place';
import { useRowFocus } from './use-row-focus';

const loadColumnsMenu = () => import('./columns-menu').then((module) => module.ColumnsMenu);

/** The list: toolbar, table, pager, one above the other in the window's height. Only the table's box scrolls. */
export function CustomersPage() {
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const { params, toPage, toPerPage, toSort } = useListState();
  const [visibility, setShown] = useColumnChoice();
  const query = useCustomerPage(params);
  useEffect(() => rememberShownList(params), [params]);
  const { data: page, error, isPlaceholderData: waiting } = query;
  const focus = useRowFocus(body, page?.rows.length ?? 0);
  const listKey = Object.values(params).join();
  const place = usePlace({ box, page, waiting, listKey, moveTo: focus.moveTo });
  const again = { retry: () => void query.refetch(), retrying: query.isFetching };
  const failed = error !== null && page === undefined;
  const empty = page !== undefined && page.rows.length === 0 && !waiting;

  const changePerPage = (perPage: PerPage) => {
    const index = firstRowInView(box.current);
    const row = page?.rows[index];
    if (page === undefined || row === undefined) return toPerPage(perPage, 0);
    place.keepInView(row.uuid);
    toPerPage(perPage, (page.page - 1) * page.perPage + index);
  };

  return (
    <div className="flex h-[calc(100dvh-3rem)] flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 max-sm:px-2">
        <h1 className="font-semibold text-xl max-sm:ps-2">Customers</h1>
        <div className="flex flex-1 justify-start max-sm:order-last max-sm:basis-full">
          <SearchBox />
        </div>
        <div className="ms-auto flex gap-1">
          <Button variant="ghost" size="icon" aria-label="Refresh" title="Refresh" onClick={again.retry}>
            <RefreshCw aria-hidden className={cn(query.isFetching && 'animate-spin motion-reduce:animate-none')} />
          </Button>
          <MenuButton load={loadColumnsMenu} menuProps={{ visibility, setShown }}>
            <Columns3 aria-hidden />
            Columns
          </MenuButton>
        </div>
      </div>
      {page && error && <ListStale error={error} asOf={page.asOf} {...again} />}
      <div
        ref={box}
        className="min-h-0 flex-1 scroll-pt-10 overflow-auto overscroll-contain border-line border-t bg-surface"
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
      <Pager params={params} page={page} toPage={toPage} toPerPage={changePerPage} />
    </div>
  );
}
