import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { RunAs } from '../../../scripts/postgres/native';
import { serverUser } from '../../../scripts/postgres/run-as';
import { startChild } from '../../../scripts/process/child';
import { environment } from '../../../scripts/process/environment';
import { freePort } from '../../../scripts/process/ports';
import { inProject } from '../../../scripts/process/project';

/** PostgreSQL as the operating system has it, with the tools for backups that the embedded one lacks. */
const HOMES = '/usr/lib/postgresql';
const TOOLS = ['initdb', 'postgres', 'pg_dump', 'pg_restore'];

/** The newest one on this machine that is whole; `undefined` when there is none. */
export function systemPostgres(): string | undefined {
  if (!fs.existsSync(HOMES)) return undefined;
  const versions = fs.readdirSync(HOMES).sort((one, other) => Number(other) - Number(one));
  const bins = versions.map((version) => path.join(HOMES, version, 'bin'));
  return bins.find((bin) => TOOLS.every((tool) => fs.existsSync(path.join(bin, tool))));
}

export interface SystemServer {
  /** A new database with an owner and an application's role, as docs/database.md has them. */
  database(name: string): Promise<{ url: string; ownerUrl: string }>;
  /** Runs one of the tools to its end. @throws Error with its words */
  tool(name: string, ...args: string[]): void;
  stop(): Promise<void>;
}

/** A server of that PostgreSQL for one test file, with its data in a temporary directory. */
export async function startSystemPostgres(bin: string): Promise<SystemServer> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'system-postgres-'));
  fs.chmodSync(home, 0o755);
  const data = path.join(home, 'data');
  const runAs = serverUser(undefined);
  fs.mkdirSync(data, { mode: 0o700 });
  if (runAs) fs.chownSync(data, runAs.uid, runAs.gid);
  const env = environment({ PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', HOME: '/' });
  const run = (program: string, args: string[], as: RunAs | 'ourselves' = runAs) => {
    const { status, stdout, stderr } = spawnSync(path.join(bin, program), args, {
      ...(as !== 'ourselves' && as),
      cwd: '/',
      env,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${program}: ${stdout}${stderr}`);
  };
  run('initdb', ['-D', data, '--username', 'postgres', '--auth', 'trust', '--encoding', 'UTF8', '--no-sync']);
  const port = await freePort();
  const settings = ['fsync=off', `port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
  const server = startChild({
    name: 'PostgreSQL',
    command: path.join(bin, 'postgres'),
    args: ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    env,
    cwd: '/',
    output: path.join(home, 'log'),
    runAs,
    stopSignal: 'SIGINT',
  });
  const at = (role: string, name: string) => `postgresql://${role}@127.0.0.1:${port}/${name}`;
  const asAdmin = async (...statements: string[]) => {
    const client = new pg.Client({ connectionString: at('postgres', 'postgres') });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  for (let left = 200; ; left -= 1) {
    try {
      await asAdmin('CREATE ROLE desk LOGIN');
      break;
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  // As the container of compose.yaml makes it, on its first start.
  fs.writeFileSync(path.join(home, 'database-app-password'), "a pass'word");
  const { status, stderr } = spawnSync('sh', [inProject('deploy/postgres/roles.sh')], {
    env: environment({
      ...{ PATH: `${bin}:/usr/bin:/bin`, SECRETS: home, PGHOST: '127.0.0.1', PGPORT: String(port) },
      ...{ POSTGRES_USER: 'postgres', POSTGRES_DB: 'postgres' },
    }),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`deploy/postgres/roles.sh: ${stderr}`);
  return {
    database: async (name) => {
      await asAdmin(`CREATE DATABASE ${name} OWNER desk ENCODING 'UTF8' TEMPLATE template0`);
      return { url: at('desk_app', name), ownerUrl: at('desk', name) };
    },
    tool: (name, ...args) => run(name, args, 'ourselves'),
    stop: async () => {
      await server.stop();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}
