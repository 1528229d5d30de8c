import type { ReactNode } from 'react';
import { ErrorState } from '@/components/ui/error-state';
import { StaleAlert } from '@/components/ui/stale-alert';
import { ApiError } from '@/lib/client/api-error';
import { formatClock } from '@/lib/words/format';

/** A failed query, and how to ask again. */
interface FailedRows {
  error: Error;
  retry: () => void;
  retrying: boolean;
}

/** The rows never came: there is nothing to show but the failure. @param title "The customers could not be loaded" */
export function RowsFailed({ title, error, retry, retrying }: FailedRows & { title: string }) {
  return (
    <ErrorState
      title={title}
      message={error.message}
      requestId={error instanceof ApiError ? error.details.requestId : undefined}
      onRetry={retry}
      retrying={retrying}
    />
  );
}

/** Older rows stay on screen. The page's words say that they are old, and the error says why. */
export function RowsStale(props: FailedRows & { className?: string; children: ReactNode }) {
  return (
    <StaleAlert
      {...(props.className !== undefined && { className: props.className })}
      retry={props.retry}
      retrying={props.retrying}
    >
      {props.children} {props.error.message}
    </StaleAlert>
  );
}

/** How old the shown rows are. */
export function AsOf({ moment }: { moment: number | string }) {
  return <strong className="font-semibold">as of {formatClock(moment)}</strong>;
}
