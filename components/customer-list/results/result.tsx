'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { type Address, pushEntry } from '@/components/address/customers-address';
import { isFiltered, type ResultView, readView, writeView } from '@/components/address/filter-codec';
import { nextSort } from '@/components/address/list-state';
import { rememberShownList } from '@/components/address/shown-list';
import { Pager } from '@/components/table/pager';
import { useRowFocus } from '@/components/table/use-row-focus';
import { countsQuery, searchPageQuery } from '@/lib/client/search';
import type { SortKey } from '@/lib/contracts/list-params';
import { resultRange } from '@/lib/words/result-range';
import type { Visibility } from '../column-choice';
import { CustomersTable } from '../customers-table';
import { ListFailed } from '../list-problem';
import { usePlace } from '../use-place';
import { ResultBar } from './result-bar';
import { resultColumns } from './result-columns';
import { ResultEmpty, ResultNotes, ResultStale } from './result-notes';

export interface ResultProps {
  address: Address;
  visibility: Visibility;
  /** What stands here when nothing of what the address asks can be read as a filter. */
  list: ReactNode;
}

/** What a text and filters match, in the list's table, a page at a time. */
export function Result({ address, visibility, list }: ResultProps) {
  const view = useMemo(() => readView(address.search), [address.search]);
  if (address.entry.text === '' && !isFiltered(view.filters)) return list;
  return <ResultRows address={address} view={view} visibility={visibility} />;
}

function ResultRows({ address, view, visibility }: { address: Address; view: ResultView; visibility: Visibility }) {
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const { text, trail } = address.entry;
  const { filters, sort, perPage } = view;
  const query = useMemo(
    () => ({ ...(text !== '' && { text }), filters, ...(sort && { sort }) }),
    [text, filters, sort],
  );
  const page = useQuery(searchPageQuery(query, trail.at(-1), perPage));
  const counts = useQuery(countsQuery(query));
  const columns = useMemo(() => resultColumns(filters.expiresWithin), [filters.expiresWithin]);
  useEffect(() => rememberShownList({ kind: 'result', query }), [query]);

  const answer = page.data;
  const waiting = page.isPlaceholderData;
  const rows = answer?.kind === 'rows' ? answer.rows : undefined;
  const next = answer?.kind === 'rows' && !waiting ? answer.next : null;
  const focus = useRowFocus(body, rows?.length ?? 0);
  const listKey = JSON.stringify([address.search, text, trail]);
  const place = usePlace({ box, page: rows && { rows }, waiting, listKey, moveTo: focus.moveTo });
  const again = { retry: () => void page.refetch(), retrying: page.isFetching };
  const failed = page.error !== null && answer === undefined;
  const range = useRange(
    answer?.kind === 'rows' && !waiting
      ? // Similar names, and whom Sentinel alone knew, are not among those that were counted.
        resultRange(
          trail.length * perPage,
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
      <ResultBar text={text} view={view} counts={counts.data} answer={answer} />
      {answer && !waiting && trail.length === 0 && <ResultNotes answer={answer} />}
      {answer && page.error && <ResultStale error={page.error} {...again} />}
      <div
        ref={box}
        className="@container min-h-0 flex-1 scroll-pt-10 overflow-auto overscroll-contain border-line border-t bg-surface"
      >
        <CustomersTable
          params={{ sortBy: sortNow?.sortBy ?? null, order: sortNow?.order ?? 'asc', perPage }}
          columns={columns}
          onSort={toSort}
          visibility={visibility}
          rows={failed || (answer && !rows) ? [] : rows}
          dimmed={waiting}
          body={body}
          focus={focus}
          onOpen={place.remember}
        />
        {failed && <ListFailed error={page.error} {...again} />}
        {answer && !waiting && !rows?.length && <ResultEmpty answer={answer} text={text} />}
      </div>
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

/** While the next rows are coming, the range is still that of those on screen. */
function useRange(range: string | undefined, waiting: boolean): string | undefined {
  const [kept, setKept] = useState(range);
  if (!waiting && kept !== range) setKept(range);
  return waiting ? kept : range;
}
