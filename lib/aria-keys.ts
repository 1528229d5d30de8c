import { isSingleCharacter } from './shortcuts';

/** Keys as `aria-keyshortcuts` writes them; `undefined` where none of them works. */
export function ariaKeys(keys: readonly string[], singles: boolean): string | undefined {
  const working = keys.filter((key) => singles || !isSingleCharacter(key));
  if (working.length === 0) return undefined;
  return working
    .flatMap((key) => (key.startsWith('Mod+') ? ['Control', 'Meta'].map((mod) => key.replace('Mod', mod)) : key))
    .join(' ');
}
