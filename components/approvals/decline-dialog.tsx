'use client';

import { type SubmitEvent, useId, useState } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { declineRequest } from '@/lib/client/approvals';
import { DECLINING_WORD } from '@/lib/contracts/approvals';
import { APPROVAL_WORDS as WORDS } from '@/lib/words/approvals';
import { AWAY_WORDS } from '@/lib/words/away';
import { PURPOSE_WORDS } from '@/lib/words/purposes';
import { looksPersonal } from '@/lib/writing/personal';

interface DeclineDialogProps {
  id: string;
  /** The customer's name, or the id where the directory knows no name. */
  customer: string;
  onDeclined: () => void;
  onClose: () => void;
}

/** Asks why. Without a word nothing is declined: the colleague who asked has a caller on the line. */
export function DeclineDialog({ id, customer, onDeclined, onClose }: DeclineDialogProps) {
  const formId = useId();
  const [word, setWord] = useState('');
  const [tried, setTried] = useState(false);
  const { send, busy, error, stepUp } = useCall();
  const { notDone } = useAway();
  const guard = useLeaveGuard({ losing: word === '' ? null : 'typed', busy, onClose });
  const isShort = [...word.trim()].length < DECLINING_WORD.least;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (isShort) return;
    send(() => declineRequest(id, word.trim()), onDeclined, undefined, {
      failed: (reason) => notDone(AWAY_WORDS.requestNotDeclined(customer), reason, word.trim()),
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && guard.close()}
      title={WORDS.declineTitle}
      description={WORDS.declineAbout}
      keepOnOutsidePress
      className="max-w-sm"
      footer={
        <>
          <Button onClick={guard.close} disabled={busy}>
            {WORDS.cancel}
          </Button>
          <Button variant="primary" type="submit" form={formId} loading={busy}>
            {WORDS.decline}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate className="flex flex-col gap-3" onSubmit={submit}>
        {error && <CallProblem title={WORDS.notDecided} error={error} />}
        <Field
          label={WORDS.word}
          value={word}
          maxLength={DECLINING_WORD.most}
          autoComplete="off"
          error={tried && isShort ? WORDS.wordShort(DECLINING_WORD.least) : undefined}
          description={looksPersonal(word) ? PURPOSE_WORDS.personal : undefined}
          onChange={(event) => setWord(event.target.value)}
        />
      </form>
      {guard.question}
      {stepUp}
    </Dialog>
  );
}
