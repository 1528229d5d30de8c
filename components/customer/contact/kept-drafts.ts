'use client';

import { useSyncExternalStore } from 'react';
import { atTabEnd } from '@/components/address/tab-end';
import type { ContactEditState } from './contact-edit-state';

/**
 * Corrections that were not saved and whose form is gone. They live in this tab's memory alone, because they hold a
 * customer's contact.
 */
const drafts = new Map<string, ContactEditState>();
/** The customer whose form the person wants back. */
let wanted: string | null = null;
const listeners = new Set<() => void>();

export function keepDraft(uuid: string, state: ContactEditState): void {
  drafts.set(uuid, state);
}

/** Opens the form again as soon as the customer's page is there. */
export function wantDraft(uuid: string): void {
  wanted = uuid;
  for (const listener of listeners) listener();
}

/** Whether the person wants the form of this customer back. */
export function useWantedDraft(uuid: string): boolean {
  return useSyncExternalStore(
    subscribe,
    () => wanted === uuid,
    () => false,
  );
}

/** The draft that the person wants back; `undefined` for a form that starts from the contact on the page. */
export function wantedDraft(uuid: string): ContactEditState | undefined {
  return wanted === uuid ? drafts.get(uuid) : undefined;
}

/** The form has taken its draft over. */
export function forgetDraft(uuid: string): void {
  drafts.delete(uuid);
  if (wanted === uuid) {
    wanted = null;
    for (const listener of listeners) listener();
  }
}

atTabEnd(() => {
  drafts.clear();
  wanted = null;
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
