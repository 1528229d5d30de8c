/** What the probe waits for in the page. */
export type Wanted =
  /** So many rows, of which the first ones are others than before. */
  | { kind: 'rows'; count: number; before: string | null }
  /** A customer's own view with these two texts. */
  | { kind: 'detail'; texts: string[] }
  /** Something that a selector finds. */
  | { kind: 'element'; selector: string };

/** When something was seen, ms after the event that caused it (after the navigation's start for a cold load). */
export interface Seen {
  /** In the DOM. */
  dom: number;
  /** In the frame that was painted next. */
  paint: number;
  /** How long the probe itself worked in between. */
  probe: number;
}

/** The longest interaction to next paint and the layout shift since the last time, as the browser reports them. */
export interface Felt {
  interaction: number;
  shift: number;
}

export interface Probe {
  /** Waits for the next click or key, and from there for what is wanted. */
  arm(wanted: Wanted): void;
  /** Resolves when what was wanted is there. */
  seen(): Promise<Seen>;
  /** What the first rows are known by. */
  firstRows(): string;
  takeFelt(): Felt;
}

export interface ProbeOptions {
  /** Selects one element of each row. */
  row: string;
  /** Selects the element that holds the whole view of a customer. */
  detail: string;
  /** So many rows are wanted of a cold load. */
  cold: number;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/**
 * Installs `window.probe`. Runs in the page before its own scripts, so it uses nothing from outside. A MutationObserver
 * looks at every change of the DOM until what is wanted is there, and not at all while nothing is wanted.
 */
export function installProbe({ row, detail, cold }: ProbeOptions): void {
  let wanted: Wanted | null = { kind: 'rows', count: cold, before: null };
  let began: number | null = 0;
  let spent = 0;
  let resolve: (seen: Seen) => void = () => {};
  let seen = new Promise<Seen>((done) => {
    resolve = done;
  });

  // One row alone might be the same in two orders.
  const keysOf = (rows: Iterable<Element>) =>
    [...rows]
      .slice(0, 5)
      .map((element) => element.getAttribute('href') ?? element.textContent)
      .join();
  const isThere = (what: Wanted): boolean => {
    if (what.kind === 'element') return document.querySelector(what.selector) !== null;
    if (what.kind === 'rows') {
      const rows = document.querySelectorAll(row);
      return rows.length >= what.count && keysOf(rows) !== what.before;
    }
    return [...document.querySelectorAll(detail)].some(
      (view) => what.texts.every((text) => view.textContent.includes(text)) && view.checkVisibility(),
    );
  };
  const look = () => {
    if (wanted === null || began === null) return;
    const start = performance.now();
    const there = isThere(wanted);
    const now = performance.now();
    if (!there) {
      spent += now - start;
      return;
    }
    observer.disconnect();
    wanted = null;
    const [dom, probe] = [start - began, spent];
    const from = began;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve({ dom, paint: performance.now() - from, probe });
      // A message is delivered after the frame that this callback belongs to has been painted.
      port2.postMessage(null);
    });
  };
  const observer = new MutationObserver(look);
  const watch = () =>
    observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['href', 'style', 'hidden'],
    });
  watch();

  const start = (event: Event) => {
    if (wanted !== null && began === null) began = event.timeStamp;
  };
  addEventListener('click', start, { capture: true });
  addEventListener('keydown', start, { capture: true });

  let felt: Felt = { interaction: 0, shift: 0 };
  const report = (type: string, take: (entry: PerformanceEntry) => void, more: object) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
  report(
    'event',
    (entry) => {
      const { interactionId = 0 } = entry as PerformanceEntry & { interactionId?: number };
      if (interactionId > 0) felt.interaction = Math.max(felt.interaction, entry.duration);
    },
    { durationThreshold: 16 },
  );
  report(
    'layout-shift',
    (entry) => {
      const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!hadRecentInput) felt.shift += value;
    },
    {},
  );

  window.probe = {
    arm(next) {
      wanted = next;
      began = null;
      spent = 0;
      seen = new Promise<Seen>((done) => {
        resolve = done;
      });
      watch();
    },
    seen: () => seen,
    firstRows: () => keysOf(document.querySelectorAll(row)),
    takeFelt() {
      const taken = felt;
      felt = { interaction: 0, shift: 0 };
      return taken;
    },
  };
}
