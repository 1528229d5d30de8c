'use client';

import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { Bookmark, Columns3, Download, ListFilter, RefreshCw } from 'lucide-react';
import { lazy, useEffect, useState } from 'react';
import { takeTextForList, useAddress } from '@/components/address/customers-address';
import { CustomerList, useCustomerColumns } from '@/components/customer-list/customer-list';
import { CUSTOMER_LOOKS } from '@/components/customer-list/customer-looks';
import { ResultLoading } from '@/components/customer-list/list-loading';
import type { FirstMatches } from '@/components/customer-list/results/first-result';
import { FILTERS_BUTTON, focusFiltersButton } from '@/components/filters/filters-button';
import { usePageKeys } from '@/components/shell/hotkey';
import { ListHeading } from '@/components/shell/list-heading';
import { useFirstAnswer } from '@/components/shell/use-first-answer';
import { useCan } from '@/components/shell/viewer-context';
import { useDensity } from '@/components/table/density';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { LoadFailed } from '@/components/ui/load-failed';
import { MenuButton } from '@/components/ui/menu-button';
import { useLoaded } from '@/components/ui/use-loaded';
import { customerListQuery } from '@/lib/client/customers';
import { pause } from '@/lib/client/list-pace';
import type { FirstAnswer } from '@/lib/contracts/answers';
import type { CustomerPage } from '@/lib/contracts/customer';
import { DEFAULT_LIST, type ListParams } from '@/lib/contracts/list-params';

const loadViewsMenu = () => import('@/components/views/views-menu').then((module) => module.ViewsMenu);
const loadColumnsMenu = () => import('@/components/table/columns-menu').then((module) => module.ColumnsMenu);
const loadResult = () => import('@/components/customer-list/results/result').then((module) => module.Result);
/** For a result in the first HTML, which the server draws, too: {@link useLoaded} draws in the browser alone. */
const FirstResult = lazy(() =>
  import('@/components/customer-list/results/first-result').then(
    (module) => ({ default: module.FirstResult }),
    () => ({ default: () => <ResultLoading failed /> }),
  ),
);
const loadFilters = () => import('@/components/filters/filter-panel').then((module) => module.FilterPanel);
const loadExport = () => import('@/components/export/export-dialog').then((module) => module.ExportDialog);

/** Sentinel's list as the page's first HTML shows it. */
type FirstList = FirstAnswer<CustomerPage> & { params: ListParams };

interface CustomersPageProps {
  /** What the first HTML shows. Without both, the browser asks by itself. */
  list?: FirstList | null;
  matches?: FirstMatches;
}

/**
 * Toolbar, table and pager fill the window's height; only the table's box scrolls. Without a text and filters the table
 * is Sentinel's own list. The code for results, filters and exports is fetched on demand.
 */
export function CustomersPage({ list: first = null, matches }: CustomersPageProps) {
  useFirstAnswer(customerListQuery(first?.params ?? DEFAULT_LIST), first, pause);
  const address = useAddress();
  useEffect(takeTextForList, []);
  const [columns, changeColumns] = useCustomerColumns();
  const density = useDensity();
  const client = useQueryClient();
  const fetching = useIsFetching({ queryKey: ['customers'], type: 'active' }) > 0;
  const mayExport = useCan('customers:export');
  const [Result, fetchResult] = useLoaded(loadResult);
  const [Filters, fetchFilters, askForFilters] = useLoaded(loadFilters);
  const [Export, fetchExport, askForExport] = useLoaded(loadExport);
  const [open, setOpen] = useState<{ filters?: boolean; export?: boolean }>({});
  const [failed, setFailed] = useState(false);
  const [broken, setBroken] = useState(false);
  const { searching } = address;

  useEffect(() => {
    if (searching && matches === undefined) void fetchResult().then((worked) => setFailed(!worked));
  }, [searching, matches, fetchResult]);

  const tell = (worked: boolean) => setBroken(!worked);
  const closeFilters = () => {
    setOpen((now) => ({ ...now, filters: false }));
    focusFiltersButton();
  };
  const toggleFilters = () => {
    if (open.filters) closeFilters();
    else void askForFilters(() => setOpen((now) => ({ ...now, filters: true })), true).then(tell);
    return true;
  };
  const showExport = () => {
    void askForExport(() => setOpen((now) => ({ ...now, export: true }))).then(tell);
    return true;
  };
  // The buttons don't tell their keys: the code for tooltips with keys would come with the list (0.4 KB).
  usePageKeys({ filters: toggleFilters, ...(mayExport && { export: showExport }) });
  const list = <CustomerList columns={columns} />;
  const result = { address, columns, list, focusFilters: focusFiltersButton };
  return (
    <div data-density={density.now} className="flex page-height flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 max-sm:px-2">
        <ListHeading className="max-sm:ps-2">Customers</ListHeading>
        <div className="ms-auto flex gap-1">
          <Button
            variant="ghost"
            size="icon"
            aria-label="Refresh"
            title="Refresh"
            onClick={() => void client.refetchQueries({ queryKey: ['customers'], type: 'active' })}
          >
            <RefreshCw aria-hidden className={cn(fetching && 'animate-spin motion-reduce:animate-none')} />
          </Button>
          <Button
            id={FILTERS_BUTTON}
            variant="ghost"
            aria-label="Filters"
            aria-expanded={open.filters === true && Filters !== null}
            onPointerEnter={() => void fetchFilters()}
            onClick={toggleFilters}
          >
            <ListFilter aria-hidden />
            <span className="max-lg:hidden">Filters</span>
          </Button>
          {mayExport && (
            <Button variant="ghost" aria-label="Export" onPointerEnter={() => void fetchExport()} onClick={showExport}>
              <Download aria-hidden />
              <span className="max-lg:hidden">Export</span>
            </Button>
          )}
          <MenuButton
            load={loadViewsMenu}
            menuProps={{ page: 'customers' as const, looks: CUSTOMER_LOOKS, view: columns, change: changeColumns }}
          >
            <Bookmark aria-hidden />
            <span className="max-sm:sr-only">Views</span>
          </MenuButton>
          <MenuButton
            load={loadColumnsMenu}
            menuProps={{ looks: CUSTOMER_LOOKS, view: columns, change: changeColumns, density }}
          >
            <Columns3 aria-hidden />
            <span className="max-sm:sr-only">Columns</span>
          </MenuButton>
        </div>
      </div>
      {broken && <LoadFailed className="shrink-0 px-4 pb-2 text-end" />}
      <div className="relative flex min-h-0 flex-1">
        {open.filters && Filters && <Filters address={address} onClose={closeFilters} />}
        <div className="flex min-w-0 flex-1 flex-col">
          {!searching ? (
            list
          ) : matches ? (
            // Without a boundary of its own: its rows would come after the page, in a part that React shows later.
            <FirstResult first={matches} {...result} />
          ) : Result ? (
            <Result {...result} />
          ) : (
            <ResultLoading failed={failed} />
          )}
        </div>
      </div>
      {open.export && Export && (
        <Export address={address} onClose={() => setOpen((now) => ({ ...now, export: false }))} />
      )}
    </div>
  );
}
