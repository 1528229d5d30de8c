import { CircleAlert, RotateCw } from 'lucide-react';
import { Button } from './button';
import { cn } from './cn';

interface ErrorStateProps {
  /** What failed: "The customers could not be loaded." */
  title: string;
  /** Why, and what to do. */
  message?: string | undefined;
  /** The id under which the log has the request. Support asks for it. */
  requestId?: string | undefined;
  onRetry?: (() => void) | undefined;
  retrying?: boolean;
  className?: string;
}

/** For a failure with no older data to show. Says what failed, and offers **Try again**. */
export function ErrorState({ title, message, requestId, onRetry, retrying = false, className }: ErrorStateProps) {
  return (
    <div role="alert" className={cn('flex flex-col items-center gap-1 px-4 py-12 text-center', className)}>
      <CircleAlert aria-hidden strokeWidth={1.75} className="mb-1 size-6 text-bad" />
      <p className="font-medium text-base">
        <bdi>{title}</bdi>
      </p>
      {message && (
        <p className="max-w-md text-muted text-sm">
          <bdi>{message}</bdi>
        </p>
      )}
      {requestId && (
        <p className="text-muted text-xs">
          Request <bdi dir="ltr">{requestId}</bdi>
        </p>
      )}
      {onRetry && (
        <Button className="mt-3" loading={retrying} onClick={onRetry}>
          {!retrying && <RotateCw aria-hidden />}
          Try again
        </Button>
      )}
    </div>
  );
}
