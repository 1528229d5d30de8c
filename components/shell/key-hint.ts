'use client';

import { ariaKeys } from '@/lib/aria-keys';
import { isSingleCharacter, keysOf, type PageShortcut } from '@/lib/shortcuts';
import { keyHint } from '@/lib/words/top-bar';
import { usePreferences } from './preferences-context';

/** The tooltip and the `aria-keyshortcuts` of a control, with its key as long as the key works. */
export function useKeyHint(id: PageShortcut): KeyHint {
  return useHintOf(keysOf(id));
}

type KeyHint = (label: string) => { title: string; 'aria-keyshortcuts'?: string };

/** The same for any keys. */
export function useHintOf(keys: readonly string[]): KeyHint {
  const singles = usePreferences().keys === 'on';
  const [key = ''] = keys;
  const aria = ariaKeys(keys, singles);
  return (label) => ({
    title: singles || !isSingleCharacter(key) ? keyHint(label, key) : label,
    ...(aria !== undefined && { 'aria-keyshortcuts': aria }),
  });
}
