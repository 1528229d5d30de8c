import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { migrateDatabase, roleOf } from '@/lib/server/db/migrate';
import { startPostgres } from './embedded-postgres.ts';
import { endedEarly } from './process/child.ts';
import { cleanEnvironment } from './process/environment.ts';
import { freePort } from './process/ports.ts';
import { keptSecret, ownDirectory } from './process/private-files.ts';
import type { Problem } from './process/problem.ts';
import { isStopping } from './process/program.ts';
import { inProject } from './process/project.ts';
import { localUrl, startApplication } from './stack/application.ts';
import { ensurePeople, keptPeople, type Person } from './stack/people.ts';
import { type Credentials, type SandboxFlags, startSandbox } from './stack/sandbox.ts';

export interface StackOptions {
  /** Everything this stack keeps lies here: database, secrets, logs. */
  dataDir: string;
  mode: 'production' | 'development';
  /** A free one unless given. Always on 127.0.0.1: a stack has a sandbox in it and is for this machine only. */
  appPort?: number | undefined;
  sandbox: SandboxFlags;
  /** For tests: a sandbox that runs already, with this directory's credentials. It is left running. */
  sandboxUrl?: string | undefined;
  /** For tests: the database has its tables and people. */
  prepared?: boolean | undefined;
  /** The database's data may go with a crash of the machine: the server doesn't wait for the disk. For tests. */
  throwaway?: boolean | undefined;
  /** Changes the application's environment, for tests. */
  env?: Record<string, string> | undefined;
  /** Wraps each part of the start; the demo prints it. */
  step: <T>(label: string, work: () => Promise<T>) => Promise<T>;
}

export interface Stack {
  appUrl: string;
  sandboxUrl: string;
  /** As the application's role, and as the owner. */
  databaseUrl: string;
  ownerDatabaseUrl: string;
  auditKey: string;
  checkpointFile: string;
  /** What the application runs with, but for its port: enough to run another one beside it. */
  applicationEnv: NodeJS.ProcessEnv;
  /** The processes, for a benchmark that measures them. */
  pids: { application: number; database: number };
  people: Person[];
  credentials: Credentials;
  logs: { application: string; sandbox: string; database: string };
  /** Resolves with the reason when a part ends that nobody stopped. */
  failed: Promise<Problem>;
  stop(): Promise<void>;
}

/**
 * Database, imitation Sentinel and application, each waiting for the one it needs. Whatever was started is stopped
 * in reverse when a later part fails, or when this process ends.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { step, mode } = options;
  const dataDir = ownDirectory(options.dataDir);
  const logs = { application: path.join(dataDir, 'application.log'), sandbox: path.join(dataDir, 'sandbox.log') };
  const credentials = {
    clientUuid: keptSecret(path.join(dataDir, 'client-uuid'), randomUUID),
    clientSecret: keptSecret(path.join(dataDir, 'client-secret'), () => randomBytes(24).toString('base64url')),
  };
  const authSecret = keptSecret(path.join(dataDir, 'nextauth-secret'), () => randomBytes(32).toString('base64url'));
  const auditKey = keptSecret(path.join(dataDir, 'audit-key'), () => randomBytes(32).toString('base64url'));
  const directoryKey = keptSecret(path.join(dataDir, 'directory-key'), () => randomBytes(32).toString('base64url'));
  const checkpointFile = path.join(dataDir, 'audit-checkpoints.jsonl');
  const people = keptPeople(dataDir);

  const started: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (let part = started.pop(); part; part = started.pop()) await part.stop();
  };
  const startVendor = async (): Promise<{ url: string; failed: Promise<Problem>[] }> => {
    if (options.sandboxUrl !== undefined) return { url: options.sandboxUrl, failed: [] };
    const { child, url } = await step('Starting the sandbox', () =>
      startSandbox(options.sandbox, credentials, logs.sandbox),
    );
    started.push(child);
    return { url, failed: [child.ended.then((ending) => endedEarly('The sandbox', ending, logs.sandbox))] };
  };
  try {
    const postgres = await step('Starting the database', () =>
      startPostgres({ dataDir: path.join(dataDir, 'postgres'), throwaway: options.throwaway ?? false }),
    );
    started.push(postgres);
    const sandbox = await startVendor();
    if (options.prepared !== true) {
      await step('Preparing the database', async () => {
        await migrateDatabase(postgres.ownerUrl, roleOf(postgres.url));
        await ensurePeople(postgres.url, auditKey, people);
      });
    }
    const host = '127.0.0.1';
    const port = options.appPort ?? (await freePort(host));
    const appUrl = localUrl(host, port);
    const env = cleanEnvironment({
      LOG_LEVEL: process.env.LOG_LEVEL,
      SENTINEL_BASE_URL: sandbox.url,
      SENTINEL_CLIENT_UUID: credentials.clientUuid,
      SENTINEL_CLIENT_SECRET: credentials.clientSecret,
      SENTINEL_STATUS_LABELS: fs.readFileSync(inProject('sandbox', 'status-labels.json'), 'utf8'),
      DATABASE_URL: postgres.url,
      NEXTAUTH_URL: appUrl,
      NEXTAUTH_SECRET: authSecret,
      AUDIT_KEY: auditKey,
      AUDIT_CHECKPOINT_FILE: checkpointFile,
      DIRECTORY_KEY: directoryKey,
      // Nothing stands in front that would have to notice.
      DRAIN_SECONDS: '0',
      ...options.env,
    });
    const application = await step('Starting the application', () =>
      startApplication({ mode, host, port, env, output: logs.application }),
    );
    started.push(application);

    const failed = Promise.race([
      ...sandbox.failed,
      application.ended.then((ending) => endedEarly('The application', ending, logs.application)),
      postgres.ended.then((ending) => endedEarly('The database', ending, postgres.logFile)),
    ]);
    return {
      appUrl,
      sandboxUrl: sandbox.url,
      databaseUrl: postgres.url,
      ownerDatabaseUrl: postgres.ownerUrl,
      auditKey,
      checkpointFile,
      applicationEnv: env,
      pids: { application: application.pid, database: postgres.pid },
      people,
      credentials,
      logs: { ...logs, database: postgres.logFile },
      failed,
      stop,
    };
  } catch (error) {
    if (!isStopping()) await stop();
    throw error;
  }
}
