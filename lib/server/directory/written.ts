import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { singleton } from '../singleton';

/** How long a fingerprint is kept, ms. A change that another program made to the tables is repaired after this time. */
const KEPT_FOR = 60_000;
/** The most customers: a thousand pages of the list, some 15 MB. */
const MOST = 50_000;

/** The list and the detail tell different things of one customer. */
type Kind = 'list' | 'detail';

/**
 * What this process has just written about customers, so that showing the same list twice asks the database nothing.
 * It holds a keyed hash of each answer, never a value of it, for a minute at most.
 */
export interface Written {
  /** The fingerprint of an answer about a customer. */
  printOf(answer: { uuid: string }): string;
  /** Whether an answer of the last minute named the customer by this uuid, letter by letter. */
  knows(uuid: string): boolean;
  /** Whether this answer was written less than a minute ago, and no other since. */
  holds(kind: Kind, uuid: string, print: string): boolean;
  /** @param changed whether the row may differ now from what an answer of the other kind left */
  add(kind: Kind, uuid: string, print: string, changed: boolean): void;
  /** Forgets everything: what stands in the tables is no longer what was written. */
  clear(): void;
}

/** @param now in milliseconds, for tests */
export function createWritten(now: () => number = Date.now): Written {
  const key = randomBytes(32);
  const kept = new Map<string, { prints: Partial<Record<Kind, string>>; until: number }>();
  let willSweep = false;

  const forgetOld = () => {
    // In the order in which they were added.
    for (const [uuid, { until }] of kept) {
      if (until > now() && kept.size <= MOST) break;
      kept.delete(uuid);
    }
    if (kept.size === 0 || willSweep) return;
    willSweep = true;
    setTimeout(() => {
      willSweep = false;
      forgetOld();
    }, KEPT_FOR).unref();
  };

  return {
    printOf: (answer) => createHash('sha256').update(key).update(JSON.stringify(answer)).digest('base64'),
    knows: (uuid) => (kept.get(uuid)?.until ?? 0) > now(),
    holds: (kind, uuid, print) => {
      const known = kept.get(uuid);
      return known !== undefined && known.prints[kind] === print && known.until > now();
    },
    add: (kind, uuid, print, changed) => {
      const known = kept.get(uuid);
      const isFresh = known !== undefined && known.until > now();
      kept.delete(uuid);
      const prints = { ...(isFresh && !changed && known.prints), [kind]: print };
      kept.set(uuid, { prints, until: isFresh && !changed ? known.until : now() + KEPT_FOR });
      forgetOld();
    },
    clear: () => kept.clear(),
  };
}

/** The application's. */
export function written(): Written {
  return singleton('directory-written', () => createWritten());
}
