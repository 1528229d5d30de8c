import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { environment } from '../process/environment.ts';
import { mentionsFullDisk, Problem } from '../process/problem.ts';
import { type RunAs, utf8Locale } from './native.ts';

const MAJOR = '18';
export const SUPERUSER = 'desk';

/** Server processes see none of our environment: it holds secrets, and theirs is readable by the user they run as. */
export const SERVER_ENV = environment({ PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', HOME: '/' });

/** Makes the data directory with initdb unless it is there already. Answers where it is. */
export function ensureCluster(
  native: string,
  serverDir: string,
  password: string,
  { runAs, throwaway }: { runAs: RunAs; throwaway: boolean },
): string {
  const pgdata = path.join(serverDir, 'pgdata');
  if (fs.existsSync(pgdata)) {
    const version = fs.readFileSync(path.join(pgdata, 'PG_VERSION'), 'utf8').trim();
    if (version === MAJOR) return pgdata;
    throw new Problem(
      `The data in ${pgdata} is PostgreSQL ${version}'s; this is ${MAJOR}: dump it there, load it here.`,
    );
  }
  // Made aside and renamed: an initdb that was killed halfway leaves nothing that looks like a database.
  const unfinished = path.join(serverDir, 'pgdata.unfinished');
  fs.rmSync(unfinished, { recursive: true, force: true });
  const passwordFile = path.join(serverDir, 'initial-password');
  fs.rmSync(passwordFile, { force: true });
  fs.writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
  if (runAs) fs.chownSync(passwordFile, runAs.uid, runAs.gid);
  try {
    const locale = utf8Locale();
    const args = ['-D', unfinished, '--username', SUPERUSER, '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
    const text = ['--encoding', 'UTF8', '--locale', 'C', '--lc-ctype', locale];
    const sorting = ['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'];
    const initdb = path.join(native, 'bin', 'initdb');
    const result = spawnSync(
      initdb,
      [...args, ...text, ...sorting, '--data-checksums', ...(throwaway ? ['--no-sync'] : [])],
      {
        ...runAs,
        cwd: '/',
        env: SERVER_ENV,
        encoding: 'utf8',
      },
    );
    if (result.status !== 0) {
      const said = `${result.stdout ?? ''}\n${result.stderr ?? ''}`.trim();
      if (mentionsFullDisk(said)) throw new Problem('No space left on device');
      throw new Problem(`PostgreSQL could not make its data directory in ${serverDir}:\n${said}`);
    }
    fs.renameSync(unfinished, pgdata);
    return pgdata;
  } finally {
    fs.rmSync(passwordFile, { force: true });
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
}

/** The settings that matter to us, on the command line so that an edited postgresql.conf cannot undo them. */
export function serverArguments(
  pgdata: string,
  port: number,
  { settings: more = {}, throwaway }: { settings: Record<string, string> | undefined; throwaway: boolean },
): string[] {
  const settings = {
    ...more,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: throwaway ? 'off' : 'on',
    full_page_writes: throwaway ? 'off' : 'on',
    synchronous_commit: 'on',
    password_encryption: 'scram-sha-256',
    max_connections: '60',
    // The server's log would quote rows and statements, and with them personal data: an error says its message alone.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    logging_collector: 'off',
    log_timezone: 'UTC',
    timezone: 'UTC',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', pgdata, '-p', String(port), ...flags];
}
