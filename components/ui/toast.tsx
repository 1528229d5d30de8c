'use client';

import {
  type ComponentType,
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';

export interface Toast {
  title: string;
  description?: string;
  tone?: 'neutral' | 'good';
  /** A button. The toast closes when it is pressed. */
  action?: { label: string; onSelect: () => void };
}

/** A message that stays until the person closes it, on whatever page they are. */
export interface Notice {
  tone: 'neutral' | 'attention' | 'good' | 'bad';
  title: string;
  body?: ReactNode;
  /** Buttons and links at the end. `close` takes the notice away. */
  actions?: (close: () => void) => ReactNode;
}

export type Message = Toast | (Notice & { stays: true });

/** The id of the element under the top bar that holds the notices. */
export const NOTICES = 'notices';

export type Listener = (message: Message) => void;
type Subscribe = (listener: Listener) => () => void;

const Context = createContext<{ show: (message: Message) => void; prepare: () => void } | null>(null);

/**
 * Confirms a success. Show an error where it happened instead. The first component that calls this hook loads the
 * toaster (Base UI, 20 KB), so that its live region exists before the first message.
 */
export function useToast(): (toast: Toast) => void {
  const context = useContext(Context);
  if (!context) throw new Error('useToast needs a ToastProvider above it');
  const { prepare, show } = context;
  useEffect(prepare, [prepare]);
  return show;
}

/**
 * Tells how something ended whose place on the page is gone. Pages without the frame of the desk have no place for a
 * notice: there the call says nothing.
 */
export function useNotice(): (notice: Notice) => void {
  const context = useContext(Context);
  useEffect(() => context?.prepare(), [context]);
  return useCallback((notice) => context?.show({ ...notice, stays: true as const }), [context]);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [Toaster, setToaster] = useState<ComponentType<{ subscribe: Subscribe }> | null>(null);
  const [channel] = useState(createChannel);
  const context = useMemo(() => {
    const prepare = () =>
      void import('./toaster').then(
        (module) => setToaster(() => module.Toaster),
        () => undefined,
      );
    const show = (message: Message) => {
      channel.publish(message);
      prepare();
    };
    return { show, prepare };
  }, [channel]);
  return (
    <Context value={context}>
      {children}
      {Toaster && <Toaster subscribe={channel.subscribe} />}
    </Context>
  );
}

/** Keeps messages until the toaster listens, then delivers each of them once. */
function createChannel() {
  const waiting: Message[] = [];
  let listener: Listener | null = null;
  return {
    publish(message: Message) {
      if (listener) listener(message);
      else waiting.push(message);
    },
    subscribe(next: Listener) {
      listener = next;
      for (const message of waiting.splice(0)) next(message);
      return () => {
        listener = null;
      };
    },
  };
}
