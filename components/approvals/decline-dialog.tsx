'use client';

import { type SubmitEvent, useId, useState } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { useCall } from '@/components/shell/use-call';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { declineRequest } from '@/lib/client/approvals';
import { DECLINING_WORD } from '@/lib/contracts/approvals';
import { APPROVAL_WORDS as WORDS } from '@/lib/words/approvals';
import { PURPOSE_WORDS } from '@/lib/words/purposes';
import { looksPersonal } from '@/lib/writing/personal';

interface DeclineDialogProps {
  id: string;
  onDeclined: () => void;
  onClose: () => void;
}

/** Asks why. Without a word nothing is declined: the colleague who asked has a caller on the line. */
export function DeclineDialog({ id, onDeclined, onClose }: DeclineDialogProps) {
  const formId = useId();
  const [word, setWord] = useState('');
  const [tried, setTried] = useState(false);
  const { send, busy, error, stepUp } = useCall();
  const isShort = [...word.trim()].length < DECLINING_WORD.least;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (!isShort) send(() => declineRequest(id, word.trim()), onDeclined);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={WORDS.declineTitle}
      description={WORDS.declineAbout}
      keepOnOutsidePress
      className="max-w-sm"
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
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
      {stepUp}
    </Dialog>
  );
}
