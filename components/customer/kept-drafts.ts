'use client';

import { useSyncExternalStore } from 'react';
import { atTabEnd } from '@/components/address/tab-end';

/** What was typed into a form that is gone, by customer. */
interface KeptDrafts<Draft> {
  keep: (uuid: string, draft: Draft) => void;
  /** Opens the form again as soon as the customer's page is there. */
  want: (uuid: string) => void;
  /** Whether the person wants the form of this customer back. */
  useWanted: (uuid: string) => boolean;
  /** The draft that the person wants back; `undefined` for a form that starts from the page. */
  wanted: (uuid: string) => Draft | undefined;
  /** The form has taken its draft over. */
  forget: (uuid: string) => void;
}

/** The drafts live in this tab's memory alone, because they hold what people write of customers. */
export function keptDrafts<Draft>(): KeptDrafts<Draft> {
  const drafts = new Map<string, Draft>();
  const listeners = new Set<() => void>();
  let wanted: string | null = null;
  const setWanted = (uuid: string | null) => {
    wanted = uuid;
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  atTabEnd(() => {
    drafts.clear();
    wanted = null;
  });
  return {
    keep: (uuid, draft) => drafts.set(uuid, draft),
    want: setWanted,
    useWanted: (uuid) =>
      useSyncExternalStore(
        subscribe,
        () => wanted === uuid,
        () => false,
      ),
    wanted: (uuid) => (wanted === uuid ? drafts.get(uuid) : undefined),
    forget: (uuid) => {
      drafts.delete(uuid);
      if (wanted === uuid) setWanted(null);
    },
  };
}
