import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { startChild } from './process/child.ts';
import { cleanEnvironment } from './process/environment.ts';
import { ownDirectory } from './process/private-files.ts';
import { mentionsFullDisk, Problem } from './process/problem.ts';
import { inProject } from './process/project.ts';
import { step } from './process/step.ts';

/** The headless shell first: the same engine without windows, in which a test costs a third of the processor time. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium to test with: the system's, else the one Playwright has downloaded before. */
export async function findChromium(): Promise<string | undefined> {
  const directories = (process.env.PATH ?? '').split(path.delimiter).filter((directory) => path.isAbsolute(directory));
  const candidates = NAMES.flatMap((name) => directories.map((directory) => path.join(directory, name)));
  return [...candidates, await playwrightsOwn()].find((file) => file !== undefined && runs(file));
}

/** Finds a Chromium or installs one. Throws a Problem that says what to do when neither works. */
export async function ensureChromium(): Promise<string> {
  const found = await findChromium();
  if (found) return found;
  const failures: string[] = [];
  for (const attempt of [downloadPlaywrights, installDebians]) {
    const failure = await attempt();
    const installed = await findChromium();
    if (installed) return installed;
    if (failure) failures.push(failure);
  }
  throw new Problem(
    `There is no Chromium to test with: install one (Debian: apt-get install chromium). Tried: ${failures.join('; ')}.`,
  );
}

/** How to run it here: as root it has no sandbox to offer, and it must not try to reach its makers' servers. */
export function chromiumArgs(): string[] {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
}

/** A file by that name is not enough: Ubuntu's is a placeholder for a snap, and Playwright's may lack libraries. */
function runs(file: string): boolean {
  return fs.existsSync(file) && spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

async function playwrightsOwn(): Promise<string | undefined> {
  try {
    const { chromium } = await import('@playwright/test');
    return chromium.executablePath();
  } catch {
    return undefined; // no build of it for this system
  }
}

async function downloadPlaywrights(): Promise<string | undefined> {
  const cli = inProject('node_modules', '@playwright', 'test', 'cli.js');
  const install = () => run('the download with Playwright', process.execPath, [cli, 'install', 'chromium'], {});
  return await step('Downloading Chromium with Playwright', install);
}

async function installDebians(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'its package needs root';
  if (!fs.existsSync('/usr/bin/apt-get')) return 'no apt-get here';
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  return await step('Installing Chromium with apt-get', async () => {
    // Without a fresh list the package may be asked for in a version that is gone; the old list may still do.
    await run('apt-get update', 'apt-get', ['update'], quiet);
    const install = (name: string) =>
      run('apt-get install', 'apt-get', ['install', '--yes', '--no-install-recommends', name], quiet);
    // Debian 12 and later have the headless shell. Older ones have the whole browser alone.
    return (await install('chromium-headless-shell')) && (await install('chromium'));
  });
}

/** Undefined when it worked, else a few words on what did not. */
async function run(name: string, command: string, args: string[], env: object): Promise<string | undefined> {
  const log = path.join(ownDirectory(inProject('.data')), 'chromium.log');
  const before = fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const environment = cleanEnvironment({ ...process.env, ...env });
  const child = startChild({ name, command, args, env: environment, output: log, graceMs: 3000 });
  const timer = setTimeout(() => void child.stop(), 300_000);
  const { code } = await child.ended;
  clearTimeout(timer);
  if (mentionsFullDisk(fs.readFileSync(log, 'utf8').slice(before))) throw new Problem('No space left on device');
  return code === 0 ? undefined : `${name} failed, see ${path.relative(process.cwd(), log)}`;
}
