import { execFile } from 'node:child_process';
import path from 'node:path';

export interface Run {
  code: number;
  out: string;
  err: string;
}

/** `npm run directory -- …`, as an operator runs it beside the desk. */
export function runDirectory(args: string[], env: Record<string, string>): Promise<Run> {
  const root = path.resolve(import.meta.dirname, '../../..');
  const all = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' as const, ...env };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['scripts/bootstrap.mjs', 'directory', ...args],
      { env: all, cwd: root },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}
