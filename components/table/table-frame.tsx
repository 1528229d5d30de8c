import type { ComponentProps, CSSProperties, ReactNode, Ref } from 'react';
import { cn } from '@/components/ui/cn';
import { type DrawnColumn, tableWidth } from './column-look';
import { SkeletonRows, type SkeletonRowsProps } from './skeleton-rows';
import { TableHead } from './table-head';

/**
 * The box that a page's table scrolls in, while toolbar and pager stay. A size container: shares of columns in `cqi`
 * are shares of this box, which the filter panel makes narrower. On paper it shows all rows.
 */
export function TableBox({ ref, children }: { ref?: Ref<HTMLDivElement>; children: ReactNode }) {
  return (
    <div
      ref={ref}
      className="@container min-h-0 flex-1 scroll-pt-10 overflow-auto overscroll-contain border-line border-t bg-surface short:overscroll-auto print:overflow-visible"
    >
      {children}
    </div>
  );
}

/** The box of a table that is one part of a page. The page scrolls, and on narrow screens the box scrolls sideways. */
export function TableCard({ children }: { children: ReactNode }) {
  return (
    // `relative`: text for screen readers alone must not widen the page from outside this box.
    <div className="relative w-full overflow-x-auto rounded-md border border-line bg-surface">{children}</div>
  );
}

interface TableFrameProps extends Omit<ComponentProps<'tbody'>, 'className'> {
  /** The accessible name. Tests and screen readers find the table by it. */
  label: string;
  columns: readonly DrawnColumn[];
  onSort?: ((id: string) => void) | undefined;
  /** Called with a column's id when a person is about to sort by it. */
  onSortIntent?: ((id: string) => void) | undefined;
  heads?: Readonly<Record<string, ReactNode>>;
  /** Rows are on their way: the first ones, or those of a newer state. */
  busy: boolean;
  /** The rows are of an earlier state. */
  dimmed?: boolean;
  /** On a phone each row is a card of the cells that have the class `on-card`, and the head is a row of sort buttons. */
  phoneCards?: boolean;
  /** In a {@link TableCard}. On a phone its head is for screen readers only, because the rows lay out their own cells. */
  card?: boolean;
}

/**
 * A page's table: name, head, and a body that takes the handlers of all its rows. Older rows are dimmed after 100 ms: newer
 * ones that come sooner take their place without a flicker.
 */
export function TableFrame(props: TableFrameProps) {
  const {
    label,
    columns,
    onSort,
    onSortIntent,
    heads,
    busy,
    dimmed = false,
    card = false,
    phoneCards = false,
    ...body
  } = props;
  const width = tableWidth(columns);
  return (
    <table
      aria-label={label}
      aria-busy={busy}
      style={{ '--table-width': `${width}px` } as CSSProperties}
      className={cn(
        'w-full table-fixed',
        card || phoneCards ? 'sm:min-w-(--table-width)' : 'min-w-(--table-width)',
        !card && 'page-table border-separate border-spacing-0',
        phoneCards && 'phone-cards',
      )}
    >
      <TableHead columns={columns} onSort={onSort} onSortIntent={onSortIntent} heads={heads} card={card} />
      <tbody {...body} className={cn('transition-opacity', dimmed && 'opacity-50 delay-100')} />
    </table>
  );
}

interface TableComingProps extends Omit<SkeletonRowsProps, 'columns'> {
  label: string;
  columns: readonly DrawnColumn[];
  phoneCards?: boolean;
}

/** A page's table before its rows and its code are there. */
export function TableComing({ label, columns, phoneCards = false, ...rows }: TableComingProps) {
  return (
    <TableFrame label={label} columns={columns} busy card={rows.card ?? false} phoneCards={phoneCards}>
      <SkeletonRows columns={columns} {...rows} />
    </TableFrame>
  );
}
