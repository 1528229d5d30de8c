import { drawnColumns } from '@/components/table/column-look';
import { TableComing } from '@/components/table/table-frame';
import { PlainFailure } from '@/components/ui/plain-failure';
import { Skeleton } from '@/components/ui/skeleton';
import { DEFAULT_LIST } from '@/lib/contracts/list-params';
import { CUSTOMER_LOOKS } from './customer-looks';

const BOX = '@container min-h-0 flex-1 overflow-hidden border-line border-t bg-surface';

function RowsComing() {
  return <TableComing label="Customers" columns={drawnColumns(CUSTOMER_LOOKS)} count={DEFAULT_LIST.perPage} />;
}

/** The Customers page's frame, in its sizes, until the page itself is there. */
export function ListLoading() {
  return (
    <div className="flex h-[calc(100dvh-3rem)] flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 max-sm:px-2">
        <h1 className="font-semibold text-xl max-sm:ps-2">Customers</h1>
        <Skeleton className="h-8 w-full max-w-sm" />
      </div>
      <div aria-hidden="true" className={BOX}>
        <RowsComing />
      </div>
      <div className="h-12 shrink-0 border-line border-t bg-canvas" />
    </div>
  );
}

/** In the result's place while the browser fetches its code, or after that failed. */
export function ResultLoading({ failed }: { failed: boolean }) {
  return (
    <div className={BOX}>
      {failed ? (
        <PlainFailure
          title="The search could not be loaded"
          message="Check your connection, then try again."
          onRetry={() => window.location.reload()}
          className="py-12"
        />
      ) : (
        <RowsComing />
      )}
    </div>
  );
}
