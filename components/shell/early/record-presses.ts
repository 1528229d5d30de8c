/** A press that came before React had taken the page over. */
export interface EarlyPress {
  kind: 'click' | 'key' | 'submit' | 'choice';
  event: Event;
  /** What was pressed: a button, the link of a row, a form, a select, a radio button. */
  target: HTMLElement;
  /** The address of the customer whose row was pressed. Newer rows may put another customer into the same element. */
  customer: string | null;
  /** What the control was called when it was pressed. */
  name: string | null;
  /** What was chosen of a select. */
  value: string | null;
}

interface EarlyPresses {
  /** React has taken over the frame. It answers presses there, and loses those on a page whose code is still coming. */
  frameTaken: () => void;
  /** The page's own listeners are there, too. @returns what is left to be done, in its order */
  pageTaken: () => EarlyPress[];
}

declare global {
  interface Window {
    deskPresses?: EarlyPresses;
  }
}

/**
 * Keeps what a person presses before the scripts have come, and marks the time until the first paint. Runs as a script
 * inside the HTML, as text: it may use nothing from outside itself. React answers presses by itself from the moment on in
 * which it begins to hydrate, except those on a part whose code is still coming: React stops these on their way.
 *
 * Links are left to the browser, except those of table rows and those with `data-waits`: they wait for the page, so that
 * the list stays behind the customer, and so that the page can go back to the list as the person left it. If the page
 * takes longer than `PATIENCE` or one of its scripts fails, the browser follows them after all.
 */
export function recordPresses(): void {
  // The script doesn't hold up the page, so a page whose scripts lie in the browser's cache might be ready before it.
  if (performance.getEntriesByName('desk-frame-taken').length > 0) return;
  const PATIENCE = 3_000;
  /** More presses than anybody means. */
  const MOST = 20;
  let presses: EarlyPress[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = false;

  const follow = () => {
    const held = presses.find(({ target }) => target instanceof HTMLAnchorElement);
    if (held === undefined) return;
    presses = [];
    window.location.assign(held.customer ?? (held.target as HTMLAnchorElement).href);
  };
  const keep = (kind: EarlyPress['kind'], event: Event, target: HTMLElement, more: Partial<EarlyPress> = {}) => {
    const name = target.getAttribute('aria-label') ?? target.textContent;
    // An impatient person presses again what has not answered.
    const again = kind !== 'key' && presses.some((press) => press.kind === kind && press.target === target);
    if (again || presses.length === MOST) return;
    presses.push({ kind, event, target, customer: null, name, value: null, ...more });
    if (kind === 'key') return;
    const arrived = () => {
      // Then React has let it through, and has answered it.
      if (frame) presses = presses.filter((press) => press.event !== event);
    };
    event.target?.addEventListener(event.type, arrived, { capture: true, once: true });
  };
  const wait = (event: MouseEvent, link: HTMLAnchorElement, customer: string | null) => {
    event.preventDefault();
    keep('click', event, link, { customer });
    timer ??= setTimeout(follow, PATIENCE);
  };
  const pressRow = (event: MouseEvent, row: HTMLElement, onLink: boolean) => {
    const link = row.querySelector('a');
    if (link === null) return;
    const newTab = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.button > 1 || (onLink && (newTab || event.altKey))) return;
    // Once React may answer, it is React or the browser that follows a link, and opens a tab.
    if (frame && (onLink || newTab)) return;
    if (newTab) return void window.open(link.href, '_blank', 'noopener');
    if (event.detail > 1 && !onLink) {
      // A double click selects a word and opens nothing.
      presses = presses.filter(({ customer }) => customer !== link.href);
      delete row.dataset.opening;
      return;
    }
    wait(event, link, link.href);
    const mark = () => {
      if (presses.some((press) => press.event === event)) row.dataset.opening = '';
    };
    if (frame) setTimeout(mark);
    else mark();
  };
  const onClick = (event: MouseEvent, target: HTMLElement) => {
    const button = target.closest('button');
    // Of the tables whose rows open customers (`table/use-row-opening.ts`).
    const row = target.closest<HTMLElement>('[data-opens] > tr');
    if (button !== null) {
      if (event.button === 0 && (button.type !== 'submit' || button.form === null)) keep('click', event, button);
    } else if (target.closest('label, input') !== null) {
      // Its box changes by itself, and is told apart by `change`.
    } else if (row !== null) pressRow(event, row, target.closest('a') !== null);
    else {
      const link = target.closest<HTMLAnchorElement>('a[data-waits]');
      const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
      if (link !== null && plain && !frame) wait(event, link, null);
    }
  };
  const onKey = (event: KeyboardEvent, target: HTMLElement) => {
    const { key } = event;
    // A key that is held would be done as often as it came.
    if (event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // A box takes its own keys. A link and a button turn Enter into a click.
    if (target.closest('input, textarea, select') || (key === 'Enter' && target.closest('a, button'))) return;
    const box = key === '/' ? document.querySelector<HTMLInputElement>('input[aria-keyshortcuts="/"]') : null;
    if (box !== null) {
      // At once: the text that follows belongs into the box.
      event.preventDefault();
      box.select();
    } else if ((key.length === 1 && key !== ' ') || /^(Enter|Home|End|Arrow(Up|Down))$/.test(key)) {
      keep('key', event, target);
    }
  };
  const listeners: Record<string, (event: Event, target: HTMLElement) => void> = {
    click: (event, target) => onClick(event as MouseEvent, target),
    auxclick: (event, target) => onClick(event as MouseEvent, target),
    submit: (event, target) => {
      event.preventDefault();
      keep('submit', event, target);
    },
    change: (event, target) => {
      if (target instanceof HTMLSelectElement) keep('choice', event, target, { value: target.value });
      if (target instanceof HTMLInputElement && /^(radio|checkbox)$/.test(target.type)) keep('choice', event, target);
    },
    keydown: (event, target) => onKey(event as KeyboardEvent, target),
    error: (_, target) => {
      if (target instanceof HTMLScriptElement) follow();
    },
  };
  const listener = (event: Event) => {
    const { target } = event;
    if (target instanceof HTMLElement) listeners[event.type]?.(event, target);
    else if (target instanceof Element && target.parentElement) {
      // A picture inside a button.
      const around = target.closest<HTMLElement>('button, a, tr');
      if (around) listeners[event.type]?.(event, around);
    }
  };
  for (const type of Object.keys(listeners)) addEventListener(type, listener, true);

  // Rows below the window are laid out after the first paint (`globals.css`).
  const { dataset } = document.documentElement;
  dataset.firstPaint = '';
  const untilPainted = () => {
    const drawn = document.readyState !== 'loading' || document.querySelector('[data-opens] > tr:nth-child(26)');
    // A timer of a frame runs after that frame's paint.
    if (drawn) setTimeout(() => delete dataset.firstPaint);
    else requestAnimationFrame(untilPainted);
  };
  requestAnimationFrame(untilPainted);

  window.deskPresses = {
    frameTaken: () => {
      delete dataset.firstPaint;
      frame = true;
    },
    pageTaken: () => {
      for (const type of Object.keys(listeners)) removeEventListener(type, listener, true);
      clearTimeout(timer);
      // React hydrates at once for an event that comes while it hydrates, and then handles that event itself.
      const own = presses.filter(({ event }) => event !== window.event);
      const left = own.filter(({ kind, event }) => kind !== 'key' || !event.defaultPrevented);
      presses = [];
      return left;
    },
  };
}
