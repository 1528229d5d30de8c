import fs from 'node:fs';

/** What a process holds, as the kernel and its own metrics say. */
export interface Held {
  /** Resident memory, MB. */
  memory: number;
  /** Open files, and those of them that are sockets. */
  descriptors: number;
  sockets: number;
  /** Timers of Node that would keep the process alive, and delay of its event loop (99th percentile), ms. */
  timers: number;
  delay: number;
}

/** @param appUrl the process's own address; `token` opens its metrics */
export async function readHeld(pid: number, { appUrl, token }: { appUrl: string; token: string }): Promise<Held> {
  const answer = await fetch(`${appUrl}/api/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  const value = (line: string) =>
    Number(new RegExp(`^${line.replace(/[{}]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
  const open = fs.readdirSync(`/proc/${pid}/fd`);
  return {
    memory: residentMemory(pid),
    descriptors: open.length,
    sockets: open.filter((name) => linkOf(`/proc/${pid}/fd/${name}`).startsWith('socket:')).length,
    timers: value('nodejs_active_resources{type="Timeout"}'),
    delay: value('nodejs_eventloop_lag_p99_seconds') * 1_000,
  };
}

/** MB. */
export function residentMemory(pid: number): number {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
}

/** A descriptor may be closed between two looks. */
function linkOf(file: string): string {
  try {
    return fs.readlinkSync(file);
  } catch {
    return '';
  }
}
