'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { useViewer } from '@/components/shell/viewer-context';
import { Button } from '@/components/ui/button';
import { Ltr } from '@/components/ui/ltr';
import { refreshActivity } from '@/lib/client/activity';
import type { ApiError } from '@/lib/client/api-error';
import { CONTACT_OWNERS } from '@/lib/client/contact-owners';
import {
  forgetUndo,
  isOffered,
  mayUndo,
  rememberUndo,
  takeAsked,
  type Undoable,
  undoQuery,
} from '@/lib/client/contact-undo';
import { customerQuery } from '@/lib/client/customers';
import { applySavedContact, correctContact } from '@/lib/client/saved-contact';
import type { Customer } from '@/lib/contracts/customer';
import type { ContactPatch } from '@/lib/contracts/requests';
import { AWAY_WORDS } from '@/lib/words/away';
import { UNDO_WORDS } from '@/lib/words/contact-undo';
import { formatClock } from '@/lib/words/format';
import { fullName } from '@/lib/writing/names';
import { NAMELESS } from '../known-customer';
import { CONTACT_FIELDS, type ContactField, undoOf } from './contact-draft';
import { useOwners } from './owners-note';
import { useSavedToast } from './use-saved-toast';

interface UndoStripProps {
  customer: Customer;
  /** For errors that end more than the undoing, such as `wrong_person`. */
  onError: (error: ApiError) => void;
}

/**
 * Offers to undo the person's own correction of this customer, for as long as that is possible. Undoing is a correction
 * like any other: the server compares the contact, records the change and writes once. It can be undone in turn.
 */
export function UndoStrip({ customer, onError }: UndoStripProps) {
  const { uuid } = customer;
  const client = useQueryClient();
  const viewer = useViewer();
  const tell = useSavedToast();
  const { notDone } = useAway();
  const { send, busy, error, stepUp } = useCall(UNDO_WORDS.lost);
  const [tried, setTried] = useState<number | null>(null);
  const { data } = useQuery(undoQuery(uuid));
  const offered = data && (busy || isOffered(data, viewer, customer)) ? data : null;

  const undo = (undoable: Undoable) => {
    const { patch, until } = undoable;
    if (!mayUndo(undoable, viewer, Date.now())) return forgetUndo(client, uuid);
    setTried(until);
    send(
      (_, why) => correctContact(uuid, { ...patch, why: why ?? 'ask' }).finally(() => refreshActivity(client, uuid)),
      (saved) => {
        void applySavedContact(client, saved);
        // The values that come back now were written by a correction, so a correction can write them again.
        rememberUndo(client, uuid, undoOf(patch, saved, asWritten), viewer.accountId);
        tell({ title: UNDO_WORDS.undone, customer });
      },
      (failure) => {
        if (failure.code === 'contact_in_use') void client.invalidateQueries({ queryKey: CONTACT_OWNERS });
        // The page must show what Sentinel holds now, also when the answer got lost.
        else void client.invalidateQueries({ queryKey: customerQuery(uuid).queryKey });
        onError(failure);
      },
      { failed: (failure) => notDone(AWAY_WORDS.undoNotDone(fullName(customer) ?? NAMELESS), failure) },
    );
  };

  const undoAsked = useEffectEvent(() => {
    const asked = takeAsked(client, uuid);
    if (asked !== null) undo(asked);
  });
  const asked = typeof data?.askedAt === 'number';
  useEffect(() => {
    if (asked) undoAsked();
  }, [asked]);

  // A failure belongs to one correction: after another one there is nothing to tell of it.
  const failure = data?.until === tried ? error : null;
  if (offered === null && failure === null) return null;
  return (
    <div className="mt-3 flex flex-col gap-2 border-line border-t pt-3">
      {failure && (
        <CallProblem title={UNDO_WORDS.failed} error={failure}>
          {failure.code === 'network' && <span className="block">{UNDO_WORDS.lost}</span>}
          {failure.code === 'contact_in_use' && data && <TakenBy uuid={uuid} patch={data.patch} />}
        </CallProblem>
      )}
      {offered !== null && <Offer undoable={offered} busy={busy} onUndo={() => undo(offered)} />}
      {stepUp}
    </div>
  );
}

const asWritten = (written: string) => written;

function Offer({ undoable, busy, onUndo }: { undoable: Undoable; busy: boolean; onUndo: () => void }) {
  const { patch, until } = undoable;
  return (
    <div className="flex items-start justify-between gap-3">
      <div className="min-w-0">
        <p className="text-muted text-xs">
          <bdi>{UNDO_WORDS.offer(formatClock(until))}</bdi>
        </p>
        <dl>
          {CONTACT_FIELDS.map((field) => {
            const before = patch[field];
            return (
              before !== undefined && (
                <div key={field} className="flex flex-wrap gap-x-2 text-xs">
                  <dt className="text-muted">{UNDO_WORDS.before[field]}</dt>
                  <dd className="min-w-0 wrap-anywhere">
                    <Ltr>{before}</Ltr>
                  </dd>
                </div>
              )
            );
          })}
        </dl>
      </div>
      <Button size="sm" loading={busy} onClick={onUndo}>
        <Undo2 aria-hidden className="rtl:-scale-x-100" />
        {UNDO_WORDS.undo}
      </Button>
    </div>
  );
}

/** Who has the values of an undoing that Sentinel refused. */
function TakenBy({ uuid, patch }: { uuid: string; patch: ContactPatch }): ReactNode {
  const bodyOf = (field: ContactField) => {
    const value = patch[field];
    return value === undefined ? null : { [field]: value, except: uuid };
  };
  const [email, phoneNumber] = [useOwners(bodyOf('email')), useOwners(bodyOf('phoneNumber'))];
  return (
    <>
      {email}
      {phoneNumber}
    </>
  );
}
