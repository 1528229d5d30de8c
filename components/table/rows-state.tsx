import type { ReactNode } from 'react';
import { useNow, useTimeZone } from '@/components/shell/clock';
import { ErrorState } from '@/components/ui/error-state';
import { StaleAlert } from '@/components/ui/stale-alert';
import { ApiError } from '@/lib/client/api-error';
import { formatAsOf } from '@/lib/words/format';
import { WAITING } from '@/lib/words/waiting';

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

/** How old the shown rows are, and that Sentinel is the reason. */
export function AsOf({ moment, error }: { moment: number | string; error?: Error }) {
  const isAway = error instanceof ApiError && error.code.startsWith('sentinel_');
  const time = formatAsOf(moment, useNow(), useTimeZone());
  return <strong className="font-semibold">{isAway ? WAITING.away(time) : WAITING.asOf(time)}</strong>;
}
