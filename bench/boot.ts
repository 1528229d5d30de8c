import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../scripts/build/make-build.ts';
import { startChild } from '../scripts/process/child.ts';
import { freePort } from '../scripts/process/ports.ts';
import { beforeExit, runProgram } from '../scripts/process/program.ts';
import { inProject } from '../scripts/process/project.ts';
import { step } from '../scripts/process/step.ts';
import { WIDE_BUDGETS } from '../scripts/stack/wide-budgets.ts';
import { startStack } from '../scripts/stack.ts';
import { ensureEmptyNext, startEmptyNext, untilAnswers } from './baselines/empty-next.ts';
import { benchDirectory } from './data-dir.ts';
import { differRounds } from './table/numbers.ts';
import { report } from './table/results.ts';
import { inTurns, machineNow, ROUNDS } from './table/rounds.ts';

// How much longer `npm start` takes to be healthy than the bare server of an empty Next application, beside a database
// that has nothing to migrate. `-- --rounds 2` makes a try.
await runProgram(async () => {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: String(ROUNDS) } } });
  const rounds = Number(values.rounds);
  await ensureBuild();
  const dataDir = benchDirectory();
  const log = path.join(dataDir, 'boot.log');
  await ensureEmptyNext(log);
  const machine = machineNow();
  // For its database and its sandbox. Its own application is idle: it walks no list.
  const env = { DIRECTORY: 'off', BUDGETS: WIDE_BUDGETS };
  const stack = await startStack({ dataDir, mode: 'production', sandbox: {}, env, step });
  beforeExit(stack.stop);

  const ours = async () => {
    const port = await freePort('127.0.0.1');
    const began = performance.now();
    const child = startChild({
      name: 'npm start',
      command: process.execPath,
      args: [inProject('scripts', 'bootstrap.mjs'), 'start'],
      env: {
        ...stack.applicationEnv,
        DATABASE_OWNER_URL: stack.ownerDatabaseUrl,
        HOST: '127.0.0.1',
        PORT: String(port),
      },
      cwd: inProject(),
      output: log,
    });
    await untilAnswers(`http://127.0.0.1:${port}/api/health`, child, log);
    const seconds = (performance.now() - began) / 1_000;
    await child.stop();
    return seconds;
  };
  const theirs = async () => {
    const began = performance.now();
    const { child } = await startEmptyNext(log);
    const seconds = (performance.now() - began) / 1_000;
    await child.stop();
    return seconds;
  };
  report({ boot: differRounds(await inTurns(rounds, ours, theirs), 's') }, machine, rounds < ROUNDS);
  return 0;
});
