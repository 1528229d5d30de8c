'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { RowsFailed, RowsStale } from '@/components/table/rows-state';
import { EmptyState } from '@/components/ui/empty-state';
import { approvalsQuery } from '@/lib/client/approvals';
import { APPROVAL_WORDS as WORDS } from '@/lib/words/approvals';
import { DecidedTable } from './decided-table';
import { WaitingTable } from './waiting-table';

/** Changes that wait for a second person, and how the last ones were decided. */
export function ApprovalsPage() {
  const client = useQueryClient();
  const query = useQuery(approvalsQuery());
  const refresh = () => void client.invalidateQueries({ queryKey: ['approvals'] });
  const again = { retry: () => void query.refetch(), retrying: query.isFetching };
  const { data, error } = query;
  return (
    <div className="flex flex-col gap-4 p-4">
      <div>
        <h1 className="font-semibold text-xl">{WORDS.title}</h1>
        <p className="text-muted">
          <bdi>{WORDS.about}</bdi>
        </p>
      </div>
      {data && error && (
        <RowsStale error={error} {...again}>
          {WORDS.stale}
        </RowsStale>
      )}
      {error && !data ? (
        <RowsFailed title={WORDS.failed} error={error} {...again} />
      ) : (
        <WaitingTable waiting={data?.waiting} onDecided={refresh} />
      )}
      {data?.waiting.length === 0 && (
        <EmptyState icon={ShieldCheck} title={WORDS.empty}>
          {WORDS.emptyAbout}
        </EmptyState>
      )}
      {data && data.decided.length > 0 && (
        <section aria-labelledby="decided" className="flex flex-col gap-2">
          <h2 id="decided" className="font-semibold text-lg">
            {WORDS.decided}
          </h2>
          <DecidedTable decided={data.decided} />
        </section>
      )}
    </div>
  );
}
