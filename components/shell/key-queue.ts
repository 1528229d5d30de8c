/** How long a key that nothing uses waits for a page that is on its way, ms: a click may not have shown yet. */
const COMING_MS = 2_000;
/** How long a key waits for a page that shows that it is loading, or that wants the key for later, ms. */
export const LOADING_MS = 20_000;
/** More keys than anybody means. */
const MOST = 40;

/** What the page did with a key: used it, has no use for it, or will have one when what it needs is there. */
export type KeyUse = boolean | 'wait';

interface Waiting<Key> {
  key: Key;
  until: number;
}

export interface KeyQueue<Key> {
  /**
   * A key was pressed.
   *
   * @param loading whether the page shows that it is loading
   * @returns whether the key is used, now or later
   */
  press: (key: Key, now: number, loading: boolean) => boolean;
  /** Offers the first key that waits. @returns whether it was used, so that the next one may have its turn */
  offer: (now: number) => boolean;
  /** Whether any key waits. */
  waits: () => boolean;
  /** Whether the page wants the first of them for later. */
  isWanted: () => boolean;
  forget: () => void;
  /** Forgets the keys that wait. @returns these keys, in their order */
  take: () => Key[];
}

/**
 * Keeps keys, in their order, until the page can use them. A key that is pressed while one customer gives way to the next
 * is not lost, and acts on nobody but the customer whom the keys before it lead to. A key that the page has no use for
 * ends with whatever is pressed next.
 *
 * @param use what the page does with a key right now
 */
export function createKeyQueue<Key>(use: (key: Key) => KeyUse): KeyQueue<Key> {
  let waiting: Waiting<Key>[] = [];
  /** Whether the page wants the first key for later. The keys behind it then wait for their turn. */
  let isWanted = false;
  const drop = (now: number) => {
    while (waiting[0] !== undefined && now > waiting[0].until) waiting.shift();
    if (waiting.length === 0) isWanted = false;
  };
  const forget = () => {
    waiting = [];
    isWanted = false;
  };
  return {
    press: (key, now, loading) => {
      drop(now);
      if (isWanted) {
        if (waiting.length < MOST) waiting.push({ key, until: now + LOADING_MS });
        return true;
      }
      waiting = [];
      const used = use(key);
      if (used === true) return true;
      isWanted = used === 'wait';
      waiting = [{ key, until: now + (isWanted || loading ? LOADING_MS : COMING_MS) }];
      return isWanted;
    },
    offer: (now) => {
      drop(now);
      const first = waiting.shift();
      if (first === undefined) return false;
      const used = use(first.key);
      if (used === true) {
        if (waiting.length === 0) isWanted = false;
        return true;
      }
      if (used === 'wait') isWanted = true;
      // The keys before it have led to a page that may still be coming.
      else if (isWanted) first.until = Math.min(first.until, now + COMING_MS);
      waiting.unshift(first);
      return false;
    },
    waits: () => waiting.length > 0,
    isWanted: () => isWanted,
    forget,
    take: () => {
      const keys = waiting.map(({ key }) => key);
      forget();
      return keys;
    },
  };
}
