import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrateDatabase, roleOf } from '@/lib/server/db/migrate';
import { startPostgres } from '../../scripts/embedded-postgres.ts';
import { eraseServerDirectory } from '../../scripts/postgres/server-directory.ts';
import { cleanEnvironment } from '../../scripts/process/environment.ts';
import { freePort } from '../../scripts/process/ports.ts';
import { ownDirectory } from '../../scripts/process/private-files.ts';
import { beforeExit } from '../../scripts/process/program.ts';
import { processTree, signalTree } from '../../scripts/process/tree.ts';
import { localUrl, startApplication } from '../../scripts/stack/application.ts';
import { ensurePeople, keptPeople, type Person } from '../../scripts/stack/people.ts';
import { startSandbox } from '../../scripts/stack/sandbox.ts';

/** A desk that is there to be killed: database, sandbox and application of its own, in a temporary directory. */
export interface Victim {
  appUrl: string;
  sandboxUrl: string;
  databaseUrl: string;
  ownerUrl: string;
  auditKey: string;
  checkpointFile: string;
  people: Person[];
  /** Opens `/api/metrics`. */
  metricsToken: string;
  /** The process of the application that runs now. */
  pid(): number;
  appLog(): string;
  /** `kill -9`, with nothing said before, and started again on the same port. */
  killApplication(): Promise<void>;
  /** `kill -9` of every process of the server at once, and started again on the same data. */
  killPostgres(): Promise<void>;
}

export interface VictimOptions {
  customers?: string;
  /** Of every answer of Sentinel, ms. */
  latency?: string;
  /** Changes the application's environment. */
  env?: Record<string, string>;
}

export async function startVictim(options: VictimOptions = {}): Promise<Victim> {
  const home = ownDirectory(fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-torture-')));
  const dataDir = path.join(home, 'postgres');
  beforeExit(async () => {
    eraseServerDirectory(dataDir);
    fs.rmSync(home, { recursive: true, force: true });
  });
  const secret = () => randomBytes(32).toString('base64url');
  const credentials = { clientUuid: randomUUID(), clientSecret: secret() };
  const sandbox = await startSandbox(
    { customers: options.customers ?? '400', latency: options.latency, images: 'on-demand' },
    credentials,
    path.join(home, 'sandbox.log'),
  );
  let postgres = await startPostgres({ dataDir });
  const { port, url, ownerUrl } = postgres;
  const people = keptPeople(home);
  await migrateDatabase(ownerUrl, roleOf(url));
  const auditKey = secret();
  await ensurePeople(url, auditKey, people);

  const host = '127.0.0.1';
  const appPort = await freePort(host);
  const metricsToken = secret();
  const output = path.join(home, 'application.log');
  const checkpointFile = path.join(home, 'checkpoints.jsonl');
  const env = cleanEnvironment({
    SENTINEL_BASE_URL: sandbox.url,
    SENTINEL_CLIENT_UUID: credentials.clientUuid,
    SENTINEL_CLIENT_SECRET: credentials.clientSecret,
    DATABASE_URL: url,
    NEXTAUTH_URL: localUrl(host, appPort),
    NEXTAUTH_SECRET: secret(),
    AUDIT_KEY: auditKey,
    DIRECTORY_KEY: secret(),
    DIRECTORY_SYNC: 'off',
    AUDIT_CHECKPOINT_FILE: checkpointFile,
    LOG_LEVEL: 'silent',
    METRICS_TOKEN: metricsToken,
    ...options.env,
  });
  const start = () => startApplication({ mode: 'production', host, port: appPort, env, output });
  let application = await start();

  return {
    appUrl: localUrl(host, appPort),
    sandboxUrl: sandbox.url,
    databaseUrl: url,
    ownerUrl,
    auditKey,
    checkpointFile,
    people,
    metricsToken,
    pid: () => application.pid,
    appLog: () => fs.readFileSync(output, 'utf8'),
    killApplication: async () => {
      process.kill(application.pid, 'SIGKILL');
      await application.ended;
      application = await start();
    },
    killPostgres: async () => {
      const tree = processTree(postgres.pid);
      signalTree(postgres.pid, 'SIGKILL');
      await postgres.ended;
      await allGone(tree);
      postgres = await startPostgres({ dataDir, port });
    },
  };
}

async function allGone(pids: number[]): Promise<void> {
  for (let left = 500; left > 0 && pids.some(isAlive); left -= 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

/** One that has ended and that nobody has asked about yet (a zombie) holds nothing any more. */
function isAlive(pid: number): boolean {
  const { status, stdout } = spawnSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 && !stdout.trim().startsWith('Z');
}
