import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { cleanEnvironment } from '../../scripts/process/environment.ts';
import { Problem } from '../../scripts/process/problem.ts';
import { step } from '../../scripts/process/step.ts';

const SKIPPED = new Set(['node_modules', 'dist', '.next']);

/**
 * Installs the packages of a baseline that is a program of its own, and builds it where it has something to build. Only
 * when its files have changed since the last time. `npm ci` of the desk never installs them.
 *
 * @param folder where its package.json and package-lock.json lie
 */
export async function ensureBaseline(folder: string): Promise<void> {
  const stamp = path.join(folder, 'node_modules', '.bench-stamp');
  const state = fingerprint(folder);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === state) return;
  await step(`Installing and building ${path.basename(folder)}`, async () => {
    npm(folder, ['ci', '--no-audit', '--no-fund']);
    npm(folder, ['run', 'build', '--if-present']);
    fs.writeFileSync(stamp, state);
  });
}

function npm(folder: string, args: string[]): void {
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: folder,
    env: cleanEnvironment({}),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Problem(`npm ${args.join(' ')} failed in ${folder}:\n${stdout}${stderr}`);
}

/** Changes with every source file of a baseline, with the machine, and with `more`. */
export function fingerprint(folder: string, more = ''): string {
  const machine = `${process.platform} ${process.arch} ${process.versions.node}`;
  const hash = createHash('sha256').update(machine).update(more);
  const add = (directory: string) => {
    for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
      const file = path.join(directory, entry.name);
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) add(file);
      if (entry.isFile()) hash.update(`${file}\n`).update(fs.readFileSync(file));
    }
  };
  add(folder);
  return hash.digest('hex');
}
