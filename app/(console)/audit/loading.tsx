import { AUDIT_LOOKS } from '@/components/audit/audit-looks';
import { drawnColumns } from '@/components/table/column-look';
import { TableComing } from '@/components/table/table-frame';
import { Skeleton } from '@/components/ui/skeleton';

/** The page's frame, in its sizes, until the page itself is there. */
export default function Loading() {
  return (
    <div className="flex page-height flex-col">
      <div className="flex h-14 shrink-0 items-center px-4 max-sm:h-24 max-sm:items-start max-sm:py-3">
        <h1 className="font-semibold text-xl">Audit log</h1>
      </div>
      <div className="flex shrink-0 flex-wrap gap-2 px-4 pb-3 max-sm:grid max-sm:grid-cols-2 max-sm:px-2">
        {['w-56', 'w-48', 'w-72 max-sm:col-span-2', 'w-44', 'w-40'].map((width) => (
          <Skeleton key={width} className={`h-8 max-sm:w-full ${width}`} />
        ))}
      </div>
      <div aria-hidden="true" className="min-h-0 flex-1 overflow-hidden border-line border-t bg-surface">
        <TableComing label="Audit events" phoneCards columns={drawnColumns(AUDIT_LOOKS)} count={30} />
      </div>
      <div className="h-12 shrink-0 border-line border-t bg-canvas" />
    </div>
  );
}
