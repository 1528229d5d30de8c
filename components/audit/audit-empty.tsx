import { FilterX, History, ScrollText } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { StaleAlert } from '@/components/ui/stale-alert';
import { ApiError } from '@/lib/client/api-error';
import { formatClock } from '@/lib/words/format';
import type { AuditState } from './audit-state';

interface Retry {
  error: Error;
  retry: () => void;
  retrying: boolean;
}

/** Nothing to show: the events failed before they ever came. */
export function AuditFailed({ error, retry, retrying }: Retry) {
  return (
    <ErrorState
      title="The audit events could not be loaded"
      message={error.message}
      requestId={error instanceof ApiError ? error.details.requestId : undefined}
      onRetry={retry}
      retrying={retrying}
    />
  );
}

/** Older events are shown, and say how old they are. */
export function AuditStale({ error, retry, retrying, asOf }: Retry & { asOf: number }) {
  return (
    <StaleAlert retry={retry} retrying={retrying}>
      The events could not be refreshed. You see them{' '}
      <strong className="font-semibold">as of {formatClock(asOf)}</strong>. {error.message}
    </StaleAlert>
  );
}

/** An answer without events: nothing older, nothing that matches, or nothing at all. */
export function AuditEmpty({ state }: { state: AuditState }) {
  if (state.before !== null) {
    return (
      <EmptyState
        icon={History}
        title="Nothing older"
        action={<Button onClick={() => state.filterBy({})}>Go to the newest</Button>}
      >
        There are no events before this place.
      </EmptyState>
    );
  }
  if (state.filtered) {
    return (
      <EmptyState icon={FilterX} title="No events match" action={<Button onClick={state.clear}>Clear filters</Button>}>
        Nothing in the trail fits all of these filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={ScrollText} title="No events yet">
      What people do at this desk appears here.
    </EmptyState>
  );
}
