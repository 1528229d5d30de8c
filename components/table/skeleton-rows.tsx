import { cn } from '@/components/ui/cn';
import { Skeleton } from '@/components/ui/skeleton';
import { cellClass, type DrawnColumn } from './column-look';

/** Enough for a tall monitor. Nobody scrolls through more. */
const MOST = 30;

export interface SkeletonRowsProps {
  columns: readonly DrawnColumn[];
  count: number;
  /** The classes of a real row that set its height. */
  rowClass?: string | undefined;
  card?: boolean;
}

/** Rows in the size of the real ones. Hidden from assistive technology: the table says `aria-busy` instead. */
export function SkeletonRows({ columns, count, rowClass = 'h-10', card = false }: SkeletonRowsProps) {
  return Array.from({ length: Math.min(count, MOST) }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: skeleton rows are all alike.
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in the row takes the focus.
    <tr key={index} aria-hidden="true" className={cn('bg-surface', rowClass)}>
      {columns.map(({ id, look }) => (
        <td key={id} className={cellClass(look, card)}>
          <Skeleton className={`h-3 ${look.bone}`} />
        </td>
      ))}
    </tr>
  ));
}
