'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { customerIsShown, useCustomerOpening } from '@/components/address/customer-stage';
import { forgetShownList } from '@/components/address/shown-list';
import { CallProblem } from '@/components/shell/call-problem';
import { useTimeZone } from '@/components/shell/clock';
import { PageLink } from '@/components/shell/page-link';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Ltr } from '@/components/ui/ltr';
import { Skeleton } from '@/components/ui/skeleton';
import { markSeen, mentionsQuery } from '@/lib/client/notes';
import type { Mention } from '@/lib/contracts/notes';
import { MENTIONS_LIST } from '@/lib/note-headers';
import { routes } from '@/lib/routes';
import { formatMoment } from '@/lib/words/format';
import { mentionsText, NOTE_WORDS } from '@/lib/words/notes';

const WORDS = NOTE_WORDS.mentions;
const close = () => void window.dispatchEvent(new CustomEvent(MENTIONS_LIST, { detail: '' }));

/** The notes that mention this person. A note is read with its customer: opening the customer is recorded. */
export function MentionsDialog() {
  const client = useQueryClient();
  const { data, error } = useQuery(mentionsQuery());
  const { send, busy, error: notSeen } = useCall();
  const { notDone } = useAway();
  const openCustomer = useCustomerOpening();
  const [gone, setGone] = useState(false);
  const leads = useRef(false);
  const [seen, setSeen] = useState(false);
  const mentions = data?.mentions ?? [];
  const unseen = mentions.filter(({ seen }) => !seen).map(({ note }) => note);
  const seeAll = () =>
    send(
      () => markSeen(unseen),
      () => {
        setSeen(true);
        void client.invalidateQueries({ queryKey: mentionsQuery().queryKey });
      },
      undefined,
      { failed: (reason) => notDone(WORDS.notSeen, reason) },
    );
  const goTo = (uuid: string) => {
    // The person is there already: the focus goes back to where it was.
    if (customerIsShown(uuid)) return close();
    leads.current = true;
    // Before the customer is there: the dialog has the focus, and the customer's name is to get it.
    flushSync(() => setGone(true));
    close();
    // They were not opened from the list that was shown last.
    forgetShownList();
    openCustomer(uuid);
  };
  if (gone) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={WORDS.title}
      finalFocus={() => !leads.current}
      className="max-w-md"
      footer={
        <>
          {unseen.length > 0 && (
            <Button loading={busy} onClick={seeAll}>
              {WORDS.allSeen}
            </Button>
          )}
          <Button onClick={close}>{WORDS.close}</Button>
        </>
      }
    >
      <p role="status" className="sr-only">
        {seen ? WORDS.seen : data ? mentions.length > 0 && mentionsText(mentions.length) : !error && WORDS.loading}
      </p>
      {error && <Alert title={WORDS.notLoaded}>{error.message}</Alert>}
      {notSeen && <CallProblem title={WORDS.notSeen} error={notSeen} />}
      {!data && !error && <Skeleton className="h-4 w-64" />}
      {data?.mentions.length === 0 && (
        <p className="text-muted">
          <bdi>{WORDS.none}</bdi>
        </p>
      )}
      {mentions.length > 0 && (
        <ol className="-mx-1 flex flex-col">
          {mentions.map((mention) => (
            <Row key={mention.note} mention={mention} onOpen={() => goTo(mention.customer.uuid)} />
          ))}
        </ol>
      )}
    </Dialog>
  );
}

function Row({ mention, onOpen }: { mention: Mention; onOpen: () => void }) {
  const { customer, author, at, seen } = mention;
  const zone = useTimeZone();
  return (
    <li className="flex flex-col gap-0.5 border-line border-t px-1 py-2 first:border-t-0">
      <div className="flex items-center justify-between gap-3">
        <PageLink
          href={routes.customer(customer.uuid)}
          onNavigate={onOpen}
          className="min-w-0 font-medium text-accent hover:underline wrap-anywhere"
        >
          {customer.name === null ? <Ltr>{customer.uuid.slice(0, 8)}…</Ltr> : <bdi>{customer.name}</bdi>}
        </PageLink>
        {!seen && <Badge tone="attention">{WORDS.isNew}</Badge>}
      </div>
      <p className="text-muted text-xs">
        <bdi>{WORDS.from(author)}</bdi>
        {' · '}
        <bdi dir="ltr">{formatMoment(at, zone)}</bdi>
      </p>
    </li>
  );
}
