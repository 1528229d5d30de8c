'use client';

import { useEffect, useEffectEvent } from 'react';
import { createKeyMemory } from './key-memory';

const ELSEWHERE = 'input, textarea, select, [role="dialog"], [role="menu"], [role="alertdialog"]';

/** Whether a key is meant for the page: not typed into a box, an open dialog or a menu. */
function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  const target = event.target;
  if (target instanceof HTMLElement && (target.isContentEditable || target.closest(ELSEWHERE) !== null)) return false;
  return isPageFree();
}

/**
 * A click beside a dialog's controls can leave the focus outside the dialog. The page behind it still gets no keys. A
 * toast is a dialog, too, and not modal: it takes no keys from the page.
 */
function isPageFree(): boolean {
  return document.querySelector(':is([role="dialog"], [role="alertdialog"]):not([aria-modal="false"])') === null;
}

const memory = createKeyMemory<KeyboardEvent>();

/** Runs before the page's handlers: anything that a person does next ends the wait of an earlier key. */
function forget(): void {
  memory.forget();
}

/** Runs after the page's handlers: a key that none of them used may name an action of a page that is still loading. */
function keepUnused(event: KeyboardEvent): void {
  if (event.key.length !== 1 || event.repeat || !isForPage(event)) return;
  memory.keep(event, Date.now(), document.querySelector('main [aria-busy="true"]') !== null);
}

/**
 * Calls `handle` for each key that is meant for the page. `handle` returns `true` when it used the key. A key that
 * comes before its page is ready waits: each render offers the key again.
 */
export function usePageKeys(handle: (event: KeyboardEvent) => boolean | undefined): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isForPage(event) && handle(event)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    // The same function is added once only, however many parts of the page listen.
    window.addEventListener('keydown', forget, true);
    window.addEventListener('pointerdown', forget, true);
    window.addEventListener('keydown', keepUnused);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
  const onRender = useEffectEvent(() => {
    if (isPageFree()) memory.offer((event) => handle(event) === true, Date.now());
  });
  // No dependencies: any render may be the one in which the page has become ready.
  useEffect(() => onRender());
}
