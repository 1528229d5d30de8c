'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { buttonClass } from './button';
import { cn } from './cn';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The dialog's accessible name, and its heading. */
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Buttons in reading order. The last is the main one. */
  footer?: ReactNode;
  /** A press outside does not close the dialog, so that a form keeps its text. Escape and the close button still do. */
  keepOnOutsidePress?: boolean;
  /** The person must choose one of the buttons: no close button. The caller ignores Escape. */
  mustAnswer?: boolean;
  /** Instead of the first control of the dialog's content, or the main button where the content has no control. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Gets the focus when the dialog closes; by default the element that had it before. A function: whether that gets it. */
  finalFocus?: RefObject<HTMLElement | null> | (() => boolean);
  className?: string;
}

const CONTROL = ':is(input, select, textarea, button):not(:disabled), a[href]';

/** A modal dialog: traps the focus, closes on Escape. Load it lazily where the page opens without it. */
export function Dialog(props: DialogProps) {
  const { title, description, children, footer, finalFocus } = props;
  const content = useRef<HTMLDivElement>(null);
  const buttons = useRef<HTMLElement>(null);
  /** Not the close button: what a person types would be lost, and Enter would close the dialog. */
  const start = () =>
    props.initialFocus?.current ?? controlsOf(content.current)[0] ?? controlsOf(buttons.current).at(-1) ?? null;

  // A step that replaces the content takes the focused control away. Without dependencies: any render may do that.
  useEffect(() => {
    if (props.open && document.activeElement === document.body) start()?.focus();
  });

  return (
    <Base.Root
      open={props.open}
      onOpenChange={props.onOpenChange}
      disablePointerDismissal={props.keepOnOutsidePress ?? false}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-backdrop transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={start}
          {...(finalFocus && { finalFocus })}
          className={cn(
            'fixed inset-x-4 top-[max(1rem,12vh)] z-50 mx-auto flex max-h-[calc(100dvh-2rem)] max-w-lg flex-col rounded-md border border-line bg-surface text-ink',
            'transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 sm:max-h-[76vh]',
            props.className,
          )}
        >
          <header className="flex items-start gap-4 border-line border-b py-3 ps-4 pe-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="font-semibold text-lg">
                <bdi>{title}</bdi>
              </Base.Title>
              {description && (
                <Base.Description className="text-muted text-sm">
                  <bdi>{description}</bdi>
                </Base.Description>
              )}
            </div>
            {!props.mustAnswer && (
              <Base.Close aria-label="Close" className={buttonClass({ variant: 'ghost', size: 'icon' })}>
                <X aria-hidden />
              </Base.Close>
            )}
          </header>
          <div ref={content} className="min-h-0 flex-1 overflow-y-auto p-4">
            {children}
          </div>
          {footer && (
            <footer
              ref={buttons}
              className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-4 py-3"
            >
              {footer}
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function controlsOf(part: HTMLElement | null): HTMLElement[] {
  const controls = [...(part?.querySelectorAll<HTMLElement>(CONTROL) ?? [])];
  return controls.filter((control) => control.getClientRects().length > 0);
}
