'use client';

import { FileX2, Users } from 'lucide-react';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { StaleAlert } from '@/components/ui/stale-alert';
import { ApiError } from '@/lib/client/api-error';
import type { CustomerPage } from '@/lib/contracts/customer';
import type { ListParams } from '@/lib/contracts/list-params';
import { routes } from '@/lib/routes';
import { formatClock } from '@/lib/words/format';
import { formatCount } from '@/lib/words/numbers';
import { lastPageFor } from '@/lib/words/ranges';

interface Retry {
  error: Error;
  retry: () => void;
  retrying: boolean;
}

/** Nothing to show: the list failed before it ever came. */
export function ListFailed({ error, retry, retrying }: Retry) {
  return (
    <ErrorState
      title="The customers could not be loaded"
      message={error.message}
      requestId={error instanceof ApiError ? error.details.requestId : undefined}
      onRetry={retry}
      retrying={retrying}
    />
  );
}

/** Older rows are shown, and say how old they are. */
export function ListStale({ error, retry, retrying, asOf }: Retry & { asOf: string }) {
  return (
    <StaleAlert retry={retry} retrying={retrying}>
      The list could not be refreshed. You see it <strong className="font-semibold">as of {formatClock(asOf)}</strong>.{' '}
      {error.message}
    </StaleAlert>
  );
}

/** An answer without rows: no customers at all, or a page beyond the last. */
export function ListEmpty({ page, params }: { page: CustomerPage; params: ListParams }) {
  if (page.total === 0) {
    return (
      <EmptyState icon={Users} title="No customers yet">
        Sentinel holds none for this client. They appear here as soon as it does.
      </EmptyState>
    );
  }
  const last = lastPageFor(page, params);
  return (
    <EmptyState
      icon={FileX2}
      title={`There is no page ${formatCount(params.page)}`}
      action={
        <Link href={routes.customers({ ...params, page: last })} className={buttonClass()}>
          Go to page {formatCount(last)}
        </Link>
      }
    >
      The list ends with page {formatCount(last)}.
    </EmptyState>
  );
}
