'use client';

import { type SubmitEvent, useId, useState } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { closeReview } from '@/lib/client/reviews';
import { CLOSING_WORD, type Review } from '@/lib/contracts/reviews';
import { AWAY_WORDS } from '@/lib/words/away';
import { reviewNumber, reviewSentence, REVIEW_PAGE_WORDS as WORDS } from '@/lib/words/reviews';
import { looksPersonal } from '@/lib/writing/personal';

interface CloseDialogProps {
  review: Review;
  onClosed: () => void;
  onClose: () => void;
}

/** Closes a review with a word, which the trail keeps. */
export function CloseDialog({ review, onClosed, onClose }: CloseDialogProps) {
  const formId = useId();
  const [word, setWord] = useState('');
  const [complains, setComplains] = useState(false);
  const { send, busy, error, stepUp } = useCall();
  const { notDone } = useAway();
  const guard = useLeaveGuard({ losing: word === '' ? null : 'typed', busy, onClose });
  const isShort = word.trim().length < CLOSING_WORD.least;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setComplains(true);
    if (isShort) return;
    send(() => closeReview(review.number, word.trim()), onClosed, undefined, {
      failed: (reason) => notDone(AWAY_WORDS.reviewNotClosed(reviewNumber(review.number)), reason, word.trim()),
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && guard.close()}
      title={WORDS.closeNumber(reviewNumber(review.number))}
      description={<bdi>{reviewSentence(review)}</bdi>}
      keepOnOutsidePress
      className="max-w-md"
      footer={
        <>
          <Button onClick={guard.close}>{WORDS.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} loading={busy}>
            {WORDS.close}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-3">
        {error && <CallProblem error={error} />}
        <Field
          label={WORDS.word}
          value={word}
          dir="auto"
          maxLength={CLOSING_WORD.most}
          onChange={(event) => setWord(event.target.value)}
          description={looksPersonal(word) ? WORDS.personal : WORDS.about}
          {...(complains && isShort && { error: WORDS.tooShort })}
        />
      </form>
      {guard.question}
      {stepUp}
    </Dialog>
  );
}
