import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eraseServerDirectory } from '../scripts/postgres/server-directory.ts';
import { beforeExit } from '../scripts/process/program.ts';

/** A directory for everything that one run of a bench keeps. It goes when the run ends, with the database in it. */
export function benchDirectory(): string {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-bench-'));
  beforeExit(async () => {
    eraseServerDirectory(path.join(dataDir, 'postgres'));
    fs.rmSync(dataDir, { recursive: true, force: true });
  });
  return dataDir;
}
