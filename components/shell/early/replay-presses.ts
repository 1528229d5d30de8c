'use client';

import type { EarlyPress } from './record-presses';

/** After so long, ms, a person no longer waits for what a press would do. */
const KEPT_MS = 20_000;
/** Between attempts, ms, while the code of the pressed part is still coming. */
const AGAIN_MS = 50;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Does what was pressed before React had taken the page over, in its order, each press once. */
export async function replay(presses: readonly EarlyPress[]): Promise<void> {
  for (const press of presses) {
    while (performance.now() - press.event.timeStamp < KEPT_MS && !repeat(press)) await pause(AGAIN_MS);
    // The page draws what the press has changed before it gets the next one.
    await pause(0);
  }
  for (const row of document.querySelectorAll<HTMLElement>('tr[data-opening]')) delete row.dataset.opening;
}

/** @returns whether the press is done; `false`: its part of the page is not there yet */
function repeat(press: EarlyPress): boolean {
  const { kind, target } = press;
  if (press.customer !== null) return openCustomer(press.customer, press);
  if (kind === 'key') return repeatKey(press.event as KeyboardEvent);
  if (!target.isConnected) return true;
  if (kind === 'choice') return choose(target, press.value);
  if (kind === 'submit') {
    if (target instanceof HTMLFormElement) target.requestSubmit();
    return true;
  }
  // React may have made another control of the same element.
  if ((target.getAttribute('aria-label') ?? target.textContent) !== press.name) return true;
  return !(target as HTMLButtonElement).disabled && arrives(target, click());
}

/** Goes by the customer: the element that was pressed may be another customer's row by now. */
function openCustomer(address: string, { event }: EarlyPress): boolean {
  const links = document.querySelectorAll<HTMLAnchorElement>('[data-opens] > tr a');
  const link = [...links].find(({ href }) => href === address);
  const onLink = event.target instanceof Element && event.target.closest('a') !== null;
  if (!onLink && window.getSelection()?.type === 'Range') return true;
  if (link !== undefined) return arrives(link, click());
  window.location.assign(address);
  return true;
}

function repeatKey({ key, code, shiftKey }: KeyboardEvent): boolean {
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });
  if (!arrives(target, event)) return false;
  // Browsers turn a person's own Enter into a click.
  if (key === 'Enter' && !event.defaultPrevented && target instanceof HTMLElement && target.matches('a, button'))
    target.dispatchEvent(click());
  return true;
}

function choose(target: HTMLElement, value: string | null): boolean {
  if (target instanceof HTMLSelectElement && value !== null) {
    target.value = value;
    return arrives(target, new Event('change', { bubbles: true }));
  }
  // React takes the choice that it finds for its own, and reports only changes.
  if (target instanceof HTMLInputElement) target.checked = target.type === 'checkbox' && !target.checked;
  return arrives(target, click());
}

function click(): MouseEvent {
  return new MouseEvent('click', { bubbles: true, cancelable: true, view: window, detail: 1 });
}

/** Sends an event. React stops it on the way to a part of the page that it can't hydrate yet. */
function arrives(target: Element, event: Event): boolean {
  let arrived = false;
  const note = () => {
    arrived = true;
  };
  target.addEventListener(event.type, note, true);
  target.dispatchEvent(event);
  target.removeEventListener(event.type, note, true);
  return arrived;
}
