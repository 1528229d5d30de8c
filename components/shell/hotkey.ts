'use client';

import { useEffect, useLayoutEffect, useRef } from 'react';
import { onHistoryStep, pageIsComing } from '@/components/address/customer-stage';
import { type Opening, openings } from '@/components/ui/use-loaded';
import { isNamedKey, isSingleCharacter, keysOf, nameOfKey, PAGE_SHORTCUTS, type PageShortcut } from '@/lib/shortcuts';
import { createKeyQueue, type KeyUse, LOADING_MS } from './key-queue';
import { singleKeysAreOn } from './preferences';

export interface Press {
  /** The key's name in the table of shortcuts. */
  key: string;
  /** Whether the key is held. */
  repeat: boolean;
  /** The shortcut that is meant, where a person has chosen it by another way than its key. */
  id?: PageShortcut;
  /** Waits for the page on the way as long as for a page that shows that it is loading. */
  isPatient?: boolean;
}

/** What a part of the page does by shortcut: see {@link KeyUse}. Until an opening has the focus, keys are for it. */
export type KeyHandlers = Readonly<Partial<Record<PageShortcut, (press: Press) => KeyUse | Opening>>>;

interface Part {
  has: (id: PageShortcut) => boolean;
  use: (id: PageShortcut, press: Press) => KeyUse | Opening;
}

/** The parts of the page that are on screen, in the order in which they came. */
const parts = new Set<Part>();
const CHOICES = '[type="checkbox"], [type="radio"]';
const DIALOG = ':is([role="dialog"], [role="alertdialog"])';
const MENU = '[role="menu"]';
const ELSEWHERE = `input:not(${CHOICES}), textarea, select, ${MENU}, ${DIALOG}`;

/** Whether an element has a use of its own for a key: boxes, dialogs and menus for all, a checkbox for Space. */
function takesKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest(ELSEWHERE) !== null) return true;
  return target.matches(CHOICES) && (key === 'Space' || (/Arrow/.test(key) && target.matches('[type="radio"]')));
}

/** Whether a key is meant for the page: not typed into a box, an open dialog or a menu. */
function isForPage(event: KeyboardEvent, key: string): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  // A chord means the same in a box. On a Mac, Ctrl moves the caret there, and the chord is ⌘ alone.
  const isBoxes = !key.startsWith('Mod+') || (event.ctrlKey && /Mac|iP/.test(navigator.platform));
  if (isBoxes && takesKey(event.target, key)) return false;
  return isPageFree() && (singleKeysAreOn() || !isSingleCharacter(key));
}

/**
 * A click beside a dialog's controls can leave the focus outside the dialog. The page behind it still gets no keys. A
 * toast is a dialog, too, and not modal: it takes no keys from the page.
 */
function isPageFree(): boolean {
  return document.querySelector(`${DIALOG}:not([aria-modal="false"])`) === null;
}

/** Enter is the browser's: it presses the row's link. */
function isKnown(key: string): boolean {
  return key !== 'Enter' && PAGE_SHORTCUTS.some((id) => keysOf(id).includes(key));
}

interface Coming {
  /** What was typed for the dialog so far. */
  text: string;
  until: number;
  /** `null` while the key that asks for the dialog waits itself. */
  opening: Opening | null;
}

/** The dialog or menu that is on its way. */
let coming: Coming | null = null;

/** `null`: the key that asks for the dialog waits itself. */
function expectDialog(opening: Opening | null): void {
  // The keys behind this one were meant for the dialog.
  if (opening !== null) queue.forget();
  const text = coming?.text ?? '';
  turnAway();
  coming = { text, until: Date.now() + LOADING_MS, opening };
  void opening?.ready.then((worked) => {
    if (coming?.opening !== opening) return;
    if (!worked || opening.inPage) coming = null;
    if (worked) opening.open?.();
  });
}
openings.expect = expectDialog;

function isThere(): boolean {
  return document.activeElement?.closest(`${MENU}, ${DIALOG}`) != null;
}

/** The person turns to something else: the dialog that is on its way does not come. */
function turnAway(): void {
  const opening = isThere() ? null : coming?.opening;
  coming = null;
  opening?.cancel?.();
}

/** What was typed for the dialog before its box had the focus. The box calls this when it gets the focus. */
export function takeTyped(): string {
  const text = coming?.text ?? '';
  coming = null;
  return text;
}

