'use client';

import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { SessionList } from '@/components/shell/session-list';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { useToast } from '@/components/ui/toast';
import { accountSessionsQuery, endSessionsOf } from '@/lib/client/accounts';
import type { AccountEntry } from '@/lib/contracts/accounts';
import { AWAY_WORDS } from '@/lib/words/away';

interface SessionsDialogProps {
  account: AccountEntry;
  onChanged: () => void;
  onClose: () => void;
}

/** The sessions of an account. An ended session is refused from its next request on. */
export function SessionsDialog({ account, onChanged, onClose }: SessionsDialogProps) {
  const query = useQuery(accountSessionsQuery(account.id));
  const { send, busy, error, stepUp } = useCall();
  const toast = useToast();
  const { notDone } = useAway();
  const close = useRef<HTMLButtonElement>(null);
  const [ending, setEnding] = useState<string | null>(null);
  const sessions = query.data?.sessions;
  const end = (sessionId?: string) => {
    setEnding(sessionId ?? 'all');
    send(
      () => endSessionsOf(account.id, sessionId),
      () => {
        void query.refetch();
        onChanged();
      },
      undefined,
      {
        done: () => {
          onChanged();
          toast({ title: AWAY_WORDS.sessionsEnded(account.name), tone: 'good' });
        },
        failed: (reason) => notDone(AWAY_WORDS.sessionsNotEnded(account.name), reason),
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Sessions"
      description={<bdi>{account.name}</bdi>}
      className="max-w-3xl"
      // The first control of the rows ends a session at once.
      initialFocus={close}
      footer={
        <>
          <Button
            variant="danger"
            disabled={!sessions?.length}
            loading={busy && ending === 'all'}
            onClick={() => end()}
          >
            End all sessions
          </Button>
          <Button ref={close} onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {error && <CallProblem error={error} />}
        {query.error ? (
          <ErrorState
            title="The sessions could not be loaded"
            message={query.error.message}
            onRetry={() => void query.refetch()}
          />
        ) : sessions === undefined ? (
          <Skeleton className="h-24 w-full" />
        ) : sessions.length === 0 ? (
          <EmptyState title="Signed in nowhere" />
        ) : (
          <SessionList
            label={`Sessions of ${account.name}`}
            sessions={sessions}
            ending={busy ? ending : null}
            onEnd={({ id }) => end(id)}
          />
        )}
      </div>
      {stepUp}
    </Dialog>
  );
}
