import fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../process/problem.ts';
import { canWrite, type RunAs } from './native.ts';
import { outsideDirectory } from './outside.ts';

/**
 * `<dataDir>/server`: the directory that belongs to the server's user and holds its data. Where that user cannot
 * reach it, it is a symlink to a directory outside the clone, so that people and backups still find it from here.
 * Nothing outside is ever removed but by eraseServerDirectory: the data may be all there is.
 */
export function serverDirectory(dataDir: string, runAs: RunAs): string {
  const place = path.join(dataDir, 'server');
  if (fs.lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) {
    if (fs.existsSync(place)) return fs.realpathSync(place);
    const target = fs.readlinkSync(place);
    throw new Problem(`The data of ${dataDir} lay in ${target}, which is gone: bring it back, or remove ${place}.`);
  }
  fs.mkdirSync(place, { recursive: true, mode: 0o700 });
  if (runAs) fs.chownSync(place, runAs.uid, runAs.gid);
  if (canWrite(place, runAs)) return fs.realpathSync(place);
  if (!runAs)
    throw new Problem(`${place} belongs to another user (it was made by root?): start as root, or remove it.`);
  if (fs.existsSync(path.join(place, 'pgdata'))) {
    throw new Problem(`User ${runAs.uid} cannot reach ${place}: open the directories above it (chmod o+x).`);
  }
  const target = fs.mkdtempSync(path.join(outsideDirectory(), 'data-'));
  fs.chownSync(target, runAs.uid, runAs.gid);
  fs.rmdirSync(place);
  fs.symlinkSync(target, place);
  return target;
}

/** Removes a server's data for good, wherever it lies. For tests, whose data nobody wants back. */
export function eraseServerDirectory(dataDir: string): void {
  const place = path.join(dataDir, 'server');
  if (fs.existsSync(place)) fs.rmSync(fs.realpathSync(place), { recursive: true, force: true });
  fs.rmSync(place, { recursive: true, force: true });
}
