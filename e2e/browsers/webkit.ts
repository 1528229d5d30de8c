import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/process/ports.ts';
import { beforeExit } from '../../scripts/process/program.ts';
import { type Driver, openDriver } from './webdriver.ts';

/** WebKit's own small browser, by the places where Debian puts it. */
const BROWSERS = ['4.1', '4.0'].map((version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`);

/** WebKit through its driver. Without a screen it gets one that is not there: xvfb-run, of the package xvfb. */
export async function openWebKit(program: string): Promise<Driver> {
  const port = await freePort();
  const [command, args] = process.env.DISPLAY ? [program, []] : ['xvfb-run', ['--auto-servernum', program]];
  const child = spawn(command, [...args, `--port=${port}`], { stdio: 'ignore', detached: true });
  beforeExit(async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
  });
  const server = `http://127.0.0.1:${port}`;
  await answers(`${server}/status`);
  const binary = BROWSERS.find((file) => fs.existsSync(file));
  return await openDriver(server, {
    ...(binary && { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } }),
  });
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const worked = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (worked) return;
    await sleep(100);
  }
  throw new Error(`${url} does not answer.`);
}