/** A key on the way to a dialog is text for its box. @returns whether the page must not get the key */
function keepForDialog(event: KeyboardEvent): boolean {
  if (coming === null || event.isComposing) return false;
  const { key } = event;
  const isOver = Date.now() > coming.until || (coming.opening === null && !queue.waits());
  const isBoxes = coming.opening?.isAnswer && takesKey(event.target, key);
  if (isOver || isBoxes || isThere() || key === 'Escape' || key === 'Tab') turnAway();
  if (coming === null || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (!isNamedKey(key)) coming.text += event.repeat ? '' : key;
  else if (key === 'Backspace') coming.text = coming.text.slice(0, -1);
  else if (key !== 'Enter' && !isKnown(key)) return false;
  event.preventDefault();
  return true;
}

function use(press: Press): KeyUse {
  // The router is on its way to a page: the page that is still on screen must not get the keys meant for that one.
  // The search box is not the page's.
  if (closing !== null || (pageIsComing() && press.key !== '/')) return 'wait';
  const meant = press.id ? [press.id] : PAGE_SHORTCUTS.filter((id) => keysOf(id).includes(press.key));
  for (const part of parts) {
    for (const id of meant) {
      const used = part.has(id) && part.use(id, press);
      if (typeof used !== 'object') {
        if (used) return used;
        continue;
      }
      expectDialog(used);
      return true;
    }
  }
  return false;
}

const queue = createKeyQueue<Press>(use);
/** Whether a key waits that the page will use. */
export const keyIsWanted = queue.isWanted;
/** Keys that open a dialog or a box (`n` of Accounts, too). While one waits, the next keys are text. */
const OPENS = (['palette', 'sheet', 'edit', 'checkCaller', 'link', 'note'] as const).flatMap(keysOf);

/** Keys that go on while they are held. Every other one acts once: a held key must not open and close by turns. */
const HELD = /Arrow|^(Home|End|Space|[jk])$/i;

function press(one: Press): boolean {
  if (one.repeat && !HELD.test(one.key)) return true;
  const isLoading = one.isPatient === true || document.querySelector('main [aria-busy="true"]') !== null;
  // A held key moves while it can, and is not kept: keys that were never pressed would follow.
  const isUsed = one.repeat ? use(one) !== false : queue.press(one, Date.now(), isLoading);
  if (queue.waits()) {
    if (isUsed && closing === null && OPENS.includes(one.key)) expectDialog(null);
    timer ??= setTimeout(offerNext, LOOK_AGAIN);
  }
  return isUsed;
}

/** What a key writes, by its name; empty for keys that write nothing. */
const textOf = (key: string) => (key === 'Space' ? ' ' : isSingleCharacter(key) ? key : '');

function follow(one: Press): void {
  if (coming === null) press(one);
  else coming.text += textOf(one.key);
}

/** The page's one listener. It stays while pages come and go, so that no key falls between two of them. */
function onKeyDown(event: KeyboardEvent): void {
  const key = nameOfKey(event);
  if (key === null || !isKnown(key) || !isForPage(event, key)) return;
  // A character that waits is taken, too: else the replay of early presses would bring it a second time.
  if (press({ key, repeat: event.repeat }) || isSingleCharacter(key)) event.preventDefault();
  // The browser has scrolled by the key: later it must not move the focus as well.
  else queue.forget();
}

/** With these keys, and with any chord, a person turns to something else than what waits. */
const TURNS = /^(Enter|Escape|Tab|Mod\+.*|[/?])$/;

/**
 * Runs before the page's handlers: a press elsewhere, a step in the history, or a key that is typed into a box or leads
 * away, ends the wait of earlier keys.
 */
function onElsewhere(event: Event): void {
  if (!(event instanceof KeyboardEvent)) {
    queue.forget();
    turnAway();
    return;
  }
  if (keepForDialog(event)) return;
  const key = nameOfKey(event);
  if (closing !== null && !event.repeat && textOf(key ?? '')) closing += event.key;
  // A second Enter would press the link that has the focus again.
  if (closing !== null && key === 'Enter') event.preventDefault();
  else if (key === null || TURNS.test(key) || takesKey(event.target, key)) queue.forget();
}

/** Ms between looks at the keys that wait. Most renders look, too, but a page at rest does not render. */
const LOOK_AGAIN = 200;
let timer: ReturnType<typeof setTimeout> | undefined;

function offerNext(): void {
  clearTimeout(timer);
  timer = undefined;
  // A key before these has led into a box: they were meant as text.
  if (coming === null && takesKey(document.activeElement, '')) queue.forget();
  if (!queue.waits()) return;
  // One key at a time: the page draws what it changed before the next one comes.
  const used = isPageFree() && queue.offer(Date.now());
  if (queue.waits()) timer = setTimeout(offerNext, used ? 0 : LOOK_AGAIN);
}

/** Ms. A menu or dialog gives the focus back when it has gone, and would take it from what was chosen there. */
const AFTER_CLOSING = 60;
/** What was typed since something was chosen in a menu or dialog that is not done yet; `null`: nothing was chosen. */
let closing: string | null = null;

/**
 * Does what a person chose in a menu or dialog, once the focus is back where it was. Keys until then are not meant for
 * the page behind the menu: they follow what was chosen, as text where that opens a dialog.
 */
export function afterClosing(act: () => void): void {
  closing = '';
  setTimeout(() => {
    const text = closing ?? '';
    closing = null;
    const keys = queue.take();
    act();
    if (coming !== null) coming.text += text;
    // A question that came instead is answered first, and its answer may be no.
    else if (isPageFree()) keys.forEach(follow);
  }, AFTER_CLOSING);
}

/**
 * Does something by shortcut while this part of the page is on screen. A key that comes before its page is ready waits:
 * each render offers it again.
 */
export function usePageKeys(handlers: KeyHandlers): void {
  // Not an effect event: the palette asks what a page can do while it renders.
  const latest = useRef(handlers);
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  // In the commit itself: a key that waits must not meet a page that has just gone, between the commit and its effects.
  useLayoutEffect(() => {
    const part: Part = {
      has: (id) => latest.current[id] !== undefined,
      use: (id, press) => latest.current[id]?.(press) ?? false,
    };
    parts.add(part);
    // The same functions are added once only, however many parts of the page listen, and stay.
    for (const type of ['keydown', 'pointerdown']) window.addEventListener(type, onElsewhere, true);
    onHistoryStep(onElsewhere);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      parts.delete(part);
    };
  }, []);
  // No dependencies: any render may be the one in which the page has become ready.
  useEffect(offerNext);
}

/** The shortcuts that do something on the page as it is. */
export function shortcutsHere(): PageShortcut[] {
  return PAGE_SHORTCUTS.filter((id) => [...parts].some((part) => part.has(id)));
}

/**
 * Does what a shortcut does, by another way than its key. Waits for what the shortcut needs, as its key does.
 *
 * @param isPatient a page that has the shortcut was asked for right before
 */
export function runShortcut(id: PageShortcut, isPatient = false): void {
  press({ key: keysOf(id)[0] ?? '', id, repeat: false, isPatient });
}
