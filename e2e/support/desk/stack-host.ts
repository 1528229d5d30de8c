import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { buildState } from '../../../scripts/build/build-state.ts';
import { eraseServerDirectory } from '../../../scripts/postgres/server-directory.ts';
import { writePrivate } from '../../../scripts/process/private-files.ts';
import { explain, Problem } from '../../../scripts/process/problem.ts';
import { beforeExit, isStopping, runProgram } from '../../../scripts/process/program.ts';
import { startSandbox } from '../../../scripts/stack/sandbox.ts';
import { WIDE_BUDGETS } from '../../../scripts/stack/wide-budgets.ts';
import { startStack } from '../../../scripts/stack.ts';
import { layDatabase } from './database-template.ts';
import type { StackInfo, TestStackOptions } from './stack.ts';

/** What V8 has made of the application's files, for the starts of this run that follow the first (`compiled-code.cjs`). */
const compiledCode = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-code-'));
beforeExit(async () => fs.rmSync(compiledCode, { recursive: true, force: true }));
const KEEPS_CODE = {
  NODE_OPTIONS: `--require ${JSON.stringify(path.join(import.meta.dirname, 'compiled-code.cjs'))}`,
  TEST_COMPILED_CODE: compiledCode,
};

/** Sandboxes that no stack uses, by what they were started with. Reset, one is as good as a new one. */
const idle = new Map<string, Sandbox[]>();

// The program behind startTestStack. One for all stacks of a run, because loading its modules takes a second of the
// processor. `POST /` with options starts a stack and answers with a line once it works; the stack stops with that
// connection, and so with the process that asked for it. `DELETE /<id>` stops it and answers when it has ended.
await runProgram(async () => {
  const stops = new Map<string, () => Promise<void>>();
  const server = createServer(async (request, response) => {
    try {
      if (request.method === 'DELETE') {
        await stops.get(request.url?.slice(1) ?? '')?.();
        return void response.end();
      }
      const id = randomUUID();
      const started = start(JSON.parse(await bodyOf(request)) as TestStackOptions);
      const stop = async () => {
        stops.delete(id);
        await started.then(
          (one) => one.stop(),
          () => {},
        );
        response.end();
      };
      stops.set(id, stop);
      response.on('close', () => void stops.get(id)?.());
      const { info } = await started;
      response.write(`${JSON.stringify({ id, info })}\n`);
    } catch (error) {
      response.writeHead(500).end(explain(error));
    }
  });
  server.listen(0, '127.0.0.1', () => {
    process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  return await new Promise<number>(() => {});
}, 0);

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

async function start(options: TestStackOptions): Promise<{ info: StackInfo; stop: () => Promise<void> }> {
  if (buildState() === 'missing') throw new Problem('There is no build to test: run `npm run build` first.');
  if (buildState() === 'stale') console.error('The build is older than the source: these tests test the old one.');

  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-test-'));
  const erase = () => {
    eraseServerDirectory(path.join(dataDir, 'postgres'));
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
  const forget = beforeExit(async () => erase());
  await layDatabase(dataDir, path.join(dataDir, 'postgres'));
  const vendor = await takeSandbox(options);
  for (const [name, value] of Object.entries(vendor.credentials)) writePrivate(path.join(dataDir, name), value);
  const stack = await startStack({
    dataDir,
    throwaway: true,
    prepared: true,
    mode: 'production',
    appPort: options.appPort,
    sandbox: {},
    sandboxUrl: vendor.url,
    // Tests count the vendor's calls: nothing may walk the list by itself unless a test wants it to.
    // Tests stand where a proxy would, and say who the client is. They sign in as the same people again and again.
    // Faults of one test must not close the vendor for the next, and a fault that strikes once must be seen.
    // Tests count events, and do more in a minute than people do in a day: no rule may add what it says.
    // Tests correct the same customers again and again, and make links afterwards: the guard has tests of its own.
    env: {
      REVIEWS: 'off',
      TAKEOVER_GUARD: 'off',
      ...{ DIRECTORY_SYNC: 'off', TRUSTED_PROXIES: '1', SESSIONS_PER_PERSON: '1000' },
      ...{ SENTINEL_BREAKER_FAILURES: '0', SENTINEL_RETRY_PERCENT: '0', BUDGETS: WIDE_BUDGETS },
      ...KEEPS_CODE,
      ...options.env,
    },
    step: (_label, work) => work(),
  });
  let stopping = false;
  void stack.failed.then((problem) => {
    if (!stopping && !isStopping()) console.error(explain(problem));
  });
  const accounts = Object.fromEntries(stack.people.map(({ role, ...person }) => [role, person]));
  const info: StackInfo = {
    appUrl: stack.appUrl,
    sandboxUrl: stack.sandboxUrl,
    databaseUrl: stack.databaseUrl,
    ownerDatabaseUrl: stack.ownerDatabaseUrl,
    auditKey: stack.auditKey,
    checkpointFile: stack.checkpointFile,
    applicationEnv: stack.applicationEnv,
    accounts: accounts as StackInfo['accounts'],
    ...stack.credentials,
    appLogFile: stack.logs.application,
    databaseLogFile: stack.logs.database,
  };
  const stop = async () => {
    stopping = true;
    await stack.stop();
    await vendor.giveBack();
    forget();
    erase();
  };
  return { info, stop };
}

interface Sandbox {
  url: string;
  /** By the names under which a stack keeps them. */
  credentials: Record<'client-uuid' | 'client-secret', string>;
}

async function takeSandbox({ customers, rowShape = 'full' }: TestStackOptions) {
  const kind = `${customers} ${rowShape}`;
  const free = idle.get(kind) ?? [];
  idle.set(kind, free);
  const sandbox = free.pop() ?? (await newSandbox(customers, rowShape));
  const giveBack = async () => {
    const answer = await fetch(`${sandbox.url}/__sandbox/reset`, { method: 'POST' });
    if (answer.ok) free.push(sandbox);
  };
  return { ...sandbox, giveBack };
}

async function newSandbox(customers: number | undefined, rowShape: string): Promise<Sandbox> {
  const credentials = { clientUuid: randomUUID(), clientSecret: randomBytes(24).toString('base64url') };
  const log = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-sandbox-')), 'sandbox.log');
  beforeExit(async () => fs.rmSync(path.dirname(log), { recursive: true, force: true }));
  const flags = { customers: customers?.toString(), rowShape, images: 'on-demand' } as const;
  const { url } = await startSandbox(flags, credentials, log);
  return { url, credentials: { 'client-uuid': credentials.clientUuid, 'client-secret': credentials.clientSecret } };
}
