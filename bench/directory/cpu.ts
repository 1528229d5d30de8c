import fs from 'node:fs';

/** Linux counts in these, per second, wherever Node runs. */
const TICKS = 100;

interface Process {
  parent: number;
  ticks: number;
}

/**
 * Seconds of CPU, user and system, that a process, its children and those that have ended have used; `null` where there
 * is no /proc. Beside others who use the machine this is steadier than the time that passes.
 */
export function cpuSeconds(pid: number): number | null {
  if (!fs.existsSync('/proc/self/stat')) return null;
  const all = new Map<number, Process>();
  for (const name of fs.readdirSync('/proc')) {
    const one = /^\d+$/.test(name) ? readProcess(Number(name)) : null;
    if (one !== null) all.set(Number(name), one);
  }
  const within = (one: Process | undefined, child: number): boolean =>
    child === pid || (one !== undefined && one.parent > 0 && within(all.get(one.parent), one.parent));
  let ticks = 0;
  for (const [child, one] of all) if (within(one, child)) ticks += one.ticks;
  return ticks / TICKS;
}

/** @returns `null` for one that has just ended */
function readProcess(pid: number): Process | null {
  try {
    const said = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before it may hold blanks and brackets.
    const fields = said
      .slice(said.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
    return { parent: fields[1] ?? 0, ticks: user + system + childUser + childSystem };
  } catch {
    return null;
  }
}
