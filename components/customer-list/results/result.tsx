'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { type Address, pushEntry } from '@/components/address/customers-address';
import { isFiltered, type ResultView, readView, writeView } from '@/components/address/filter-codec';
import { rememberShownRows } from '@/components/address/list-places';
import { nextSort } from '@/components/address/list-state';
import { useTimeZone } from '@/components/shell/clock';
import type { ColumnView } from '@/components/table/column-choice';
import { Pager } from '@/components/table/pager';
import { RowsFailed, RowsStale } from '@/components/table/rows-state';
import { TableBox } from '@/components/table/table-frame';
import { useListScroll } from '@/components/table/use-list-scroll';
import { useRowFocus } from '@/components/table/use-row-focus';
import { countsQuery, directoryStateQuery, searchPageQuery } from '@/lib/client/search';
import type { SortKey } from '@/lib/contracts/list-params';
import { resultRange, totalText } from '@/lib/words/result-range';
import { CustomersTable } from '../customers-table';
import { ResultBar } from './result-bar';
import { resultColumns, withFiltered } from './result-columns';
import { ResultEmpty, ResultNotes } from './result-notes';

export interface ResultProps {
  address: Address;
  columns: ColumnView;
  /** Shown instead when the address has no filter that can be read. */
  list: ReactNode;
  /** Gives the focus to the button that opens the filters, when the control that had it is gone. */
  focusFilters: () => void;
}

/** The customers that a text and filters match, in the list's table, a page at a time. */
export function Result({ list, ...props }: ResultProps) {
  const { address } = props;
  const view = useMemo(() => readView(address.search), [address.search]);
  if (address.entry.text === '' && !isFiltered(view.filters)) return list;
  return <ResultRows {...props} view={view} />;
}

type ResultRowsProps = Omit<ResultProps, 'list'> & { view: ResultView };

function ResultRows({ address, view, columns: arranged, focusFilters }: ResultRowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const { text, trail } = address.entry;
  const { filters, sort, perPage } = view;
  // The zone that the first HTML was written for, until the page knows better: both ask for the same days.
  const timeZone = useTimeZone();
  const query = useMemo(
    () => ({ ...(text !== '' && { text }), filters, ...(sort && { sort }), timeZone }),
    [text, filters, sort, timeZone],
  );
  const page = useQuery(searchPageQuery(query, trail.at(-1), perPage));
  const counts = useQuery(countsQuery(query));
  const told = page.data?.directory ?? counts.data?.directory;
  const later = useQuery({ ...directoryStateQuery(query, page.dataUpdatedAt), enabled: Boolean(told?.error) });
  const status = (later.dataUpdatedAt > page.dataUpdatedAt && later.data?.directory) || told;
  const { expiresWithin, faceMatchFailed } = filters;
  const columns = useMemo(() => resultColumns({ expiresWithin, faceMatchFailed }), [expiresWithin, faceMatchFailed]);
  const shownColumns = useMemo(() => withFiltered(arranged, filters), [arranged, filters]);

  const answer = page.data;
  const waiting = page.isPlaceholderData;
  const rows = answer?.kind === 'rows' ? answer.rows : undefined;
  const next = answer?.kind === 'rows' && !waiting ? answer.next : null;
  const before = trail.length * perPage;
  const total = counts.isPlaceholderData ? null : totalText(counts.data);
  useEffect(() => {
    const uuids = waiting ? undefined : rows?.map(({ uuid }) => uuid);
    rememberShownRows({ kind: 'result', query }, uuids && { before, uuids, total });
  }, [query, rows, waiting, before, total]);
  const focus = useRowFocus(body, rows?.length ?? 0);
  const listKey = JSON.stringify([address.search, text, trail]);
  const scroll = useListScroll({ box, page: rows && { rows }, waiting, listKey, moveTo: focus.moveTo });
  const again = { retry: () => void page.refetch(), retrying: page.isFetching };
  const failed = page.error !== null && answer === undefined;
  const range = useRange(
    answer?.kind === 'rows' && !waiting
      ? // The counts hold neither similar names nor a customer that Sentinel alone knew.
        resultRange(
          before,
          answer.rows.length,
          answer.similar || answer.live === 'found' || counts.isPlaceholderData ? undefined : counts.data,
        )
      : undefined,
    waiting,
  );

  const change = (next: Partial<ResultView>) => pushEntry(writeView({ ...view, ...next }), { text, trail: [] });
  const turnTo = (to: readonly string[]) => pushEntry(address.search, { text, trail: to });
  const sortNow = sort === undefined || sort.by === 'relevance' ? null : { sortBy: sort.by, order: sort.order };
  const toSort = (sortBy: SortKey) => {
    const { order } = nextSort(sortNow ?? { sortBy: sortBy === 'name' ? 'status' : 'name', order: 'asc' }, sortBy);
    change({ sort: { by: sortBy, order } });
  };

  return (
    <>
      <ResultBar text={text} view={view} counts={counts.data} status={status} focusFilters={focusFilters} />
      {answer && !waiting && trail.length === 0 && <ResultNotes answer={answer} />}
      {answer && page.error && (
        <RowsStale error={page.error} {...again}>
          The result could not be refreshed.
        </RowsStale>
      )}
      <TableBox ref={box}>
        <CustomersTable
          params={{ sortBy: sortNow?.sortBy ?? null, order: sortNow?.order ?? 'asc', perPage }}
          columns={columns}
          onSort={toSort}
          view={shownColumns}
          list={listKey}
          rows={failed || (answer && !rows) ? [] : rows}
          dimmed={waiting}
          body={body}
          focus={focus}
          onOpen={scroll.remember}
        />
        {failed && <RowsFailed title="The customers could not be loaded" error={page.error} {...again} />}
        {answer && !waiting && !rows?.length && <ResultEmpty answer={answer} text={text} />}
      </TableBox>
      <Pager
        perPage={perPage}
        toPerPage={(count) => change({ perPage: count })}
        range={range}
        first={trail.length > 0 ? () => turnTo([]) : null}
        back={trail.length > 0 ? () => turnTo(trail.slice(0, -1)) : null}
        on={next === null ? null : () => turnTo([...trail, next])}
      />
    </>
  );
}

/** While the next rows are coming, the range stays that of the rows on screen. */
function useRange(range: string | undefined, waiting: boolean): string | undefined {
  const [kept, setKept] = useState(range);
  if (!waiting && kept !== range) setKept(range);
  return waiting ? kept : range;
}
