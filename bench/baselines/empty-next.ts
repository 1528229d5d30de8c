import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, startChild } from '../../scripts/process/child.ts';
import { cleanEnvironment } from '../../scripts/process/environment.ts';
import { httpStatus } from '../../scripts/process/http-status.ts';
import { readTail } from '../../scripts/process/log-tail.ts';
import { freePort } from '../../scripts/process/ports.ts';
import { Problem } from '../../scripts/process/problem.ts';
import { inProject } from '../../scripts/process/project.ts';
import { step } from '../../scripts/process/step.ts';
import { fingerprint } from './packages.ts';

const FOLDER = inProject('bench', 'baselines', 'empty-next');
const STANDALONE = path.join(FOLDER, '.next', 'standalone', 'bench', 'baselines', 'empty-next');
const HOST = '127.0.0.1';

/** Builds a Next application with an empty page and an empty route, by the desk's own Next, unless the build is fresh. */
export async function ensureEmptyNext(log: string): Promise<void> {
  const stamp = path.join(FOLDER, '.next', 'bench-stamp');
  const state = fingerprint(FOLDER, fs.readFileSync(inProject('package-lock.json'), 'utf8'));
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === state) return;
  await step('Building an empty Next application', async () => {
    const build = startChild({
      name: 'next build',
      command: process.execPath,
      args: [inProject('node_modules', 'next', 'dist', 'bin', 'next'), 'build', FOLDER],
      env: cleanEnvironment({ NODE_ENV: 'production' }),
      cwd: FOLDER,
      output: log,
    });
    const { code } = await build.ended;
    if (code !== 0) throw new Problem(`The empty Next application does not build:\n${readTail(log, 30)}`);
    fs.cpSync(path.join(FOLDER, '.next', 'static'), path.join(STANDALONE, '.next', 'static'), { recursive: true });
    fs.writeFileSync(stamp, state);
  });
}

/** Starts the empty application and waits until its route answers. */
export async function startEmptyNext(log: string): Promise<{ url: string; child: Child }> {
  const port = await freePort(HOST);
  const child = startChild({
    name: 'The empty Next application',
    command: process.execPath,
    args: [path.join(STANDALONE, 'server.js')],
    env: cleanEnvironment({ NODE_ENV: 'production', PORT: String(port), HOSTNAME: HOST }),
    cwd: FOLDER,
    output: log,
  });
  const url = `http://${HOST}:${port}`;
  await untilAnswers(`${url}/api/empty`, child, log);
  return { url, child };
}

/** Asks every 20 ms until a server answers 200. */
export async function untilAnswers(url: string, child: Child, log: string): Promise<void> {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(20)) {
    if ((await httpStatus(url, 5_000)) === 200) return;
    if (child.hasEnded()) break;
  }
  throw new Problem(`${url} did not answer:\n${readTail(log, 30)}`);
}
