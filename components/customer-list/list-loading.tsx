import { drawnColumns } from '@/components/table/column-look';
import { TableComing } from '@/components/table/table-frame';
import { PlainFailure } from '@/components/ui/plain-failure';
import { DEFAULT_LIST } from '@/lib/contracts/list-params';
import { CUSTOMER_LOOKS } from './customer-looks';

const BOX = '@container min-h-0 flex-1 overflow-hidden border-line border-t bg-surface';

function RowsComing() {
  return (
    <TableComing label="Customers" phoneCards columns={drawnColumns(CUSTOMER_LOOKS)} count={DEFAULT_LIST.perPage} />
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
