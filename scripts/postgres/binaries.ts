import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../process/problem.ts';
import { canRun, packagedNative, type RunAs } from './native.ts';
import { outsideDirectory, requireRootOnly } from './outside.ts';

/**
 * The directory of binaries that user can run: the package's own, else a copy made once per version. A copy found
 * from earlier is only trusted if nobody but root could have written it.
 */
export function reachableNative(runAs: RunAs): string {
  const packaged = packagedNative();
  if (canRun(packaged.directory, runAs)) return packaged.directory;
  if (!runAs) {
    const what = `The PostgreSQL binaries in ${packaged.directory} do not run on this machine`;
    throw new Problem(`${what}: they need glibc. Set DATABASE_URL to a PostgreSQL server of yours instead.`);
  }
  const name = `postgres-${packaged.version}-${contentsHash(packaged.directory)}`;
  const directory = path.join(outsideDirectory(), name);
  if (!fs.existsSync(directory)) copyWhole(packaged.directory, directory);
  requireRootOnly(directory);
  if (!canRun(directory, runAs)) {
    throw new Problem(`User ${runAs.uid} cannot run the PostgreSQL copy in ${directory}: is that disk mounted noexec?`);
  }
  return directory;
}

/** Names and sizes: enough to tell two builds of one version apart; its permissions say whether it was tampered with. */
function contentsHash(directory: string): string {
  const files = fs.readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(isNeeded).sort();
  const lines = files.map((file) => `${file} ${fs.lstatSync(path.join(directory, file)).size}`);
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12);
}

/** Static libraries and build files: no server needs them. */
function isNeeded(file: string): boolean {
  return !file.endsWith('.a') && path.basename(file) !== 'pkgconfig';
}

/** Copies aside and renames, so that a copy that was interrupted is never taken for a whole one. */
function copyWhole(from: string, to: string): void {
  const unfinished = `${to}.${randomBytes(6).toString('hex')}`;
  try {
    fs.cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true, filter: isNeeded });
    openToAll(unfinished);
    fs.renameSync(unfinished, to);
  } catch (error) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    // Two starts at once: the other one's copy is as good as ours.
    if (!fs.existsSync(to)) throw error;
  }
}

/** Readable by everybody, writable by root alone, whatever the umask was. */
function openToAll(directory: string): void {
  fs.chmodSync(directory, 0o755);
  for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
    const full = path.join(directory, entry.name);
    if (entry.isDirectory()) openToAll(full);
    else if (entry.isFile()) fs.chmodSync(full, fs.statSync(full).mode & 0o100 ? 0o755 : 0o644);
  }
}
