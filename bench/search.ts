import { parseArgs } from 'node:util';
import pg from 'pg';
import type { SearchBody } from '@/lib/contracts/search';
import { deriveKeys } from '@/lib/server/directory/keys';
import { ensureBuild } from '../scripts/build/make-build.ts';
import { beforeExit, runProgram } from '../scripts/process/program.ts';
import { step } from '../scripts/process/step.ts';
import { WIDE_BUDGETS } from '../scripts/stack/wide-budgets.ts';
import { type Stack, startStack } from '../scripts/stack.ts';
import { benchDirectory } from './data-dir.ts';
import { type Person, readPeople } from './directory/people.ts';
import { signIn } from './directory/sign-in.ts';
import { searchByHand } from './search/by-hand.ts';
import { type DeskCalls, deskOf, filled, othersAtWork, quantile, timed } from './search/desk-calls.ts';
import { KINDS } from './search/kinds.ts';
import { report } from './table/results.ts';
import { machineNow } from './table/rounds.ts';

const TEXTS = 20;
const CUSTOMERS = '1000000';

// Every question that reads the directory, by the route that people use, while other people look at lists: thirty kinds of
// text beside SQL written by hand, then counts, filters, expiring documents, neighbours, and a customer opened by link.
// `npm run bench:search -- --customers 40000` makes a try; `--keep DIR` as of `bench:routes`, whose database serves as well.
await runProgram(async () => {
  const { values } = parseArgs({
    options: { customers: { type: 'string', default: CUSTOMERS }, keep: { type: 'string' } },
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
  const people = await readPeople(stack.sandboxUrl, stack.credentials, Number(values.customers));
  const bare = new pg.Client({ connectionString: stack.databaseUrl, options: '-c jit=off' });
  await bare.connect();
  beforeExit(() => bare.end());
  const desk = deskOf(stack, await signIn(stack));
  const stopOthers = othersAtWork(desk);
  const keys = deriveKeys(stack.applicationEnv.DIRECTORY_KEY ?? '');

  let worst = { ratio: 0, ours: 0, theirs: 0 };
  console.log(`\n${'text'.padEnd(40)} p50 ms   p95 ms   by hand   ratio`);
  for (const [kind, textOf] of Object.entries(KINDS)) {
    const texts = people.flatMap((person) => textOf(person) ?? []).slice(0, TEXTS);
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (const [round, text] of texts.entries()) {
      const byHand = async () => void theirs.push(await timed(() => searchByHand(bare, keys, text)));
      if (round % 2 === 0) await byHand();
      ours.push(await timed(() => desk.post('/api/customers/search', { text, live: false, limit: 20 } as SearchBody)));
      if (round % 2 === 1) await byHand();
    }
    const one = { ours: p95(ours), theirs: p95(theirs), ratio: p95(ours) / p95(theirs) };
    if (one.ratio > worst.ratio) worst = one;
    print(kind, ours, `${cell(one.theirs, 10)}${one.ratio.toFixed(2).padStart(8)}`);
  }
  console.log(`\n${'question'.padEnd(40)} p50 ms   p95 ms`);
  for (const [kind, ask] of Object.entries(questions(desk))) {
    const ours: number[] = [];
    for (const person of people.slice(0, TEXTS)) ours.push(await timed(() => ask(person)));
    print(kind, ours);
  }
  const direct: number[] = [];
  for (const person of people.slice(0, TEXTS)) direct.push(await timed(() => askSentinel(stack, person)));
  print('the same, Sentinel alone', direct);
  await stopOthers();
  const figure = { value: worst.ratio, ours: worst.ours, theirs: worst.theirs, unit: 'ms', rounds: TEXTS };
  report({ search: figure }, machine, values.customers !== CUSTOMERS);
  return 0;
});

function questions({ get, post }: DeskCalls): Record<string, (person: Person) => Promise<unknown>> {
  const filters = { nationality: ['IND'], expired: true };
  return {
    'counts of everybody': () => post('/api/customers/counts', {}),
    'counts of a filter': () => post('/api/customers/counts', { filters }),
    'counts of a text': ({ surname }) => post('/api/customers/counts', { text: surname }),
    'results of a filter': () => post('/api/customers/search', { filters }),
    'results of a filter, by name': () =>
      post('/api/customers/search', { filters, sort: { by: 'name', order: 'asc' } }),
    'expire within 45 days': () => post('/api/customers/search', { filters: { expiresWithin: 45 } }),
    'neighbours in the list': ({ uuid }) => post('/api/customers/neighbours', { uuid }),
    'neighbours in a text’s results': ({ uuid, surname }) => post('/api/customers/neighbours', { text: surname, uuid }),
    'figures of Expiring': () => get('/api/expiring?within=30'),
    'rows of Expiring': () => get('/api/expiring/customers?within=30'),
    'neighbours in Expiring': ({ uuid }) => get(`/api/expiring/neighbours?within=30&uuid=${uuid}`),
    'one customer by link': ({ uuid }) => get(`/api/customers/${uuid}`),
  };
}

/** The call of an opening, without the desk. */
async function askSentinel({ sandboxUrl, credentials }: Stack, { email, phone }: Person): Promise<void> {
  const answer = await fetch(`${sandboxUrl}/customers/statusWithoutImages/clientAuth`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...credentials, email, phoneNumber: phone }),
  });
  await answer.text();
}

function p95(some: number[]): number {
  return quantile(some, 0.95);
}

function cell(ms: number, width: number): string {
  return ms.toFixed(1).padStart(width);
}

function print(kind: string, ours: number[], rest = ''): void {
  console.log(`${kind.padEnd(40)}${cell(quantile(ours, 0.5), 7)}${cell(p95(ours), 9)}${rest}`);
}
