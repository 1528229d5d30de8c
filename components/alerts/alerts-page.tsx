'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { useRef } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { useTimeZone } from '@/components/shell/clock';
import { useCall } from '@/components/shell/use-call';
import { RowsFailed, RowsStale } from '@/components/table/rows-state';
import { useRowFocus } from '@/components/table/use-row-focus';
import { Alert } from '@/components/ui/alert';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Skeleton } from '@/components/ui/skeleton';
import { useToast } from '@/components/ui/toast';
import { alertsQuery, sendTestAlert } from '@/lib/client/alerts';
import type { AlertDelivery, AlertEntry, WebhookState } from '@/lib/contracts/alerts';
import { ALERT_WORDS, alertLine } from '@/lib/words/alerts';
import { formatMoment } from '@/lib/words/format';
import { personTitle } from '@/lib/words/people';

const TONES: Record<AlertDelivery, BadgeTone> = {
  off: 'neutral',
  waiting: 'attention',
  delivered: 'good',
  'given-up': 'bad',
};

/** What the desk has told administrators of by itself, the newest first, and whether the webhook takes it. */
export function AlertsPage() {
  const query = useInfiniteQuery(alertsQuery());
  const { send, busy, error, stepUp } = useCall();
  const toast = useToast();
  const pages = query.data?.pages;
  const alerts = pages?.flatMap((page) => page.alerts);
  const again = { retry: () => void query.refetch(), retrying: query.isFetching };
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-4 p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h1 className="font-semibold text-xl">Alerts</h1>
        <Button
          loading={busy}
          onClick={() =>
            send(sendTestAlert, () => {
              toast({ title: ALERT_WORDS.tested, tone: 'good' });
              again.retry();
            })
          }
        >
          Send a test alert
        </Button>
      </div>
      {error && <CallProblem error={error} />}
      {pages?.[0] && <WebhookNote webhook={pages[0].webhook} />}
      {alerts && query.error && (
        <RowsStale error={query.error} {...again}>
          The alerts could not be refreshed.
        </RowsStale>
      )}
      {alerts ? (
        <AlertList alerts={alerts} />
      ) : query.error ? (
        <RowsFailed title="The alerts could not be loaded" error={query.error} {...again} />
      ) : (
        <Skeleton className="h-24" />
      )}
      {query.hasNextPage && (
        <Button className="self-start" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show older
        </Button>
      )}
      {stepUp}
    </div>
  );
}

function WebhookNote({ webhook: { isSet, failing } }: { webhook: WebhookState }) {
  const zone = useTimeZone();
  if (!isSet) {
    return (
      <Alert role="status" tone="neutral">
        Alerts are shown here only: ALERT_WEBHOOK_URL is not set.
      </Alert>
    );
  }
  if (failing === null) return null;
  return (
    <Alert role="status" title={ALERT_WORDS.failing(failing.waiting, formatMoment(failing.since, zone))}>
      {ALERT_WORDS.problems[failing.problem]}
    </Alert>
  );
}

function AlertList({ alerts }: { alerts: readonly AlertEntry[] }) {
  const zone = useTimeZone();
  const list = useRef<HTMLOListElement>(null);
  const { onFocus } = useRowFocus(list, alerts.length, 'rows');
  if (alerts.length === 0) {
    return (
      <EmptyState icon={BellOff} title="No alerts">
        The desk has had nothing to tell.
      </EmptyState>
    );
  }
  return (
    <ol ref={list} onFocus={onFocus} aria-label="Alerts" className="rounded-md border border-line bg-surface">
      {alerts.map((alert, index) => (
        <li
          key={alert.id}
          data-index={index}
          tabIndex={-1}
          className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-line border-t px-4 py-2 first:border-t-0"
        >
          <p className="min-w-0 flex-1 basis-64 wrap-anywhere">
            <bdi title={alert.account?.name ? personTitle(alert.account.name) : undefined}>
              {alertLine(alert, zone)}
            </bdi>
          </p>
          <Badge tone={TONES[alert.delivery]}>{ALERT_WORDS.delivery[alert.delivery]}</Badge>
          <time dateTime={alert.at} className="shrink-0 text-muted text-xs">
            <bdi dir="ltr">{formatMoment(alert.at, zone)}</bdi>
          </time>
        </li>
      ))}
    </ol>
  );
}
