import 'server-only';
import { DeskError } from '../desk-error';
import { env } from '../env';
import { SentinelError } from '../sentinel/public';

/** Sentinel's answer, and what the directory knows in its place when the answer is late or fails. */
export interface WhileWaiting<T, Known> {
  /** `null`: the answer has come, or the directory has nothing to show in its place. */
  known: Known | null;
  /** The time is over, and the answer has not come. */
  late: boolean;
  /** Rejects as the use case would. Whoever gets it must await it or hand it on. */
  answer: Promise<T>;
}

/**
 * Waits for Sentinel's answer, and asks the directory when the answer does not come within `ms` or Sentinel fails. A
 * refusal that concerns the customer or the request asks nothing: the directory must not show what Sentinel refuses.
 *
 * @param work the call of Sentinel, already started: it is made once, whatever becomes of it here
 * @param ms how long a person waits without seeing anything
 * @param find reads the directory; `null` when it has nothing to show
 */
export async function whileWaiting<T, Known>(
  work: Promise<T>,
  ms: number,
  find: () => Promise<Known | null>,
): Promise<Omit<WhileWaiting<T, Known>, 'answer'>> {
  const state = { answered: false };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms);
  });
  const came = work.then(
    () => {
      state.answered = true;
      return 'answered' as const;
    },
    (error) => (isOutage(error) ? ('away' as const) : ('refused' as const)),
  );
  const first = await Promise.race([came, late]);
  clearTimeout(timer);
  if (first === 'answered' || first === 'refused') return { known: null, late: false };
  const known = await find();
  // Sentinel may have answered while the directory was read.
  if (state.answered) return { known: null, late: false };
  return { known, late: first === 'late' };
}

/**
 * Whether Sentinel gave no answer that says anything: it is away, slow, limiting, or writes what cannot be read; or the
 * desk has too many calls under way to ask.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof DeskError) return error.code === 'sentinel_malformed';
  if (!(error instanceof SentinelError)) return false;
  return ['rate-limited', 'unavailable', 'timeout', 'malformed', 'credentials', 'invalid', 'busy'].includes(error.kind);
}

/** Who waits for Sentinel: a page that is being loaded shows nothing until then; a call has a page around it already. */
export type Waiter = 'page' | 'call';

/** How long someone waits before the directory speaks, ms. */
export function patienceOf(waiter: Waiter): number {
  return waiter === 'page' ? env().FIRST_ANSWER_MS : env().SLOW_ANSWER_MS;
}

/** Two may want to write one event: the answer, and what is shown before it. @returns whether it was called before */
export function onlyOnce(): () => boolean {
  let isTaken = false;
  return () => {
    const wasTaken = isTaken;
    isTaken = true;
    return wasTaken;
  };
}
