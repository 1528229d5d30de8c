'use client';

import { Toast as Base } from '@base-ui/react/toast';
import { CircleCheck, Info, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Alert } from './alert';
import { Button, buttonClass } from './button';
import { freePlace } from './free-place';
import { type Listener, NOTICES, type Notice } from './toast';

/** How long a toast with a button stays, ms: time to read it and to reach the button. */
const ACTION_TIMEOUT = 10_000;

/** Shows toasts and notices. `ToastProvider` loads this file. */
export function Toaster({ subscribe }: { subscribe: (listener: Listener) => () => void }) {
  return (
    <Base.Provider limit={3} timeout={5000}>
      <Inbox subscribe={subscribe} />
      <Base.Portal>
        <Stack />
      </Base.Portal>
    </Base.Provider>
  );
}

function Inbox({ subscribe }: { subscribe: (listener: Listener) => () => void }) {
  const { add, close } = Base.useToastManager();
  const [notices, setNotices] = useState<readonly (Notice & { id: string })[]>([]);
  useEffect(
    () =>
      subscribe((message) => {
        if ('stays' in message) {
          setNotices((shown) => [...shown, { ...message, id: crypto.randomUUID() }]);
          return;
        }
        const { title, description, tone = 'good', action } = message;
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
  const place = notices.length > 0 ? document.getElementById(NOTICES) : null;
  const dismiss = (id: string) => setNotices((shown) => shown.filter((notice) => notice.id !== id));
  return (
    place &&
    createPortal(
      notices.map((notice) => <ShownNotice key={notice.id} notice={notice} onClose={() => dismiss(notice.id)} />),
      place,
    )
  );
}

function ShownNotice({ notice, onClose }: { notice: Notice; onClose: () => void }) {
  return (
    <Alert
      tone={notice.tone}
      role={notice.tone === 'bad' || notice.tone === 'attention' ? 'alert' : 'status'}
      title={notice.title}
      className="rounded-none border-x-0 border-t-0 px-4"
      actions={
        <>
          {notice.actions?.(onClose)}
          <Button variant="ghost" size="icon" aria-label="Dismiss" onClick={onClose} className="size-7">
            <X aria-hidden />
          </Button>
        </>
      }
    >
      {notice.body}
    </Alert>
  );
}

const CONTROLS = 'button, select, input, textarea, [role="button"], [role="menuitem"], nav[aria-label="Pages"]';
const OTHERS = 'a[href], [role="dialog"], [role="alertdialog"]';

/** Lies where it covers no button and no pager, and moves when the page scrolls, changes or opens a dialog below it. */
function Stack() {
  const { toasts } = Base.useToastManager();
  const viewport = useRef<HTMLDivElement>(null);
  const count = toasts.length;

  useLayoutEffect(() => {
    const box = viewport.current;
    if (count === 0 || box === null) return;
    const place = () => {
      const { width, height } = box.getBoundingClientRect();
      const boxesOf = (selector: string) =>
        [...document.querySelectorAll(selector)]
          .filter((element) => !box.contains(element))
          .map((element) => element.getBoundingClientRect())
          .filter((one) => one.width > 0 && one.height > 0);
      const { clientWidth, clientHeight } = document.documentElement;
      const mirrored = getComputedStyle(document.documentElement).direction === 'rtl';
      const at = freePlace(
        { width, height },
        { controls: boxesOf(CONTROLS), others: boxesOf(OTHERS) },
        { width: clientWidth, height: clientHeight, mirrored },
      );
      Object.assign(box.style, { left: `${at.x}px`, top: `${at.y}px` });
    };
    place();
    let frame = 0;
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(place);
    };
    const changes = new MutationObserver(soon);
    changes.observe(document.body, { childList: true, subtree: true });
    const sizes = new ResizeObserver(soon);
    sizes.observe(box);
    window.addEventListener('resize', soon);
    document.addEventListener('scroll', soon, { capture: true, passive: true });
    document.addEventListener('transitionend', soon);
    return () => {
      cancelAnimationFrame(frame);
      changes.disconnect();
      sizes.disconnect();
      window.removeEventListener('resize', soon);
      document.removeEventListener('scroll', soon, { capture: true });
      document.removeEventListener('transitionend', soon);
    };
  }, [count]);

  return (
    <Base.Viewport ref={viewport} className="fixed top-0 z-50 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2">
      <Toasts />
    </Base.Viewport>
  );
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
