'use client';

import { Toast as Base } from '@base-ui/react/toast';
import { CircleCheck, Info, X } from 'lucide-react';
import { useEffect } from 'react';
import { buttonClass } from './button';
import type { Listener } from './toast';

/** How long a toast with a button stays, ms: time to read it and to reach the button. */
const ACTION_TIMEOUT = 10_000;

/** Shows the toasts. `ToastProvider` loads this file. */
export function Toaster({ subscribe }: { subscribe: (listener: Listener) => () => void }) {
  return (
    <Base.Provider limit={3} timeout={5000}>
      <Inbox subscribe={subscribe} />
      <Base.Portal>
        <Base.Viewport className="fixed end-4 bottom-4 z-50 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2">
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Inbox({ subscribe }: { subscribe: (listener: Listener) => () => void }) {
  const { add, close } = Base.useToastManager();
  useEffect(
    () =>
      subscribe(({ title, description, tone = 'good', action }) => {
        if (action === undefined) {
          add({ title, description, type: tone });
          return;
        }
        const { label, onSelect } = action;
        const onClick = () => {
          close(id);
          onSelect();
        };
        const id = add({
          title,
          description,
          type: tone,
          timeout: ACTION_TIMEOUT,
          actionProps: { children: label, onClick },
        });
      }),
    [subscribe, add, close],
  );
  return null;
}

function Toasts() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => {
    const Icon = toast.type === 'good' ? CircleCheck : Info;
    return (
      <Base.Root
        key={toast.id}
        toast={toast}
        className="rounded-md border border-line bg-surface text-ink transition-opacity data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
      >
        <Base.Content className="flex items-start gap-2 p-3">
          <Icon
            aria-hidden
            className={toast.type === 'good' ? 'mt-0.5 size-4 text-good' : 'mt-0.5 size-4 text-muted'}
          />
          <div className="min-w-0 flex-1 break-words">
            <Base.Title className="font-medium text-sm" />
            <Base.Description className="text-muted text-sm" />
            <Base.Action className={`${buttonClass({ size: 'sm' })} mt-2`} />
          </div>
          <Base.Close
            aria-label="Dismiss"
            className={`${buttonClass({ variant: 'ghost', size: 'icon' })} -me-1 -mt-1 size-6`}
          >
            <X aria-hidden />
          </Base.Close>
        </Base.Content>
      </Base.Root>
    );
  });
}
