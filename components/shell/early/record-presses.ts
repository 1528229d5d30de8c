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
  /** React has taken over the frame: from here on it answers every click by itself, and may scroll to any row. */
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
 * Keeps what a person presses before the scripts have come, and marks the time until the first paint. Runs as a script inside the HTML, as text: it may use nothing
 * from outside itself. React replays such events only from the moment on in which it begins to hydrate.
 *
 * Links are left to the browser, except those of table rows: they wait for the page, so that the list stays behind the
 * customer. If the page takes longer than `PATIENCE` or one of its scripts fails, the browser follows them after all.
 */
export function recordPresses(): void {
  const PATIENCE = 3_000;
  /** More presses than anybody means. */
  const MOST = 20;
  let presses: EarlyPress[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const follow = () => {
    const held = presses.find(({ customer }) => customer !== null);
    if (held?.customer == null) return;
    presses = [];
    window.location.assign(held.customer);
  };
  const keep = (kind: EarlyPress['kind'], event: Event, target: HTMLElement, more: Partial<EarlyPress> = {}) => {
    const name = target.getAttribute('aria-label') ?? target.textContent;
    // An impatient person presses again what has not answered.
    const again = kind !== 'key' && presses.some((press) => press.kind === kind && press.target === target);
    if (again || presses.length === MOST) return;
    presses.push({ kind, event, target, customer: null, name, value: null, ...more });
  };
  const pressRow = (event: MouseEvent, row: HTMLElement, onLink: boolean) => {
    const link = row.querySelector('a');
    if (link === null) return;
    const newTab = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.button > 1 || (onLink && (newTab || event.altKey))) return;
    if (newTab) return void window.open(link.href, '_blank', 'noopener');
    if (event.detail > 1 && !onLink) {
      // A double click selects a word and opens nothing.
      presses = presses.filter(({ customer }) => customer !== link.href);
      delete row.dataset.opening;
      return;
    }
    event.preventDefault();
    row.dataset.opening = '';
    keep('click', event, link, { customer: link.href });
    timer ??= setTimeout(follow, PATIENCE);
  };
  const onClick = (event: MouseEvent, target: HTMLElement) => {
    const button = target.closest('button');
    // Of the tables whose rows open customers (`table/use-row-opening.ts`).
    const row = target.closest<HTMLElement>('[data-opens] > tr');
    if (button !== null) {
      if (event.button === 0 && (button.type !== 'submit' || button.form === null)) keep('click', event, button);
    } else if (row !== null) pressRow(event, row, target.closest('a') !== null);
  };
  const onKey = (event: KeyboardEvent, target: HTMLElement) => {
    const { key } = event;
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
      if (target instanceof HTMLInputElement && target.type === 'radio') keep('choice', event, target);
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

  const end = (types: string[]) => {
    for (const type of types) removeEventListener(type, listener, true);
    // React hydrates at once for an event that comes while it hydrates, and then handles that event itself.
    presses = presses.filter(({ event }) => event !== window.event);
  };
  window.deskPresses = {
    frameTaken: () => {
      delete dataset.firstPaint;
      end(Object.keys(listeners).filter((type) => type !== 'keydown' && type !== 'error'));
    },
    pageTaken: () => {
      end(Object.keys(listeners));
      clearTimeout(timer);
      const left = presses.filter(({ kind, event }) => kind !== 'key' || !event.defaultPrevented);
      presses = [];
      return left;
    },
  };
}
