'use client';

import { useSyncExternalStore } from 'react';

/** A choice that this browser keeps from visit to visit. How somebody likes to look at things, never what they saw. */
interface KeptChoice {
  read: () => string;
  write: (text: string) => void;
  subscribe: (onChange: () => void) => () => void;
}

/** @param key of the browser's local storage; where that is off or full, the choice lasts as long as the tab */
export function keptChoice(key: string): KeptChoice {
  // The browser's own `storage` event only reaches other tabs.
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

/** What is kept, as it was written: somebody else may have written there. Empty on the server and in the first paint. */
export function useKept({ subscribe, read }: KeptChoice): string {
  return useSyncExternalStore(subscribe, read, () => '');
}
