import type { KeyboardEvent } from 'react';

/**
 * Ctrl or ⌘ with Enter sends a form from any of its controls. Enter alone opens a choice of options, whose next Enter
 * chooses one: it must not send the form with the option before.
 */
export function sendByKey(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
