'use client';

import { type SubmitEvent, useId, useState } from 'react';
import { useClosesWithView } from '@/components/address/use-closes-with-view';
import { CallProblem } from '@/components/shell/call-problem';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { markDocuments } from '@/lib/client/expiring';
import { type ExpiringRow, MARK_WORD_MOST, MARKED_FOR, type MarkedFor } from '@/lib/contracts/expiring';
import { AWAY_WORDS } from '@/lib/words/away';
import { counted } from '@/lib/words/numbers';
import { WORKLIST_WORDS } from '@/lib/words/worklist';
import { looksPersonal } from '@/lib/writing/personal';

const WORDS = WORKLIST_WORDS.marking;

interface MarkDialogProps {
  rows: readonly ExpiringRow[];
  /** @param said what to tell the person */
  onDone: (said: string) => void;
  /** @param any whether documents may have been marked: of many documents, the first ones, before a call failed */
  onClose: (any: boolean) => void;
}

/** Marks documents as done, for the person alone or for everybody, with a word; or takes their marks away. */
export function MarkDialog({ rows, onDone, onClose }: MarkDialogProps) {
  const formId = useId();
  const [whom, setWhom] = useState<MarkedFor>('me');
  const [word, setWord] = useState('');
  const { send, busy, error, stepUp } = useCall();
  const { notDone } = useAway();
  const close = () => onClose(error !== null);
  const guard = useLeaveGuard({ losing: word === '' ? null : 'typed', busy, onClose: close });
  useClosesWithView(() => word === '' && !busy && close());
  const isMarked = rows.some(({ marks }) => marks.length > 0);

  const mark = (done: boolean) =>
    send(
      async () => {
        const text = word.trim();
        if (done) return (await markDocuments(rows, { for: whom, done, ...(text !== '' && { word: text }) })).marked;
        // A document may be done for the person and for all: both marks go, and the document counts once.
        const answers = await Promise.all(
          MARKED_FOR.map((one) => markDocuments(having(rows, one), { for: one, done })),
        );
        const marks = answers.reduce((sum, { marked }) => sum + marked, 0);
        return Math.min(marks, rows.filter((row) => row.marks.length > 0).length);
      },
      (marked) => onDone(marked === 0 ? WORDS.nothing : counted(marked, done ? WORDS.saved : WORDS.undone)),
      undefined,
      {
        failed: (reason) =>
          notDone(counted(rows.length, done ? AWAY_WORDS.notMarked : AWAY_WORDS.marksNotRemoved), reason, word.trim()),
      },
    );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    mark(true);
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && guard.close()}
      title={counted(rows.length, WORDS.title)}
      keepOnOutsidePress
      className="max-w-md"
      footer={
        <>
          {isMarked && (
            <Button className="me-auto" loading={busy} onClick={() => mark(false)}>
              {WORDS.undo}
            </Button>
          )}
          <Button variant="primary" type="submit" form={formId} loading={busy}>
            {WORDS.save}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-3">
        {error && <CallProblem title={WORDS.failed} error={error} />}
        <fieldset>
          <legend className="mb-1 font-medium">{WORDS.whom}</legend>
          {MARKED_FOR.map((one) => (
            <label key={one} className="flex h-8 items-center gap-2">
              <input
                type="radio"
                name={formId}
                checked={one === whom}
                onChange={() => setWhom(one)}
                className="size-3.5 accent-accent"
              />
              {WORDS[one]}
            </label>
          ))}
        </fieldset>
        <Field
          label={WORDS.word}
          value={word}
          dir="auto"
          maxLength={MARK_WORD_MOST}
          onChange={(event) => setWord(event.target.value)}
          description={looksPersonal(word) ? WORDS.personal : WORDS.hint}
        />
      </form>
      {guard.question}
      {stepUp}
    </Dialog>
  );
}

/** The rows that carry such a mark. */
function having(rows: readonly ExpiringRow[], whom: MarkedFor): readonly ExpiringRow[] {
  return rows.filter(({ marks }) => marks.some((one) => one.for === whom));
}
