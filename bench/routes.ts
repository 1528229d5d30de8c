import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pruneNotes } from '@/lib/server/colleagues/notes';
import { openDatabase } from '@/lib/server/db/client';
import { ensureBuild } from '../scripts/build/make-build.ts';
import { beforeExit, runProgram } from '../scripts/process/program.ts';
import { step } from '../scripts/process/step.ts';
import { WIDE_BUDGETS } from '../scripts/stack/wide-budgets.ts';
import { type Stack, startStack } from '../scripts/stack.ts';
import { benchDirectory } from './data-dir.ts';
import { readPeople } from './directory/people.ts';
import { signIn } from './directory/sign-in.ts';
import { fillRecords } from './routes/fill.ts';
import { questionsOf, VIEWS } from './routes/questions.ts';
import { type DeskCalls, deskOf, filled, othersAtWork, quantile, timed } from './search/desk-calls.ts';
import { report } from './table/results.ts';
import { machineNow } from './table/rounds.ts';

const CUSTOMERS = '1000000';
const EVENTS = '1000000';
const TURNS = 20;

// Every route that reads the directory or the trail without a text, over HTTP, while other people look at lists: p50 and
// p95 of each beside its target. `--customers 40000` for a smaller desk, `--only Audit` for the questions with that word
// (several words: `--only "women,neighbours"`). `--keep DIR` leaves the filled database in a directory, where the next run
// with the same number of customers and events finds it.
await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      customers: { type: 'string', default: CUSTOMERS },
      events: { type: 'string', default: EVENTS },
      turns: { type: 'string', default: String(TURNS) },
      only: { type: 'string' },
      keep: { type: 'string' },
    },
  });
  const machine = machineNow();
  await ensureBuild();
  const stack = await startStack({
    dataDir: benchDirectory(values.keep),
    mode: 'production',
    sandbox: { customers: values.customers, rowShape: 'full' },
    env: {
      BUDGETS: WIDE_BUDGETS,
      DIRECTORY_SYNC_RATE: '0',
      DIRECTORY_CATCH_UP_SECONDS: '3600',
      DIRECTORY_FULL_WALK_HOURS: '24',
    },
    step,
  });
  beforeExit(stack.stop);
  await step('Filling the directory', () => filled(stack));
  const records = await step('Filling the trail', () => fillRecords(stack.ownerDatabaseUrl, Number(values.events)));
  const people = await readPeople(stack.sandboxUrl, stack.credentials, Number(values.customers));
  const [compliance, admin] = await Promise.all([deskOfRole(stack, 'compliance'), deskOfRole(stack, 'admin')]);
  const views = JSON.parse(await compliance.get('/api/views')) as { views: unknown[] };
  for (const [index, state] of VIEWS.entries()) {
    if (views.views.length > 0) break;
    await compliance.post('/api/views', { id: crypto.randomUUID(), name: `Measured ${index}`, team: false, state });
  }
  if (Number(values.customers) >= 50_000) await tallied(compliance);
  const stopOthers = othersAtWork(compliance);
  const words = values.only?.split(',') ?? [''];
  const asked = questionsOf({ compliance, admin, people, filled: records }).filter(({ name }) =>
    words.some((word) => name.includes(word)),
  );
  let worst = { value: 0, ours: 0, theirs: 0 };
  console.log(`\n| ${'question'.padEnd(88)} | p50 ms | p95 ms | target |`);
  for (const { name, target, ask } of asked) {
    const took: number[] = [];
    // The first turn is not measured: no other question has read these pages of the disk.
    for (let turn = 0; turn <= Number(values.turns); turn += 1) {
      const ms = await timed(() => ask(turn));
      if (turn > 0) took.push(ms);
    }
    const ours = quantile(took, 0.95);
    if (ours / target > worst.value) worst = { value: ours / target, ours, theirs: target };
    const cells = [quantile(took, 0.5), ours].map((ms) => ms.toFixed(0).padStart(6));
    console.log(
      `| ${name.padEnd(88)} | ${cells.join(' | ')} | ${String(target).padStart(6)} |${ours > target ? ' OVER' : ''}`,
    );
  }
  await stopOthers();
  await measureRetention(stack);
  const isWhole = values.only === undefined && values.events === EVENTS && Number(values.turns) >= TURNS;
  const figure = { ...worst, unit: 'ms', rounds: Number(values.turns) };
  const isMillion = values.customers === CUSTOMERS;
  report(
    { [isMillion ? 'routes' : 'routes-40000']: figure },
    machine,
    !isWhole || !(isMillion || values.customers === '40000'),
  );
  return 0;
});

async function deskOfRole(stack: Stack, role: 'compliance' | 'admin'): Promise<DeskCalls> {
  return deskOf(stack, await signIn(stack, role));
}

/** Waits until a directory that is large enough for tallies has them, as it does from its first minute on. */
async function tallied({ get }: DeskCalls): Promise<void> {
  const asOf = async () => (JSON.parse(await get('/api/expiring?within=30')) as { asOf: string | null }).asOf;
  for (let tries = 0; tries < 120 && (await asOf()) === null; tries += 1) await sleep(500);
}

/** The comparison of all notes with the directory, which no request waits for. */
async function measureRetention(stack: Stack): Promise<void> {
  const desk = openDatabase(stack.databaseUrl, { max: 1, statementTimeout: 60_000 });
  const { rows } = await desk.pool.query<{ count: string }>('SELECT count(*) FROM customer_notes');
  const ms = await timed(() => pruneNotes(desk.db, true));
  console.log(`\n${rows[0]?.count} notes compared with the directory in ${(ms / 1_000).toFixed(1)} s`);
  await desk.close();
}
