import { COLUMN_LAYOUT, type ColumnId } from '@/components/customer-list/column-ids';
import { Skeleton } from '@/components/ui/skeleton';

/** Enough for a tall monitor; more would only be scrolled past. */
const MOST = 30;

/** Rows of the height that the real ones will have. Not there for assistive technology: the table says `aria-busy`. */
export function SkeletonRows({ ids, count }: { ids: readonly ColumnId[]; count: number }) {
  return Array.from({ length: Math.min(count, MOST) }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike.
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus.
    <tr key={index} aria-hidden="true" className="h-10 bg-surface">
      {ids.map((id) => (
        <td key={id} className="border-line border-b px-3 first:ps-4 last:pe-4">
          <Skeleton className={`h-3 ${COLUMN_LAYOUT[id].bone}`} />
        </td>
      ))}
    </tr>
  ));
}
