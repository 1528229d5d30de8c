import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildState } from '../../../scripts/build/build-state.ts';
import { eraseServerDirectory } from '../../../scripts/postgres/server-directory.ts';
import { Problem } from '../../../scripts/process/problem.ts';
import { beforeExit, runProgram } from '../../../scripts/process/program.ts';
import { WIDE_BUDGETS } from '../../../scripts/stack/wide-budgets.ts';
import { startStack } from '../../../scripts/stack.ts';
import { layDatabase } from './database-template.ts';
import type { StackInfo, TestStackOptions } from './stack.ts';

// The program behind startTestStack: starts a stack, tells its parent where it is, stays until it is told to stop.
await runProgram(async () => {
  const options = JSON.parse(process.env.TEST_STACK ?? '{}') as TestStackOptions;
  if (buildState() === 'missing') throw new Problem('There is no build to test: run `npm run build` first.');
  if (buildState() === 'stale') console.error('The build is older than the source: these tests test the old one.');

  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-test-'));
  beforeExit(async () => {
    eraseServerDirectory(path.join(dataDir, 'postgres'));
    fs.rmSync(dataDir, { recursive: true, force: true });
  });
  await layDatabase(path.join(dataDir, 'postgres'));
  const stack = await startStack({
    dataDir,
    throwaway: true,
    mode: 'production',
    appPort: options.appPort,
    sandbox: { customers: options.customers?.toString(), rowShape: options.rowShape ?? 'full', images: 'on-demand' },
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
      ...options.env,
    },
    step: (_label, work) => work(),
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
  process.send?.(info);
  throw await stack.failed;
}, 0);
