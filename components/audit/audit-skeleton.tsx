import { Skeleton } from '@/components/ui/skeleton';
import { AUDIT_COLUMNS } from './audit-columns';

const ROWS = 30;

/** Rows of the height that the real ones will have. Not there for assistive technology: the table says `aria-busy`. */
export function AuditSkeleton() {
  return Array.from({ length: ROWS }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike.
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus.
    <tr key={index} aria-hidden="true" className="h-10 bg-surface">
      {AUDIT_COLUMNS.map(({ id, bone }) => (
        <td key={id} className="border-line border-b px-3 last:pe-4">
          <Skeleton className={`h-3 ${bone}`} />
        </td>
      ))}
    </tr>
  ));
}
