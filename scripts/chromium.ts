import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { startChild } from './process/child.ts';
import { cleanEnvironment } from './process/environment.ts';
import { ownDirectory } from './process/private-files.ts';
import { mentionsFullDisk, Problem } from './process/problem.ts';
import { inProject } from './process/project.ts';
import { step } from './process/step.ts';

/** The engine without windows. A test in it costs about half of the processor time. */
const SHELL = 'chromium-headless-shell';
const NAMES = [SHELL, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium to test with: the system's, else the one Playwright has downloaded before. */
export async function findChromium(): Promise<string | undefined> {
  const directories = (process.env.PATH ?? '').split(path.delimiter).filter((directory) => path.isAbsolute(directory));
  const candidates = NAMES.flatMap((name) => directories.map((directory) => path.join(directory, name)));
  return [...candidates, await playwrightsOwn()].find((file) => file !== undefined && runs(file));
}

/**
 * Finds a Chromium or installs one, once for each run. Where there is a whole browser alone, it installs the headless shell
 * beside it. Throws a Problem that says what to do when there is none.
 */
export function ensureChromium(): Promise<string> {
  ensured ??= findOrInstall();
  return ensured;
}

let ensured: Promise<string> | undefined;

async function findOrInstall(): Promise<string> {
  const found = await findChromium();
  if (found) return await withShell(found);
  const failures: string[] = [];
  for (const attempt of [downloadPlaywrights, installDebians]) {
    const failure = await attempt();
    const installed = await findChromium();
    if (installed) return await withShell(installed);
    if (failure) failures.push(failure);
  }
  throw new Problem(
    `There is no Chromium to test with: install one (Debian: apt-get install chromium). Tried: ${failures.join('; ')}.`,
  );
}

/** The headless shell in place of a whole browser, where it can be had. */
async function withShell(found: string): Promise<string> {
  if (path.basename(found) === SHELL) return found;
  await installShell().catch(() => undefined);
  return (await findChromium()) ?? found;
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

const QUIET = { DEBIAN_FRONTEND: 'noninteractive' };

async function installDebians(): Promise<string | undefined> {
  const missing = noApt();
  if (missing !== undefined) return missing;
  return await step('Installing Chromium with apt-get', async () => {
    // Without a fresh list the package may be asked for in a version that is gone; the old list may still do.
    await run('apt-get update', 'apt-get', ['update'], QUIET);
    // Debian 12 and later have the headless shell. Older ones have the whole browser alone.
    return (await apt(SHELL)) && (await apt('chromium'));
  });
}

/** Beside a whole browser. Nothing is waited for long: without the shell the tests take longer, and that is all. */
async function installShell(): Promise<string | undefined> {
  const missing = noApt();
  if (missing !== undefined) return missing;
  const hurried = ['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=10', '-o', 'Acquire::https::Timeout=10'];
  return await step('Installing the headless shell of Chromium with apt-get', async () => {
    // The list that is there usually does.
    if ((await apt(SHELL, hurried)) === undefined) return undefined;
    return (await run('apt-get update', 'apt-get', ['update', ...hurried], QUIET)) ?? (await apt(SHELL, hurried));
  });
}

/** Why apt-get is of no use here. */
function noApt(): string | undefined {
  if (process.getuid?.() !== 0) return 'its package needs root';
  return fs.existsSync('/usr/bin/apt-get') ? undefined : 'no apt-get here';
}

const apt = (name: string, options: readonly string[] = []) =>
  run('apt-get install', 'apt-get', ['install', '--yes', '--no-install-recommends', ...options, name], QUIET);

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
