import { HeaderRow } from '@/components/table/header-row';
import { SkeletonRows } from '@/components/table/skeleton-rows';
import { ErrorState } from '@/components/ui/error-state';
import { DEFAULT_LIST } from '@/lib/contracts/list-params';
import { COLUMN_IDS, tableWidth } from './column-ids';

const noSort = () => undefined;

/** In a result's place while its code is on the way, or could not be fetched. */
export function ResultWaiting({ failed }: { failed: boolean }) {
  return (
    <div className="min-h-0 flex-1 overflow-hidden border-line border-t bg-surface">
      {failed ? (
        <ErrorState
          title="The search could not be loaded"
          message="Check your connection, then try again."
          onRetry={() => window.location.reload()}
        />
      ) : (
        <table
          aria-label="Customers"
          aria-busy
          style={{ minWidth: tableWidth(COLUMN_IDS) }}
          className="w-full table-fixed border-separate border-spacing-0"
        >
          <thead>
            <HeaderRow ids={COLUMN_IDS} sortBy={null} order="asc" onSort={noSort} />
          </thead>
          <tbody>
            <SkeletonRows ids={COLUMN_IDS} count={DEFAULT_LIST.perPage} />
          </tbody>
        </table>
      )}
    </div>
  );
}
