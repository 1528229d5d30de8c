'use client';

import { type ReactNode, useRef } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { AWAY_WORDS } from '@/lib/words/away';

interface TaskDialogProps {
  title: string;
  /** Whose account it is, for a message on another page. */
  name: string;
  children: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  /** Whether the person has chosen something that is not saved. `false`: there is nothing to save yet. */
  touched?: boolean;
  call: () => Promise<void>;
  onDone: () => void;
  onClose: () => void;
}

/** Asks a question, explains what confirming does, and sends the call. */
export function TaskDialog(props: TaskDialogProps) {
  const { send, busy, error, stepUp } = useCall();
  const { notDone } = useAway();
  const cancel = useRef<HTMLButtonElement>(null);
  const guard = useLeaveGuard({ losing: props.touched ? 'typed' : null, busy, onClose: props.onClose });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && guard.close()}
      title={props.title}
      className="max-w-md"
      // Enter must not confirm what can harm.
      {...(props.danger && { initialFocus: cancel })}
      footer={
        <>
          <Button ref={cancel} onClick={guard.close}>
            Cancel
          </Button>
          <Button
            variant={props.danger ? 'danger' : 'primary'}
            disabled={props.touched === false}
            loading={busy}
            onClick={() =>
              send(props.call, props.onDone, undefined, {
                failed: (reason) => notDone(AWAY_WORDS.accountNotChanged(props.name), reason),
              })
            }
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {error && <CallProblem error={error} />}
        {props.children}
      </div>
      {guard.question}
      {stepUp}
    </Dialog>
  );
}
