'use client';

import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { buttonClass } from './button';

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children?: ReactNode;
  /** The button that changes nothing. It has the focus. */
  keepLabel: string;
  confirmLabel: string;
  onConfirm: () => void;
}

/** A question that the person must answer. May be inside a `Dialog`. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Base.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Base.Portal>
        <Base.Backdrop forceRender className="fixed inset-0 z-50 bg-backdrop" />
        <Base.Popup className="fixed inset-x-4 top-[max(2rem,18vh)] z-50 mx-auto max-w-sm rounded-md border border-line bg-surface p-4 text-ink">
          <Base.Title className="font-semibold text-base">
            <bdi>{props.title}</bdi>
          </Base.Title>
          {props.children && (
            <Base.Description className="mt-1 text-muted text-sm">
              <bdi>{props.children}</bdi>
            </Base.Description>
          )}
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <Base.Close className={buttonClass()}>{props.keepLabel}</Base.Close>
            <button type="button" onClick={props.onConfirm} className={buttonClass({ variant: 'danger' })}>
              {props.confirmLabel}
            </button>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
