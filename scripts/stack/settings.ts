import fs from 'node:fs';
import path from 'node:path';
import { readSecretFiles } from '@/lib/server/secret-files';
import { Problem } from '../process/problem.ts';
import { inProject, root } from '../process/project.ts';

/**
 * Reads `.env` when there is one, then the secrets that lie in files of their own. What is set already wins, as with
 * Node's own --env-file.
 */
export function loadDotEnv(): void {
  loadFile();
  const { values, problems } = readSecretFiles(process.env);
  if (problems.length > 0) throw new Problem(problems.join('\n'));
  for (const [name, value] of Object.entries(values)) process.env[name] = value;
  for (const name of Object.keys(process.env)) if (!(name in values)) delete process.env[name];
}

function loadFile(): void {
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
