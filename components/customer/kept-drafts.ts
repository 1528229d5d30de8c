'use client';

import { useSyncExternalStore } from 'react';
import { atTabEnd } from '@/components/address/tab-end';

/** What was typed into a form that is gone, by customer. */
interface KeptDrafts<Draft> {
  /** Opens the form with this draft again as soon as the customer's page is there. */
  want: (uuid: string, draft: Draft) => void;
  /** Whether the person wants a draft of this customer back. */
  useWanted: (uuid: string) => boolean;
  /** The draft that the person wants back; `undefined` for a form that starts from the page. */
  wanted: (uuid: string) => Draft | undefined;
  /** The form has taken its draft over. */
  forget: (uuid: string) => void;
}

/**
 * Hands drafts from the messages that they were not saved to the forms that go on from them. Each message has its own. The
 * drafts live in this tab's memory alone, because they hold what people write of customers.
 */
export function keptDrafts<Draft>(): KeptDrafts<Draft> {
  const listeners = new Set<() => void>();
  let wanted: { uuid: string; draft: Draft } | null = null;
  const setWanted = (next: typeof wanted) => {
    wanted = next;
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  atTabEnd(() => {
    wanted = null;
  });
  return {
    want: (uuid, draft) => setWanted({ uuid, draft }),
    useWanted: (uuid) =>
      useSyncExternalStore(
        subscribe,
        () => wanted?.uuid === uuid,
        () => false,
      ),
    wanted: (uuid) => (wanted?.uuid === uuid ? wanted.draft : undefined),
    forget: (uuid) => {
      if (wanted?.uuid === uuid) setWanted(null);
    },
  };
}
