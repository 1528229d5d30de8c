'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { CallProblem } from '@/components/shell/call-problem';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Button } from '@/components/ui/button';
import { useDialogHost } from '@/components/ui/dialog-host';
import { useToast } from '@/components/ui/toast';
import { approveRequest } from '@/lib/client/approvals';
import type { WaitingApproval } from '@/lib/contracts/approvals';
import { APPROVAL_WORDS as WORDS } from '@/lib/words/approvals';
import { AWAY_WORDS } from '@/lib/words/away';
import { DeclineDialog } from './decline-dialog';

/** The two buttons of a request. An approval writes at once: the row has shown everything that there is to see. */
export function Decision({ request, onDecided }: { request: WaitingApproval; onDecided: () => void }) {
  const client = useQueryClient();
  const toast = useToast();
  const { send, busy, error, stepUp } = useCall();
  const { notDone } = useAway();
  const customer = request.customer.name ?? request.customer.uuid;
  // In the page's host: a colleague may decide meanwhile, and the row goes. What was typed must not go with it.
  const [dialog, show] = useDialogHost();
  const approve = () =>
    send(
      () => approveRequest(request.id),
      ({ state }) => {
        toast({ title: state === 'approved' ? WORDS.linkApproved : WORDS.written, tone: 'good' });
        // Lists and the customer's page may show the contact from before.
        void client.invalidateQueries({ queryKey: ['customers'] });
        onDecided();
      },
      // The request may have been decided by a colleague, or wait again.
      onDecided,
      { failed: (reason) => notDone(AWAY_WORDS.requestNotApproved(customer), reason) },
    );
  const decline = () =>
    show(
      <DeclineDialog
        id={request.id}
        customer={customer}
        onDeclined={() => {
          show(null);
          toast({ title: WORDS.declined, tone: 'good' });
          onDecided();
        }}
        onClose={() => show(null)}
      />,
    );
  if (request.own) {
    return (
      <p className="text-muted">
        <bdi>{WORDS.own}</bdi>
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="primary" loading={busy} onClick={approve}>
          <Check aria-hidden />
          {WORDS.approve}
        </Button>
        <Button size="sm" disabled={busy} onClick={decline}>
          <X aria-hidden />
          {WORDS.decline}
        </Button>
      </div>
      {error && <CallProblem title={WORDS.notDecided} error={error} />}
      {dialog}
      {stepUp}
    </div>
  );
}
