'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useViewer } from '@/components/shell/viewer-context';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { activityQuery, refreshActivity } from '@/lib/client/activity';
import type { Activity } from '@/lib/contracts/audit';
import { linesShownText, moreLooksText, NOT_ON_PAPER } from '@/lib/words/activity';
import { ActivityEntry } from './activity-entry';
import { type ActivityPart, activityParts, looksIn } from './activity-lines';

interface ActivityListProps {
  uuid: string;
  /** When Sentinel's answer was read. A newer answer means a new audit entry, so the list loads again. */
  asOf: string;
}

/** What was done to the customer, and folded looks, with a button for the older entries. */
export function ActivityList({ uuid, asOf }: ActivityListProps) {
  const client = useQueryClient();
  const { accountId } = useViewer();
  const query = useInfiniteQuery(activityQuery(uuid));
  const seen = useRef(asOf);
  useEffect(() => {
    if (seen.current === asOf) return;
    seen.current = asOf;
    refreshActivity(client, uuid);
  }, [asOf, client, uuid]);

  const pages = query.data?.pages;
  const list = useRef<HTMLOListElement>(null);
  /** The line after the last one, when a person asked for more. The button goes with the last page, and its focus too. */
  const next = useRef<number | null>(null);
  useEffect(() => {
    if (next.current === null || query.isFetching) return;
    if (!query.hasNextPage) list.current?.querySelectorAll('li')[next.current]?.focus();
    next.current = null;
  });
  const showMore = () => {
    next.current = list.current?.querySelectorAll('li').length ?? 0;
    void query.fetchNextPage();
  };
  const again = () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch());
  return (
    <>
      {query.error && (
        <Alert
          {...(pages && { tone: 'attention', role: 'status' })}
          className="rounded-none border-x-0 border-t-0 px-4"
          title={pages ? 'The activity could not be refreshed.' : 'The activity could not be loaded.'}
          actions={
            <Button size="sm" loading={query.isFetching} onClick={again}>
              Try again
            </Button>
          }
        >
          {query.error.message}
        </Alert>
      )}
      {!pages && !query.error && (
        <div data-unfinished className="print:px-4 print:py-2">
          <div className="print:hidden">
            <ActivityComing />
          </div>
          <NotOnPaper what="loading" />
        </div>
      )}
      {pages?.every(({ entries }) => entries.length === 0) && (
        <p className="px-4 py-4 text-center text-muted">
          <bdi>Nobody has opened this customer yet.</bdi>
        </p>
      )}
      {pages && <Lines list={list} pages={pages} busy={query.isFetching} viewerId={accountId} />}
      {query.hasNextPage && (
        <div className="border-line border-t px-4 py-2">
          <Button size="sm" loading={query.isFetchingNextPage} onClick={showMore}>
            {pages?.length === 1 ? 'Show all' : 'Show more'}
          </Button>
          <NotOnPaper what="entries" />
        </div>
      )}
    </>
  );
}

interface LinesProps {
  list: RefObject<HTMLOListElement | null>;
  pages: readonly Activity[];
  busy: boolean;
  viewerId: string;
}

function Lines({ list, pages, busy, viewerId }: LinesProps) {
  /** The runs of looks that are shown whole, by the number of their first hidden event. */
  const [shown, setShown] = useState<ReadonlySet<number>>(new Set());
  const parts = useMemo(
    () =>
      activityParts(
        pages.flatMap(({ entries }) => entries),
        pages.at(-1)?.next != null,
        pages.at(-1)?.nextLooks != null,
      ),
    [pages],
  );
  const people = useMemo(() => Object.fromEntries(pages.flatMap((page) => Object.entries(page.people))), [pages]);
  if (parts.length === 0) return null;
  const linesOf = (part: ActivityPart) => ('line' in part ? [part.line] : shown.has(part.key) ? part.hidden : null);
  const drawn = parts.reduce((sum, part) => sum + (linesOf(part)?.length ?? 0), 0);
  const unfold = (key: number) => {
    flushSync(() => setShown((before) => new Set(before).add(key)));
    list.current?.querySelector<HTMLElement>(`[data-line="${key}"]`)?.focus();
  };
  return (
    <>
      <p role="status" className="sr-only">
        {(pages.length > 1 || shown.size > 0) && linesShownText(drawn)}
      </p>
      <ol ref={list} aria-busy={busy}>
        {parts.map((part) => {
          const lines = linesOf(part);
          if (lines === null && 'hidden' in part) {
            return (
              <li key={`hidden-${part.key}`} className="border-line border-t px-4 py-1">
                <Button variant="ghost" size="sm" className="-ms-2" onClick={() => unfold(part.key)}>
                  <bdi>{moreLooksText(looksIn(part.hidden))}</bdi>
                </Button>
                <NotOnPaper what="looks" />
              </li>
            );
          }
          return lines?.map((line) => (
            <ActivityEntry key={line.entries[0].seq} line={line} viewerId={viewerId} people={people} />
          ));
        })}
      </ol>
    </>
  );
}

/** Paper has no buttons, and must not look whole without what they would show. */
function NotOnPaper({ what }: { what: keyof typeof NOT_ON_PAPER }) {
  return <p className="hidden print:block">{NOT_ON_PAPER[what]}</p>;
}

/** Placeholders in the size of the first entries. */
function ActivityComing() {
  return ['w-44', 'w-52', 'w-40', 'w-48', 'w-44'].map((width, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of placeholders
    <div key={index} className="flex h-9 items-center justify-between gap-3 border-line border-t px-4 first:border-t-0">
      <Skeleton className={`h-3 ${width}`} />
      <Skeleton className="h-3 w-24" />
    </div>
  ));
}
