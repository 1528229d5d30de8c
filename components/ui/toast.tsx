'use client';

import { type ComponentType, createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

export interface Toast {
  title: string;
  description?: string;
  tone?: 'neutral' | 'good';
  /** A button. The toast closes when it is pressed. */
  action?: { label: string; onSelect: () => void };
}

export type Listener = (toast: Toast) => void;
type Subscribe = (listener: Listener) => () => void;

const Context = createContext<{ show: (toast: Toast) => void; prepare: () => void } | null>(null);

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

export function ToastProvider({ children }: { children: ReactNode }) {
  const [Toaster, setToaster] = useState<ComponentType<{ subscribe: Subscribe }> | null>(null);
  const [channel] = useState(createChannel);
  const context = useMemo(() => {
    const prepare = () =>
      void import('./toaster').then(
        (module) => setToaster(() => module.Toaster),
        () => undefined,
      );
    const show = (toast: Toast) => {
      channel.publish(toast);
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
  const waiting: Toast[] = [];
  let listener: Listener | null = null;
  return {
    publish(toast: Toast) {
      if (listener) listener(toast);
      else waiting.push(toast);
    },
    subscribe(next: Listener) {
      listener = next;
      for (const toast of waiting.splice(0)) next(toast);
      return () => {
        listener = null;
      };
    },
  };
}
