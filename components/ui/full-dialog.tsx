'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import type { KeyboardEvent, ReactNode } from 'react';

interface FullDialogProps {
  onClose: () => void;
  /** The dialog's accessible name. */
  title: string;
  onKeyDown?: (event: KeyboardEvent<HTMLDivElement>) => void;
  /** Gets the focus when the dialog closes. */
  returnTo: HTMLElement | null;
  children: ReactNode;
}

/** A dialog that fills the window, dark in every theme: people judge images better without white around them. */
export function FullDialog({ onClose, title, onKeyDown, returnTo, children }: FullDialogProps) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Popup
          onKeyDown={onKeyDown}
          finalFocus={() => returnTo}
          className="always-dark fixed inset-0 z-50 flex flex-col bg-surface text-ink outline-none"
        >
          <Base.Title className="sr-only">{title}</Base.Title>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
