import { SkeletonRows } from '@/components/table/skeleton-rows';
import { Skeleton } from '@/components/ui/skeleton';
import { DEFAULT_LIST } from '@/lib/contracts/list-params';
import { COLUMN_IDS, COLUMN_LAYOUT, columnWidth, tableWidth } from './column-ids';

/** The page's frame, in its sizes, for the moment before the page itself is there. */
export function ListLoading() {
  return (
    <div className="flex h-[calc(100dvh-3rem)] flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 max-sm:px-2">
        <h1 className="font-semibold text-xl max-sm:ps-2">Customers</h1>
        <Skeleton className="h-8 w-full max-w-sm" />
      </div>
      <div aria-hidden="true" className="@container min-h-0 flex-1 overflow-hidden border-line border-t bg-surface">
        <table
          style={{ minWidth: tableWidth(COLUMN_IDS) }}
          className="w-full table-fixed border-separate border-spacing-0"
        >
          <thead>
            <tr className="h-9">
              {COLUMN_IDS.map((id) => {
                const { label } = COLUMN_LAYOUT[id];
                return (
                  <th
                    key={id}
                    style={{ width: columnWidth(id) }}
                    className="border-line border-b bg-canvas px-3 text-start font-medium text-muted text-xs first:ps-4 last:pe-4"
                  >
                    {label}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            <SkeletonRows ids={COLUMN_IDS} count={DEFAULT_LIST.perPage} />
          </tbody>
        </table>
      </div>
      <div className="h-12 shrink-0 border-line border-t bg-canvas" />
    </div>
  );
}
