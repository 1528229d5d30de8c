import fs from 'node:fs';
import path from 'node:path';
import { freePort } from '../../../scripts/process/ports';
import { Problem } from '../../../scripts/process/problem';
import { localUrl, startApplication } from '../../../scripts/stack/application';
import { type Desk, deskWith } from './desk';
import type { StackInfo } from './stack';

/** Another process of the built application, on the same database: what stands behind a load balancer as well. */
export interface Replica {
  appUrl: string;
  pid: number;
  /** The same person at the other replica: the cookie is the same, as behind a load balancer. */
  seen(desk: Desk): Desk;
  appLog(): string;
  /** At once, as the kernel does when memory runs out: the process ends nothing and gives nothing back. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface ReplicaOptions {
  /** Changes its environment. */
  env?: Record<string, string>;
  /** Another build than the one the stack runs. */
  standalone?: string;
}

/**
 * Starts a second replica of a stack: same database, same secrets, same public address. Stop it in `afterAll`; it ends
 * with the test runner in any case.
 */
export async function startReplica(stack: Running, options: ReplicaOptions = {}): Promise<Replica> {
  for (let left = 3; ; left -= 1) {
    try {
      return await startAt(await freePort(HOST), stack, options);
    } catch (error) {
      // Another process of the machine may take a free port before the replica does.
      const isTaken = error instanceof Problem && error.message.includes('is in use');
      if (!isTaken || left === 1) throw error;
    }
  }
}

type Running = Pick<StackInfo, 'applicationEnv' | 'appLogFile'>;

const HOST = '127.0.0.1';

async function startAt(port: number, stack: Running, { env = {}, standalone }: ReplicaOptions): Promise<Replica> {
  const appUrl = localUrl(HOST, port);
  const output = path.join(path.dirname(stack.appLogFile), `application-${port}.log`);
  const all = { ...stack.applicationEnv, ...env };
  const child = await startApplication({ mode: 'production', host: HOST, port, env: all, output, standalone });
  return {
    appUrl,
    pid: child.pid,
    seen: ({ cookie }) => deskWith(cookie, appUrl),
    appLog: () => fs.readFileSync(output, 'utf8'),
    kill: async () => {
      process.kill(child.pid, 'SIGKILL');
      await child.ended;
    },
    stop: () => child.stop(),
  };
}
