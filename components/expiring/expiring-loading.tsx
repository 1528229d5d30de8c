import { drawnColumns } from '@/components/table/column-look';
import { TableCard, TableComing } from '@/components/table/table-frame';
import { Skeleton } from '@/components/ui/skeleton';
import { EXPIRING_LOOKS, EXPIRING_ROW } from './expiring-looks';

/** The page's frame until the page itself is there. */
export function ExpiringLoading() {
  return (
    <div className="mx-auto flex w-full max-w-[96rem] flex-col gap-4 p-4">
      <h1 className="font-semibold text-xl">Expiring documents</h1>
      <Skeleton className="h-14 w-full max-w-2xl" />
      <Skeleton className="h-48 w-full" />
      <RowsComing />
    </div>
  );
}

/** @param link whether the rows will have the column with the button; the loading frame does not know */
export function RowsComing({ link = true }: { link?: boolean }) {
  const columns = drawnColumns(EXPIRING_LOOKS).filter(({ id }) => link || id !== 'link');
  return (
    <div aria-hidden>
      <TableCard>
        <TableComing label="Expiring documents" columns={columns} count={8} card rowClass={EXPIRING_ROW} />
      </TableCard>
    </div>
  );
}
