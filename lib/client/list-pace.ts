/** How Sentinel copes, as this tab's lists tell. While it is slow or refuses, nothing is fetched ahead (decision 34). */

/** A list that takes longer, ms, means that Sentinel has enough to do. */
const SLOW_MS = 1_000;
/** How long nothing is fetched ahead after a slow or failed list, ms. */
const PAUSE_MS = 30_000;

let pausedUntil = 0;

/** Passes a list's answer on, and remembers whether it was slow or failed. A list that is no longer wanted says nothing. */
export async function noting<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  const began = Date.now();
  try {
    const answer = await ask();
    if (Date.now() - began > SLOW_MS) pause();
    return answer;
  } catch (error) {
    if (!signal.aborted) pause();
    throw error;
  }
}

/**
 * Sentinel is slow or away: rows of the directory stand in the place of its own.
 * @returns these rows
 */
export function pause<T>(known?: T): T | undefined {
  pausedUntil = Date.now() + PAUSE_MS;
  return known;
}

export function isPaused(): boolean {
  return Date.now() < pausedUntil;
}
