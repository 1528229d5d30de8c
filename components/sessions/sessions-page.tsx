'use client';

import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { SessionList } from '@/components/shell/session-list';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { useRowFocus } from '@/components/table/use-row-focus';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { Panel } from '@/components/ui/panel';
import { Skeleton } from '@/components/ui/skeleton';
import { useToast } from '@/components/ui/toast';
import type { ApiError } from '@/lib/client/api-error';
import { endOtherSessions, endSession, ownSessionsQuery } from '@/lib/client/sessions';
import type { SessionEntry } from '@/lib/contracts/accounts';
import { routes } from '@/lib/routes';
import { AWAY_WORDS } from '@/lib/words/away';
import { PasskeysPanel } from './passkeys-panel';
import { SecondFactorPanel } from './second-factor-panel';

/** The person's own running sessions, passkeys and second factor. */
export function SessionsPage() {
  const toast = useToast();
  const query = useQuery(ownSessionsQuery());
  const { send, busy, error, stepUp } = useCall();
  const { notDone } = useAway();
  const away = { failed: (reason: ApiError | null) => notDone(AWAY_WORDS.ownSessionsNotEnded, reason) };
  const [ending, setEnding] = useState<string | null>(null);
  const own = query.data;
  const body = useRef<HTMLTableSectionElement>(null);
  const { onFocus } = useRowFocus(body, own?.sessions.length ?? 0, 'rows');
  const refresh = () => void query.refetch();

  const end = ({ id, current }: SessionEntry) => {
    setEnding(id);
    send(
      () => endSession(id),
      () => {
        if (current) return window.location.assign(routes.signIn());
        toast({ title: 'Session ended', tone: 'good' });
        refresh();
      },
      undefined,
      away,
    );
  };
  const endOthers = () => {
    setEnding('others');
    send(
      endOtherSessions,
      () => {
        toast({ title: 'All other sessions ended', tone: 'good' });
        refresh();
      },
      undefined,
      away,
    );
  };

  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-4 p-4">
      <h1 className="font-semibold text-xl">Sessions</h1>
      {error && <Alert>{error.message}</Alert>}
      {query.error && !own ? (
        <ErrorState
          title="Your sessions could not be loaded"
          message={query.error.message}
          onRetry={refresh}
          retrying={query.isFetching}
        />
      ) : (
        <>
          <Panel
            title="Where you are signed in"
            bodyClassName="p-0"
            actions={
              own &&
              own.sessions.length > 1 && (
                <Button size="sm" variant="danger" loading={busy && ending === 'others'} onClick={endOthers}>
                  End all others
                </Button>
              )
            }
          >
            {own ? (
              <SessionList
                label="Sessions"
                sessions={own.sessions}
                ending={busy ? ending : null}
                onEnd={end}
                body={body}
                onFocus={onFocus}
              />
            ) : (
              <Skeleton className="m-4 h-16" />
            )}
          </Panel>
          {own && <PasskeysPanel state={own.passkeys} onChanged={refresh} />}
          {own && <SecondFactorPanel state={own.secondFactor} onChanged={refresh} />}
        </>
      )}
      {stepUp}
    </div>
  );
}
