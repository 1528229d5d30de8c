import { execFileSync } from 'node:child_process';

/** A process and all that came of it, children before grandchildren. Servers such as PostgreSQL leave their group. */
export function processTree(pid: number): number[] {
  const pairs = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [pid];
  for (const parent of found) {
    for (const [child, above] of pairs) if (child !== undefined && above === parent) found.push(child);
  }
  return found;
}

/** Sends a signal to a process of ours and all that came of it; one that is gone already needs none. */
export function signalTree(pid: number, signal: NodeJS.Signals): void {
  for (const one of processTree(pid)) {
    try {
      process.kill(one, signal);
    } catch {
      // ESRCH: gone between the list and the signal.
    }
  }
}
