import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChild } from '../../scripts/process/child.ts';
import { cleanEnvironment } from '../../scripts/process/environment.ts';
import { Problem } from '../../scripts/process/problem.ts';
import { inProject } from '../../scripts/process/project.ts';
import type { Credentials } from '../../scripts/stack/sandbox.ts';
import { ensureBaseline } from './packages.ts';

const PROXY = inProject('bench', 'baselines', 'hono-proxy');
const APPLICATION = inProject('bench', 'baselines', 'react-admin');
const PASSWORD = 'a password of this benchmark';

export interface ReactAdmin {
  url: string;
  password: string;
}

/** Builds the react-admin application and its proxy, and starts them beside a sandbox, until this program ends. */
export async function startReactAdmin(
  sandboxUrl: string,
  { clientUuid, clientSecret }: Credentials,
  log: string,
): Promise<ReactAdmin> {
  await ensureBaseline(PROXY);
  await ensureBaseline(APPLICATION);
  const child = startChild({
    name: 'The proxy of react-admin',
    command: process.execPath,
    args: [`${PROXY}/server.mjs`],
    env: cleanEnvironment({
      NODE_ENV: 'production',
      SENTINEL_BASE_URL: sandboxUrl,
      SENTINEL_CLIENT_UUID: clientUuid,
      SENTINEL_CLIENT_SECRET: clientSecret,
      PASSWORD,
      // Relative to its working directory: the only way in which its file server takes a path.
      STATIC_DIR: '../react-admin/dist',
      PORT: '0',
    }),
    cwd: PROXY,
    output: log,
  });
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(50)) {
    const said = fs.readFileSync(log, 'utf8');
    const url = /^Proxy ready at (\S+)$/m.exec(said)?.[1];
    if (url !== undefined) return { url, password: PASSWORD };
    if (child.hasEnded()) throw new Problem(`The proxy of react-admin did not start:\n${said}`);
  }
  throw new Problem(`The proxy of react-admin was not ready within 20 s: see ${log}.`);
}
