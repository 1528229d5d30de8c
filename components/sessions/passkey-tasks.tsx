'use client';

import { type SubmitEvent, useId, useRef } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { useTouched } from '@/components/shell/leaving/use-touched';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { useToast } from '@/components/ui/toast';
import { removePasskey, renamePasskey } from '@/lib/client/sessions';
import type { PasskeyEntry } from '@/lib/contracts/passkeys';
import { PASSKEY_WORDS as WORDS } from '@/lib/words/passkeys';
import type { PasskeyTaskKind } from './passkeys-panel';

interface PasskeyTaskProps {
  task: PasskeyTaskKind;
  onChanged: () => void;
  onClose: () => void;
}

/** The dialog of the chosen task. */
export function PasskeyTask({ task, onChanged, onClose }: PasskeyTaskProps) {
  const toast = useToast();
  const done = (title: string) => () => {
    toast({ title, tone: 'good' });
    onChanged();
    onClose();
  };
  switch (task.kind) {
    case 'add':
      return <NameDialog title={WORDS.add} call={add} onDone={done(WORDS.added)} onClose={onClose} />;
    case 'rename':
      return (
        <NameDialog
          title={WORDS.rename}
          name={task.passkey.name}
          call={(name) => renamePasskey(task.passkey.id, name)}
          onDone={done(WORDS.renamed)}
          onClose={onClose}
        />
      );
    case 'remove':
      return <RemoveDialog passkey={task.passkey} onDone={done(WORDS.removed)} onClose={onClose} />;
  }
}

/** The WebAuthn library comes with the first passkey. */
const add = async (name: string) => await (await import('@/lib/client/passkeys')).addPasskey(name);

interface NameDialogProps {
  title: string;
  name?: string;
  call: (name: string) => Promise<void>;
  onDone: () => void;
  onClose: () => void;
}

function NameDialog({ title, name = '', call, onDone, onClose }: NameDialogProps) {
  const formId = useId();
  const { send, busy, error, stepUp } = useCall();
  const { notDone } = useAway();
  const [touched, onInput] = useTouched();
  const guard = useLeaveGuard({ losing: touched ? 'typed' : null, busy, onClose });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('name'));
    send(() => call(typed), onDone, undefined, {
      failed: (reason) => notDone(name === '' ? WORDS.notAdded : WORDS.notChanged, reason),
    });
  };
  const problem = error?.fields.name;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && guard.close()}
      title={title}
      className="max-w-md"
      keepOnOutsidePress
      footer={
        <>
          <Button onClick={guard.close}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} loading={busy}>
            {name === '' ? 'Continue' : 'Save name'}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} onInput={onInput} className="flex flex-col gap-3">
        {error && !problem && <CallProblem error={error} />}
        <PasskeyName name={name} problem={problem} />
      </form>
      {guard.question}
      {stepUp}
    </Dialog>
  );
}

/** The box for a passkey's name. */
export function PasskeyName({ name = '', problem }: { name?: string; problem?: string | undefined }) {
  return (
    <Field
      label={WORDS.name}
      name="name"
      defaultValue={name}
      maxLength={60}
      autoComplete="off"
      dir="auto"
      description={WORDS.nameHint}
      error={problem}
    />
  );
}

interface RemoveDialogProps {
  passkey: PasskeyEntry;
  onDone: () => void;
  onClose: () => void;
}

function RemoveDialog({ passkey, onDone, onClose }: RemoveDialogProps) {
  const { send, busy, error, stepUp } = useCall();
  const { notDone } = useAway();
  const cancel = useRef<HTMLButtonElement>(null);
  const remove = () =>
    send(() => removePasskey(passkey.id), onDone, undefined, {
      failed: (reason) => notDone(WORDS.notChanged, reason),
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={WORDS.removeTitle}
      className="max-w-md"
      // Enter must not confirm what can harm.
      initialFocus={cancel}
      footer={
        <>
          <Button ref={cancel} onClick={onClose}>
            Cancel
          </Button>
          <Button variant="danger" loading={busy} onClick={remove}>
            {WORDS.remove}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {error && <CallProblem error={error} />}
        <p className="wrap-anywhere">
          <bdi>{WORDS.removeWarning(passkey.name)}</bdi>
        </p>
      </div>
      {stepUp}
    </Dialog>
  );
}
