import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { environment } from './environment.ts';
import { readTail } from './log-tail.ts';
import { mentionsFullDisk, Problem } from './problem.ts';
import { beforeExit } from './program.ts';

export interface ChildOptions {
  /** How people call it: "The sandbox". */
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /** A file that collects what it prints, or 'inherit' for this terminal. */
  output: string | 'inherit';
  /** Run as somebody else; only root can. */
  runAs?: { uid: number; gid: number } | undefined;
  /** What asks it to stop, and how long it may take before it is killed. */
  stopSignal?: 'SIGTERM' | 'SIGINT';
  graceMs?: number;
}

export interface Child {
  pid: number;
  /** Settles when it has ended, with the sentence that says how; never rejects. */
  ended: Promise<Ending>;
  hasEnded(): boolean;
  stop(): Promise<void>;
}

export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/**
 * Starts a process in a group of its own, so that Ctrl-C reaches only us and we stop things in order, and so that its
 * own children go with it. It is stopped before this process ends; if this process is killed outright, a watchdog
 * stops it.
 */
export function startChild(options: ChildOptions): Child {
  const { name, command, args, stopSignal = 'SIGTERM', graceMs = 8000 } = options;
  const log = options.output === 'inherit' ? undefined : openSync(options.output, 'a', 0o600);
  const spawnOptions: SpawnOptions = {
    env: options.env,
    cwd: options.cwd,
    detached: true,
    stdio: ['ignore', log ?? 'inherit', log ?? 'inherit'],
    ...options.runAs,
  };
  const child = spawn(command, args, spawnOptions);
  if (log !== undefined) closeSync(log);

  let over = false;
  const ended = new Promise<Ending>((resolve) => {
    child.once('error', () => resolve({ code: 127, signal: null }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const { pid } = child;
  if (pid === undefined) throw new Problem(`${name} could not be started: ${command} is missing or cannot be run.`);
  const watchdog = watchOver(pid, stopSignal);
  const stop = async (): Promise<void> => {
    if (over) return;
    signalGroup(pid, stopSignal);
    const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
    await ended;
    clearTimeout(timer);
  };
  const forget = beforeExit(stop);
  void ended.then(() => {
    over = true;
    forget();
    // What it may have left behind in its group, such as the workers of `next dev`, ends with it.
    signalGroup(pid, 'SIGKILL');
    watchdog.kill('SIGKILL');
  });
  return { pid, ended, hasEnded: () => over, stop };
}

/** What went wrong with a child that ended when it should not have, with its last words. */
export function endedEarly(name: string, ending: Ending, logFile: string): Problem {
  const tail = readTail(logFile, 15);
  if (mentionsFullDisk(tail)) return new Problem(`${name} stopped: No space left on device.`);
  const how = ending.signal ? `signal ${ending.signal}` : `exit code ${ending.code ?? '?'}`;
  return new Problem(`${name} stopped (${how}). Its last lines, from ${logFile}:\n${tail}`);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  if (pid <= 1) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // ESRCH: the group is gone already, which is what we wanted.
  }
}

/**
 * A shell that waits for the end of a pipe only we hold open. We say nothing into it, so it wakes when this process is
 * gone, even by kill -9, and stops the child. Blind spot: a kill between the two spawns, a few milliseconds.
 */
function watchOver(pid: number, stopSignal: 'SIGTERM' | 'SIGINT'): ChildProcess {
  const gone = 'while [ $n -lt 100 ] && kill -s 0 -- "-$0"; do n=$((n+1)); sleep 0.2; done';
  const script = `read -r _; kill -s "$1" -- "-$0"; n=0; ${gone}; kill -s KILL -- "-$0"`;
  const watchdog = spawn('/bin/sh', ['-c', script, String(pid), stopSignal.slice(3)], {
    detached: true,
    cwd: '/',
    env: environment({ PATH: '/usr/bin:/bin' }),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.on('error', () => {});
  watchdog.stdin.on('error', () => {});
  watchdog.unref();
  if ('unref' in watchdog.stdin && typeof watchdog.stdin.unref === 'function') watchdog.stdin.unref();
  return watchdog;
}
