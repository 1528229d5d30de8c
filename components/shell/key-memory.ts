/** How long an unused key waits for a page that is on its way, ms: a person has clicked and the click has not shown. */
const COMING_MS = 2_000;
/** How long an unused key waits for a page that shows that it is loading, ms. */
const LOADING_MS = 20_000;

/** Remembers the last key that nothing on the page has used. */
export interface KeyMemory<Key> {
  /** @param loading whether the page showed that it was loading when the key came */
  keep: (key: Key, now: number, loading: boolean) => void;
  /** Offers the key that waits. `use` returns `true` when it used the key. */
  offer: (use: (key: Key) => boolean, now: number) => void;
  forget: () => void;
}

export function createKeyMemory<Key>(): KeyMemory<Key> {
  let waiting: { key: Key; until: number } | null = null;
  return {
    keep: (key, now, loading) => {
      waiting = { key, until: now + (loading ? LOADING_MS : COMING_MS) };
    },
    offer: (use, now) => {
      if (waiting === null) return;
      const { key, until } = waiting;
      if (now > until || use(key)) waiting = null;
    },
    forget: () => {
      waiting = null;
    },
  };
}
