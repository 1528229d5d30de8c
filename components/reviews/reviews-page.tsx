'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { MessageSquareWarning } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { RowsFailed, RowsStale } from '@/components/table/rows-state';
import { SkeletonRows } from '@/components/table/skeleton-rows';
import { TableBox, TableFrame } from '@/components/table/table-frame';
import { useTableModel } from '@/components/table/table-model';
import { TableRow } from '@/components/table/table-row';
import { useRowFocus } from '@/components/table/use-row-focus';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { useToast } from '@/components/ui/toast';
import { useLoaded } from '@/components/ui/use-loaded';
import { reviewsQuery } from '@/lib/client/reviews';
import { REVIEW_STATES, type Review, type ReviewState } from '@/lib/contracts/reviews';
import { reviewNumber, REVIEW_PAGE_WORDS as WORDS } from '@/lib/words/reviews';
import { BeginClosing, reviewColumns } from './review-columns';

const loadDialog = () => import('./close-dialog').then((module) => module.CloseDialog);
const NO_REVIEWS: Review[] = [];
const SKELETONS = 6;

/** What the rules have said about people's use of the desk, the newest first, and who closed it with which word. */
export function ReviewsPage() {
  const client = useQueryClient();
  const toast = useToast();
  const [state, setState] = useState<ReviewState>('open');
  const [closing, setClosing] = useState<Review | null>(null);
  const [CloseDialog, , askForDialog] = useLoaded(loadDialog);
  const query = useInfiniteQuery(reviewsQuery(state));
  const pages = query.data?.pages;
  const reviews = useMemo(() => pages?.flatMap((page) => page.reviews), [pages]);
  const again = { retry: () => void query.refetch(), retrying: query.isFetching };
  const begin = (review: Review) => void askForDialog(() => setClosing(review));
  return (
    <div className="flex page-height flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
        <h1 className="font-semibold text-xl">{WORDS.title}</h1>
        <fieldset className="flex gap-1">
          <legend className="sr-only">{WORDS.shown}</legend>
          {REVIEW_STATES.map((one) => (
            <Button
              key={one}
              size="sm"
              variant={one === state ? 'secondary' : 'ghost'}
              aria-pressed={one === state}
              onClick={() => setState(one)}
            >
              {WORDS.states[one]}
            </Button>
          ))}
        </fieldset>
      </div>
      {reviews && query.error && (
        <RowsStale error={query.error} {...again}>
          {WORDS.stale}
        </RowsStale>
      )}
      <TableBox>
        {query.error && !reviews ? (
          <RowsFailed title={WORDS.failed} error={query.error} {...again} />
        ) : (
          <BeginClosing value={begin}>
            <ReviewsTable reviews={reviews} />
          </BeginClosing>
        )}
        {reviews?.length === 0 && (
          <EmptyState icon={MessageSquareWarning} title={WORDS.none[state]}>
            {WORDS.noneAbout[state]}
          </EmptyState>
        )}
        {query.hasNextPage && (
          <Button className="m-4" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {WORDS.older}
          </Button>
        )}
      </TableBox>
      {closing && CloseDialog && (
        <CloseDialog
          review={closing}
          onClosed={() => {
            toast({ title: WORDS.closed(reviewNumber(closing.number)), tone: 'good' });
            setClosing(null);
            void client.invalidateQueries({ queryKey: ['reviews'] });
          }}
          onClose={() => setClosing(null)}
        />
      )}
    </div>
  );
}

function ReviewsTable({ reviews }: { reviews: Review[] | undefined }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const table = useTableModel(reviewColumns, reviews ?? NO_REVIEWS);
  const { onFocus } = useRowFocus(body, reviews?.length ?? 0, 'rows');
  return (
    <TableFrame
      label={WORDS.title}
      phoneCards
      columns={table.columns}
      busy={reviews === undefined}
      ref={body}
      onFocus={onFocus}
    >
      {reviews === undefined ? (
        <SkeletonRows columns={table.columns} count={SKELETONS} rowClass="h-14" />
      ) : (
        table.rows.map((row) => (
          <TableRow
            key={row.original.number}
            row={row}
            cells={table.cells}
            tabStop
            className="h-14 bg-surface align-top hover:bg-sunken"
          />
        ))
      )}
    </TableFrame>
  );
}
