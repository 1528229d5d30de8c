import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

interface EmptyStateProps {
  icon?: LucideIcon;
  title: string;
  /** The page has nothing else: the title is its heading. */
  isPage?: boolean;
  children?: ReactNode;
  /** A link or button for the next step. */
  action?: ReactNode;
  className?: string;
}

/** For a list that is empty. For a list that could not be loaded, use `ErrorState`. */
export function EmptyState({ icon: Icon, title, isPage = false, children, action, className }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={cn('flex flex-col items-center gap-1 px-4 py-12 text-center', className)}>
      {Icon && <Icon aria-hidden strokeWidth={1.5} className="mb-1 size-6 text-muted" />}
      <Title className="font-medium text-base">
        <bdi>{title}</bdi>
      </Title>
      {children && (
        <div className="max-w-md text-muted text-sm">
          <bdi>{children}</bdi>
        </div>
      )}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
