import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '@/lib/server/db/client';
import { migrateDatabase, roleOf } from '@/lib/server/db/migrate';
import { deriveKeys } from '@/lib/server/directory/keys';
import { createPace } from '@/lib/server/directory/pace';
import { fullWalk } from '@/lib/server/directory/sync';
import { beginEpoch, readState } from '@/lib/server/directory/sync-state';
import { createSentinel } from '@/lib/server/sentinel/calls';
import { startPostgres } from '../scripts/embedded-postgres.ts';
import { beforeExit, runProgram } from '../scripts/process/program.ts';
import { step } from '../scripts/process/step.ts';
import { startSandbox } from '../scripts/stack/sandbox.ts';
import { benchDirectory } from './data-dir.ts';
import { bareLoop } from './directory/bare-loop.ts';
import { cpuSeconds } from './directory/cpu.ts';
import { benchForeground } from './directory/foreground.ts';
import { benchOpenings } from './directory/openings.ts';
import { readPeople } from './directory/people.ts';
import { benchSearch } from './directory/searches.ts';
import { report } from './table/results.ts';
import { machineNow } from './table/rounds.ts';

const CONCURRENCY = 4;
/**
 * What its manual advises for a server of this size (docs/directory.md). As it comes it has 128 MB, and would begin a
 * checkpoint every 13 seconds of the walk, after each of which every page that is touched goes into its log whole.
 */
const POSTGRES = { shared_buffers: '1GB', max_wal_size: '8GB' };
const CREDENTIALS = { clientUuid: crypto.randomUUID(), clientSecret: 'a-secret-of-this-benchmark' };

// The directory beside what it can't be faster than: a bare loop of the same calls, and the same SQL through bare pg.
// With --foreground: what people at the desk notice of a walk. With --openings: what opening a found customer costs.
await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      customers: { type: 'string' },
      latency: { type: 'string' },
      foreground: { type: 'boolean', default: false },
      openings: { type: 'boolean', default: false },
      rate: { type: 'string', default: '10' },
    },
  });
  const dataDir = benchDirectory();
  if (values.foreground) {
    const { customers = '30000', latency = '40', rate } = values;
    await benchForeground({ dataDir, customers, latency, rate });
    return 0;
  }
  const { customers = '1000000', latency = '0' } = values;
  if (values.openings) return await benchOpenings({ dataDir, customers, latency });
  const postgres = await step('Starting the database', () =>
    startPostgres({ dataDir: path.join(dataDir, 'postgres'), settings: POSTGRES }),
  );
  beforeExit(postgres.stop);
  await migrateDatabase(postgres.ownerUrl, roleOf(postgres.url));
  const flags = { customers, latency, rowShape: 'full' };
  const sandbox = await step('Starting the sandbox', () =>
    startSandbox(flags, CREDENTIALS, path.join(dataDir, 'sandbox.log')),
  );
  beforeExit(() => sandbox.child.stop());

  console.log(`Postgres with ${JSON.stringify(POSTGRES)}; answers after ${latency} ms`);
  const processes = { Postgres: postgres.pid, sandbox: sandbox.child.pid };
  const machine = machineNow();
  const spentOnBare = watchCpu(processes);
  const bare = await bareLoop(sandbox.url, CREDENTIALS, CONCURRENCY);
  console.log(`bare loop      ${seconds(bare.ms)}  ${bare.rows} rows, ${bare.pages} pages, ${CONCURRENCY} at once`);
  console.log(spentOnBare());

  const walker = openDatabase(postgres.url, {
    max: CONCURRENCY + 1,
    statementTimeout: 60_000,
    settings: '-c synchronous_commit=off -c jit=off',
  });
  beforeExit(walker.close);
  const sentinel = createSentinel({ baseUrl: sandbox.url, ...CREDENTIALS, connections: CONCURRENCY });
  const { signal } = new AbortController();
  const keys = deriveKeys('a key of this benchmark, 32 bytes or more');
  for (const name of ['first walk', 'second walk']) {
    const pace = createPace({ rate: 0, concurrency: CONCURRENCY, foreground: () => 0, signal });
    const epoch = await beginEpoch(walker.pool);
    const [memory, spent] = [watchMemory(), watchCpu(processes)];
    const began = performance.now();
    await fullWalk({ pool: walker.pool, sentinel, keys, pace, epoch, concurrency: CONCURRENCY, signal });
    const ms = performance.now() - began;
    const { covered } = await readState(walker.pool);
    console.log(
      `${name.padEnd(13)}  ${seconds(ms)}  ${(ms / bare.ms).toFixed(2)} x bare, ${covered} customers, ${memory()}`,
    );
    console.log(spent());
    if (name === 'first walk') {
      const figure = { value: ms / bare.ms, ours: ms / 1_000, theirs: bare.ms / 1_000, unit: 's', rounds: 1 };
      const isTry = customers !== '1000000' || !['0', '40'].includes(latency);
      report({ [latency === '0' ? 'walk-0' : 'walk-40']: figure }, machine, isTry);
    }
  }
  await sentinel.close();
  const people = await readPeople(sandbox.url, CREDENTIALS, Number(customers));
  await benchSearch(postgres.url, postgres.ownerUrl, keys, people);
  return 0;
});

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`.padStart(9);
}

/** CPU used from here on: on a shared machine it says more than the time that passes. */
function watchCpu(children: Record<string, number>): () => string {
  const read = () => {
    const { user, system } = process.cpuUsage();
    const others = Object.entries(children).map(([name, pid]): [string, number] => [
      name,
      cpuSeconds(pid) ?? Number.NaN,
    ]);
    return new Map([['this process', (user + system) / 1_000_000], ...others]);
  };
  const before = read();
  return () => {
    const used = [...read()].map(([name, now]) => `${name} ${(now - (before.get(name) ?? 0)).toFixed(1)} s`);
    return `${' '.repeat(15)}CPU: ${used.join(', ')}; load ${os.loadavg()[0]?.toFixed(1)}`;
  };
}

/** Resident memory, at most, in either half of the walk. */
function watchMemory(): () => string {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(process.memoryUsage().rss), 1_000);
  return () => {
    clearInterval(timer);
    const half = Math.ceil(samples.length / 2);
    const megabytes = (some: number[]) => (Math.max(0, ...some) / 1_048_576).toFixed(0);
    return `at most ${megabytes(samples.slice(0, half))} MB in its first half, ${megabytes(samples.slice(half))} MB in its second`;
  };
}
