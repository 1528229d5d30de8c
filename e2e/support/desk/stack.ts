import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** What tests need to know of a running stack. Plain data: it travels between processes. */
export interface StackInfo {
  appUrl: string;
  sandboxUrl: string;
  /** As the application's role, and as the owner of the tables. */
  databaseUrl: string;
  ownerDatabaseUrl: string;
  auditKey: string;
  checkpointFile: string;
  /** What the application runs with, but for its port: enough to run another one beside it. */
  applicationEnv: NodeJS.ProcessEnv;
  accounts: Record<'compliance' | 'support' | 'admin', { email: string; password: string; name: string }>;
  clientUuid: string;
  clientSecret: string;
  appLogFile: string;
  databaseLogFile: string;
}

export interface TestStack extends StackInfo {
  /** Everything the application has printed so far. */
  appLog(): string;
  /** What PostgreSQL has. */
  databaseLog(): string;
  stop(): Promise<void>;
}

export interface TestStackOptions {
  customers?: number;
  rowShape?: 'strict' | 'full';
  /** Changes the application's environment. */
  env?: Record<string, string>;
  appPort?: number;
}

/**
 * Starts a database, a sandbox and the built application of their own, on free ports and with data in a temporary
 * directory that goes when the stack stops. They run in a process beside the tests, because the application's modules
 * load under Node conditions that test runners do not have; it ends with this process, however this one ends.
 */
export async function startTestStack(options: TestStackOptions = {}): Promise<TestStack> {
  const program = path.join(import.meta.dirname, 'stack-process.ts');
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', program], {
    cwd: path.resolve(import.meta.dirname, '../../..'),
    env: { ...process.env, TEST_STACK: JSON.stringify(options) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Ctrl-C goes to the test runner alone: it decides when the stack stops.
    detached: true,
  });
  const info = await announced(child);
  // From here on it may not keep a test runner alive that has forgotten to stop it.
  child.unref();
  child.channel?.unref();
  return {
    ...info,
    appLog: () => fs.readFileSync(info.appLogFile, 'utf8'),
    databaseLog: () => fs.readFileSync(info.databaseLogFile, 'utf8'),
    stop: () => stopped(child),
  };
}

function announced(child: ChildProcess): Promise<StackInfo> {
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  return new Promise((resolve, reject) => {
    // Only stack-process.ts is at the other end, and it sends one message.
    child.once('message', (message) => resolve(message as StackInfo));
    child.once('exit', () => reject(new Error(`The stack did not start: ${said.trim()}`)));
    child.once('error', reject);
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.ref();
  child.kill('SIGTERM');
  await ended;
}
