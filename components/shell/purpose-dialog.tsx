'use client';

import { type SubmitEvent, useId } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { sendByKey } from '@/components/ui/send-by-key';
import { type GivenPurpose, PURPOSE_MINUTES } from '@/lib/contracts/purpose';
import { PURPOSE_WORDS } from '@/lib/words/purposes';
import { usePurpose } from './use-purpose';

interface PurposeDialogProps {
  purposes: readonly string[];
  onGiven: (why: GivenPurpose) => void;
  onClose: () => void;
}

/** Asks what a look at one customer is for. */
export function PurposeDialog({ purposes, onGiven, onClose }: PurposeDialogProps) {
  const formId = useId();
  const { why, complain, fields } = usePurpose(purposes);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    complain();
    if (why !== null) onGiven(why);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={PURPOSE_WORDS.title}
      description={PURPOSE_WORDS.description(PURPOSE_MINUTES)}
      keepOnOutsidePress
      className="max-w-sm"
      footer={
        <>
          <Button onClick={onClose}>{PURPOSE_WORDS.cancel}</Button>
          <Button variant="primary" type="submit" form={formId}>
            {PURPOSE_WORDS.go}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} onKeyDown={sendByKey}>
        {fields}
      </form>
    </Dialog>
  );
}
