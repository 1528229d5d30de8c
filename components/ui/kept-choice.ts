'use client';

import { useSyncExternalStore } from 'react';

/** A display choice that this browser keeps between visits. Never put a customer's data into it. */
export interface KeptChoice {
  read: () => string;
  write: (text: string) => void;
  subscribe: (onChange: () => void) => () => void;
}

/** @param key in the browser's local storage. If that is off or full, the choice lasts as long as the tab. */
export function keptChoice(key: string): KeptChoice {
  // The browser's `storage` event reaches only other tabs.
  const changed = `${key}-changed`;
  let unsaved: string | null = null;
  return {
    read: () => {
      try {
        return unsaved ?? window.localStorage.getItem(key) ?? '';
      } catch {
        return unsaved ?? '';
      }
    },
    write: (text) => {
      try {
        window.localStorage.setItem(key, text);
        unsaved = null;
      } catch {
        unsaved = text;
      }
      window.dispatchEvent(new Event(changed));
    },
    subscribe: (onChange) => {
      window.addEventListener('storage', onChange);
      window.addEventListener(changed, onChange);
      return () => {
        window.removeEventListener('storage', onChange);
        window.removeEventListener(changed, onChange);
      };
    },
  };
}

/** The stored text. Parse it: another program may have written it. Empty on the server and in the first paint. */
export function useKept({ subscribe, read }: KeptChoice): string {
  return useSyncExternalStore(subscribe, read, () => '');
}
