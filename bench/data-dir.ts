import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eraseServerDirectory } from '../scripts/postgres/server-directory.ts';
import { beforeExit } from '../scripts/process/program.ts';

/**
 * A directory for everything that one run of a bench keeps. It goes when the run ends, with the database in it.
 *
 * @param kept a directory that stays instead, so that a later run finds the database filled
 */
export function benchDirectory(kept?: string): string {
  if (kept !== undefined) {
    fs.mkdirSync(kept, { recursive: true, mode: 0o700 });
    return path.resolve(kept);
  }
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-bench-'));
  beforeExit(async () => {
    eraseServerDirectory(path.join(dataDir, 'postgres'));
    fs.rmSync(dataDir, { recursive: true, force: true });
  });
  return dataDir;
}
