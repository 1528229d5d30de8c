'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, type SubmitEvent, useId, useRef, useState } from 'react';
import { useClosesWithView } from '@/components/address/use-closes-with-view';
import { CallProblem } from '@/components/shell/call-problem';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { useToast } from '@/components/ui/toast';
import { saveView, viewsQuery } from '@/lib/client/views';
import { MOST_SENT, VIEW_NAME, type ViewSent, type ViewState } from '@/lib/contracts/views';
import { AWAY_WORDS } from '@/lib/words/away';
import { VIEW_WORDS } from '@/lib/words/views';
import { titleLooksPersonal } from '@/lib/writing/personal';
import { keptState } from './view-state';

const WORDS = VIEW_WORDS.saving;

interface SaveViewDialogProps {
  state: ViewState;
  returnTo: RefObject<HTMLElement | null>;
  onClose: () => void;
}

/** Saves what the page shows under a name, for the person or for the team. */
export function SaveViewDialog({ state, returnTo, onClose }: SaveViewDialogProps) {
  const formId = useId();
  const client = useQueryClient();
  const toast = useToast();
  // Sent again with the same id, after an answer that was lost.
  const [id] = useState(() => crypto.randomUUID());
  const sent = useRef<ViewSent[]>([]);
  const [name, setName] = useState('');
  const [team, setTeam] = useState(false);
  const [withColumns, setWithColumns] = useState(true);
  const [complains, setComplains] = useState(false);
  const { send, busy, error, stepUp } = useCall();
  const { notDone } = useAway();
  const guard = useLeaveGuard({ losing: name === '' ? null : 'typed', busy, onClose });
  useClosesWithView(() => name === '' && !busy && onClose());
  const problem = nameProblem(name, complains);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setComplains(true);
    if (nameProblem(name, true) !== null) return;
    const view = { name: name.trim(), team, state: keptState(state, withColumns) };
    send(
      () => {
        const earlier = sent.current.slice(-MOST_SENT);
        sent.current.push(view);
        return saveView({ id, ...view, ...(earlier.length > 0 && { earlier }) });
      },
      () => {
        void client.invalidateQueries(viewsQuery);
        toast({ title: WORDS.saved, description: name.trim() });
        onClose();
      },
      ({ status }) => {
        // Refused: nothing of it was saved.
        if (status >= 400 && status < 500) sent.current.pop();
      },
      { failed: (reason) => notDone(AWAY_WORDS.viewNotSaved(name.trim()), reason) },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && guard.close()}
      title={WORDS.title}
      description={<bdi>{WORDS.about}</bdi>}
      keepOnOutsidePress
      finalFocus={returnTo}
      className="max-w-md"
      footer={
        <>
          <Button onClick={guard.close}>{WORDS.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} loading={busy}>
            {WORDS.save}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-3">
        {error && <CallProblem title={WORDS.failed} error={error} />}
        <Field
          label={WORDS.name}
          value={name}
          dir="auto"
          autoComplete="off"
          maxLength={VIEW_NAME.most}
          onChange={(event) => setName(event.target.value)}
          description={WORDS.nameHint}
          error={problem}
        />
        <fieldset>
          <legend className="mb-1 font-medium">{WORDS.whom}</legend>
          {[false, true].map((one) => (
            <label key={String(one)} className="flex h-8 items-center gap-2">
              <input
                type="radio"
                name={formId}
                checked={team === one}
                onChange={() => setTeam(one)}
                className="size-3.5 accent-accent"
              />
              {one ? WORDS.forTeam : WORDS.forMe}
            </label>
          ))}
        </fieldset>
        <label className="flex h-8 items-center gap-2">
          <input
            type="checkbox"
            checked={withColumns}
            onChange={(event) => setWithColumns(event.currentTarget.checked)}
            className="size-3.5 accent-accent"
          />
          {WORDS.columns}
        </label>
      </form>
      {guard.question}
      {stepUp}
    </Dialog>
  );
}

/**
 * What is wrong with a name, in words; `null` for nothing.
 * @param whole whether the person has typed all of it
 */
export function nameProblem(name: string, whole: boolean): string | null {
  if (titleLooksPersonal(name)) return WORDS.personal;
  return whole && name.trim().length < VIEW_NAME.least ? WORDS.tooShort : null;
}
