import { beforeExit } from './program.ts';

/** Whole and tenth seconds since a `performance.now()` value. */
export function secondsSince(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/**
 * Prints what is being done while it is done, and how long it took. In a terminal the seconds count up, so that a long
 * build never looks stuck; elsewhere (CI) there is one line at the start and one at the end.
 */
export async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const live = process.stdout.isTTY === true;
  const line = (end: string): string => `\r  ${label} … ${end}`;
  process.stdout.write(live ? line('') : `  ${label} …\n`);
  const timer = live ? setInterval(() => process.stdout.write(line(secondsSince(start))), 1000) : undefined;
  timer?.unref();
  const forget = beforeExit(async () => clearInterval(timer));
  try {
    const result = await work();
    process.stdout.write(live ? `${line(secondsSince(start))}\n` : `  ${label}: ${secondsSince(start)}\n`);
    return result;
  } catch (error) {
    if (live) process.stdout.write('\n');
    throw error;
  } finally {
    clearInterval(timer);
    forget();
  }
}
