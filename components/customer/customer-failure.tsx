import { useNow, useTimeZone } from '@/components/shell/clock';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import type { ApiError } from '@/lib/client/api-error';
import { formatAsOf } from '@/lib/words/format';
import { WAITING } from '@/lib/words/waiting';
import { BackLink } from './back-link';
import { NeighbourLinks } from './neighbours/neighbour-links';

/** Title and message for a failure. Most messages come from the server; these two cases need more than it says. */
function failureText(failure: ApiError): { title: string; message: string } {
  switch (failure.code) {
    case 'wrong_person':
      return {
        title: 'The contact on file now leads to a different customer. Nothing was opened.',
        message:
          'Somebody else answers to the e-mail or phone number of this customer. Tell compliance before you go on.',
      };
    case 'not_found':
      return {
        title: 'This customer was not found.',
        message: 'Sentinel has no such customer for this desk, or no longer has them under a contact that we know.',
      };
    default:
      return { title: 'The customer could not be loaded.', message: failure.message };
  }
}

interface FailureProps {
  failure: ApiError;
  retrying: boolean;
  onRetry: () => void;
}

/** In place of the customer's data, when there is none or it must not be shown. */
function CustomerFailure({ failure, retrying, onRetry }: FailureProps) {
  return (
    <ErrorState
      {...failureText(failure)}
      requestId={failure.details.requestId}
      onRetry={onRetry}
      retrying={retrying}
      className="rounded-md border border-line bg-surface"
    />
  );
}

/** The failure as the whole page, with the way back. The heading has no name, because the name must not be shown. */
export function CustomerFailurePage({ uuid, ...props }: FailureProps & { uuid: string }) {
  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-col gap-1">
        <div className="flex min-h-8 items-center justify-between gap-3">
          <BackLink />
          <NeighbourLinks uuid={uuid} />
        </div>
        <h1 className="font-semibold text-xl">Customer</h1>
      </header>
      <CustomerFailure {...props} />
    </div>
  );
}

interface StaleNoticeProps extends FailureProps {
  /** Of when the data is; `undefined` where nothing says. */
  asOf: string | undefined;
  /** Sentinel's own answer is on the page; else it is what the directory or a list knows. */
  isWhole: boolean;
}

/** Above older data that stays on the page, because newer data could not be loaded. Says how old it is. */
export function StaleNotice({ failure, retrying, onRetry, asOf, isWhole }: StaleNoticeProps) {
  const [now, zone] = [useNow(), useTimeZone()];
  const time = asOf === undefined ? null : formatAsOf(asOf, now, zone);
  const isAway = failure.code.startsWith('sentinel_');
  return (
    <Alert
      tone="attention"
      role="status"
      title={time === null ? WAITING.older : isAway ? WAITING.customerAway(time) : WAITING.customerAsOf(time)}
      actions={
        <Button size="sm" loading={retrying} onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {failure.message} {!isWhole && WAITING.refused}
    </Alert>
  );
}
