import { type ReactNode, useId } from 'react';
import { cn } from './cn';

interface PanelProps {
  /** The heading, and the region's accessible name. */
  title: string;
  /** At the end of the heading, such as a button or a badge. */
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  bodyClassName?: string;
}

/** A named region of a page: a `section` with an `h2`. */
export function Panel({ title, actions, children, className, bodyClassName }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cn('rounded-md border border-line bg-surface', className)}>
      <header className="flex min-h-10 items-center justify-between gap-3 border-line border-b py-1 ps-4 pe-2">
        <h2 id={id} className="font-semibold text-sm">
          {title}
        </h2>
        {actions && <div className="flex items-center gap-2">{actions}</div>}
      </header>
      <div className={cn('p-4', bodyClassName)}>{children}</div>
    </section>
  );
}
