'use client';

import type { ReactNode } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { useCall } from '@/components/shell/use-call';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

interface TaskDialogProps {
  title: string;
  children: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  disabled?: boolean;
  call: () => Promise<void>;
  onDone: () => void;
  onClose: () => void;
}

/** Asks a question, explains what confirming does, and sends the call. */
export function TaskDialog(props: TaskDialogProps) {
  const { send, busy, error, stepUp } = useCall();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && props.onClose()}
      title={props.title}
      className="max-w-md"
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            variant={props.danger ? 'danger' : 'primary'}
            disabled={props.disabled}
            loading={busy}
            onClick={() => send(props.call, props.onDone)}
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
      {stepUp}
    </Dialog>
  );
}
