'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useViewer } from '@/components/shell/viewer-context';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { activityQuery, refreshActivity } from '@/lib/client/activity';
import { ActivityComing } from './activity-coming';
import { ActivityEntry } from './activity-entry';

interface ActivityListProps {
  uuid: string;
  /** When Sentinel's answer was read. A newer answer means a new audit entry, so the list loads again. */
  asOf: string;
}

/** The newest audit entries, with a button for the older ones. `ActivityPanel` loads this file. */
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
  const entries = pages?.flatMap((page) => page.entries);
  const again = () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch());
  return (
    <>
      {query.error && (
        <Alert
          {...(entries && { tone: 'attention', role: 'status' })}
          className="rounded-none border-x-0 border-t-0 px-4"
          title={entries ? 'The activity could not be refreshed.' : 'The activity could not be loaded.'}
          actions={
            <Button size="sm" loading={query.isFetching} onClick={again}>
              Try again
            </Button>
          }
        >
          {query.error.message}
        </Alert>
      )}
      {!entries && !query.error && <ActivityComing />}
      {entries?.length === 0 && (
        <p className="px-4 py-4 text-center text-muted">Nobody has opened this customer yet.</p>
      )}
      {entries && entries.length > 0 && (
        <ol aria-busy={query.isFetching}>
          {entries.map((entry) => (
            <ActivityEntry key={entry.seq} entry={entry} viewerId={accountId} />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <div className="border-line border-t px-4 py-2">
          <Button size="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {pages?.length === 1 ? 'Show all' : 'Show more'}
          </Button>
        </div>
      )}
    </>
  );
}
