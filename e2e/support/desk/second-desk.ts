import fs from 'node:fs';
import path from 'node:path';
import { freePort } from '../../../scripts/process/ports';
import { localUrl, startApplication } from '../../../scripts/stack/application';
import { type Desk, deskWith, stack } from './desk';

/** Another process of the built application, on the same database: what stands behind a load balancer as well. */
export interface SecondDesk {
  appUrl: string;
  /** The same person at the other replica: the cookie is the same, as behind a load balancer. */
  seen(desk: Desk): Desk;
  appLog(): string;
  stop(): Promise<void>;
}

export interface SecondDeskOptions {
  /** Changes its environment. */
  env?: Record<string, string>;
  /** Another build than the one the stack runs. */
  standalone?: string;
}

/**
 * Starts a second replica of the stack that the tests run on: same database, same secrets, same public address. Stop it
 * in `afterAll`; it ends with the test runner in any case.
 */
export async function secondDesk({ env = {}, standalone }: SecondDeskOptions = {}): Promise<SecondDesk> {
  const host = '127.0.0.1';
  const port = await freePort(host);
  const appUrl = localUrl(host, port);
  const log = path.join(path.dirname(stack.appLogFile), `application-${port}.log`);
  const child = await startApplication({
    mode: 'production',
    host,
    port,
    env: { ...stack.applicationEnv, ...env },
    output: log,
    standalone,
  });
  return {
    appUrl,
    seen: ({ cookie }) => deskWith(cookie, appUrl),
    appLog: () => fs.readFileSync(log, 'utf8'),
    stop: () => child.stop(),
  };
}
