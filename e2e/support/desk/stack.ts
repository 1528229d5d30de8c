import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
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

/** Where the host of a run is: test runners start it for their workers, and hand this on to them. */
const HOST = 'TEST_STACK_HOST';

/**
 * Starts a database, a sandbox and the built application of their own, on free ports and with data in a temporary
 * directory that goes when the stack stops. They are children of a process beside the tests (`stack-host.ts`), because
 * the application's modules load under Node conditions that test runners do not have. A stack ends with the process that
 * has asked for it, however that one ends.
 */
export async function startTestStack(options: TestStackOptions = {}): Promise<TestStack> {
  const host = process.env[HOST];
  if (host === undefined) throw new Error('There is no host for stacks: the test runner starts one (startStackHost).');
  const { id, info } = await begun(host, options);
  return {
    ...info,
    appLog: () => fs.readFileSync(info.appLogFile, 'utf8'),
    databaseLog: () => fs.readFileSync(info.databaseLogFile, 'utf8'),
    stop: async () => void (await fetch(`${host}/${id}`, { method: 'DELETE' })),
  };
}

/** The answer stays open as long as the stack runs: the host sees by it that this process is gone. */
function begun(host: string, options: TestStackOptions): Promise<{ id: string; info: StackInfo }> {
  return new Promise((resolve, reject) => {
    const request = http.request(host, { method: 'POST', agent: false }, (response) => {
      let said = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        said += chunk;
        if (response.statusCode === 200 && said.endsWith('\n'))
          resolve(JSON.parse(said) as { id: string; info: StackInfo });
      });
      response.on('end', () => reject(new Error(`The stack did not start: ${said.trim()}`)));
      response.on('error', reject);
    });
    // It may not keep a test runner alive that has forgotten to stop its stack.
    request.on('socket', (socket) => socket.unref());
    request.on('error', reject);
    request.end(JSON.stringify(options));
  });
}

/** For a test runner, before its workers: starts the host of their stacks. The answer stops it, with what still runs. */
export async function startStackHost(): Promise<() => Promise<void>> {
  const program = path.join(import.meta.dirname, 'stack-host.ts');
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', program], {
    cwd: path.resolve(import.meta.dirname, '../../..'),
    env: process.env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Ctrl-C goes to the test runner alone: it decides when the stacks stop.
    detached: true,
  });
  process.env[HOST] = await new Promise<string>((resolve, reject) => {
    child.once('message', (url) => resolve(String(url)));
    child.once('exit', () => reject(new Error('The host of the stacks did not start.')));
    child.once('error', reject);
  });
  child.unref();
  child.channel?.unref();
  return () => stopped(child);
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.ref();
  child.kill('SIGTERM');
  await ended;
}
