import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../process/problem.ts';

/**
 * One process at a time owns a data directory. The lock names the owner by pid and start time, so that neither a
 * kill -9 nor a reboot (after which the same pid is somebody else) leaves a lock nobody can open.
 *
 * @param patience how long, in ms, an owner that may be stopping is waited for
 * @returns gives the lock back
 * @throws Problem "already running" with the pid, when the owner is alive
 */
export async function takeOwnerLock(dataDir: string, patience = 6000): Promise<() => void> {
  const file = path.join(dataDir, 'owner');
  const deadline = Date.now() + patience;
  for (;;) {
    if (createWhole(file, identity(process.pid) ?? '')) return () => fs.rmSync(file, { force: true });
    const owner = readText(file);
    const pid = Number(owner.split(' ')[0]);
    if (owner === '' || identity(pid) !== owner) fs.rmSync(file, { force: true });
    else if (Date.now() < deadline) await sleep(100);
    else throw new Problem(`The database in ${dataDir} is already running (pid ${pid}): stop that one first.`);
  }
}

/**
 * Deals with the server an owner left behind when it was killed outright. Its watchdog is stopping it, so usually
 * there is only something to wait for; a server nobody stops is asked to (its data directory says that it is ours).
 * A postmaster.pid whose pid belongs to another program by now would keep PostgreSQL from starting: it goes.
 */
export async function settleFormerServer(pgdata: string): Promise<void> {
  const file = path.join(pgdata, 'postmaster.pid');
  const pid = Number(readText(file).split('\n')[0]);
  if (!(pid > 1) || identity(pid) === undefined) return;
  if (!isServerOf(pid, pgdata)) return fs.rmSync(file, { force: true });
  for (let waited = 0; waited < 20_000; waited += 100) {
    if (waited === 3000) process.kill(pid, 'SIGINT');
    await sleep(100);
    if (!isServerOf(pid, pgdata)) return;
  }
  throw new Problem(
    `A PostgreSQL server is already running on ${pgdata} (pid ${pid}) and does not stop: end it first.`,
  );
}

/** Creates a file with its content in one step: nobody ever reads half an owner. False when there is one already. */
function createWhole(file: string, content: string): boolean {
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, content, { mode: 0o600 });
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** A server's working directory is its data directory. */
function isServerOf(pid: number, pgdata: string): boolean {
  try {
    if (process.platform === 'linux') return fs.readlinkSync(`/proc/${pid}/cwd`) === pgdata;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(pgdata);
  } catch {
    return false;
  }
}

/** A text that only this very process has: its pid and when it started. Undefined when there is no such process. */
function identity(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') {
      return `${pid} ${execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()}`;
    }
    const boot = readText('/proc/sys/kernel/random/boot_id').trim();
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold anything; the 22nd is the start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : `${pid} ${fields[19]} ${boot}`;
  } catch {
    return undefined;
  }
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
