import fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../process/problem.ts';
import { inProject, root } from '../process/project.ts';

/** Reads `.env` when there is one. What is set already wins, as with Node's own --env-file. */
export function loadDotEnv(): void {
  const file = inProject('.env');
  if (!fs.existsSync(file)) return;
  try {
    process.loadEnvFile(file);
  } catch (error) {
    throw new Problem('.env cannot be read: check its permissions and its format (NAME=value, one a line).', {
      cause: error,
    });
  }
}

/** Where production keeps its data: DATA_DIR, or `.data` here. */
export function dataDirectory(): string {
  return path.resolve(root, process.env.DATA_DIR || '.data');
}
