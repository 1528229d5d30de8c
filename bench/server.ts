import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../scripts/build/make-build.ts';
import { startChild } from '../scripts/process/child.ts';
import { cleanEnvironment } from '../scripts/process/environment.ts';
import { freePort } from '../scripts/process/ports.ts';
import { beforeExit, runProgram } from '../scripts/process/program.ts';
import { inProject } from '../scripts/process/project.ts';
import { step } from '../scripts/process/step.ts';
import { WIDE_BUDGETS } from '../scripts/stack/wide-budgets.ts';
import { startStack } from '../scripts/stack.ts';
import { benchDirectory } from './data-dir.ts';
import { cpuSeconds } from './directory/cpu.ts';
import { signIn } from './directory/sign-in.ts';
import { type Ask, bytesOf, rateOf } from './server/rate.ts';
import type { FigureId } from './table/figures.ts';
import { compareRounds, type Measured } from './table/numbers.ts';
import { report } from './table/results.ts';
import { inTurns, machineNow, ROUNDS } from './table/rounds.ts';

const CUSTOMERS = 2_000;
const PER_PAGE = 50;
const AT_ONCE = 16;
/** A person may have so many reveals at once. */
const REVEALS_AT_ONCE = 2;
/** Customers whose images are asked for: the vendor keeps 4 MB of each in memory. */
const REVEALED = 40;

// What the list and the detail take of the server, beside an empty handler of the same build and beside a bare proxy. The
// empty handler is the answer to OPTIONS, which Next gives itself: its whole way to a handler, and no work in it.
await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: String(ROUNDS) },
      seconds: { type: 'string', default: '2' },
      profile: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const [rounds, ms] = [Number(values.rounds), Number(values.seconds) * 1_000];
  const machine = machineNow();
  await ensureBuild();
  const dataDir = benchDirectory();
  const { url: vendorUrl } = await startServer('The vendor', 'bench/server/vendor.mjs', dataDir, {});
  const stack = await startStack({
    dataDir,
    mode: 'production',
    sandbox: { customers: String(CUSTOMERS), rowShape: 'full', images: 'on-demand' },
    env: {
      BUDGETS: WIDE_BUDGETS,
      SENTINEL_BASE_URL: vendorUrl,
      // What is measured is what people ask for.
      DIRECTORY_SYNC: 'off',
      ...(values.profile && {
        NODE_OPTIONS: `--import=${inProject('bench/server/profile.mjs')}`,
        PROFILE: path.resolve(values.profile),
      }),
    },
    step,
  });
  beforeExit(stack.stop);
  await fetch(`${vendorUrl}/?upstream=${stack.sandboxUrl}`);
  const cookie = await signIn(stack);
  const proxy = await startServer('The proxy', 'bench/baselines/bare-proxy.mjs', dataDir, {
    SENTINEL_BASE_URL: vendorUrl,
    SENTINEL_CLIENT_UUID: stack.credentials.clientUuid,
    SENTINEL_CLIENT_SECRET: stack.credentials.clientSecret,
    COOKIE: cookie,
  });
  const bareRecorder = await startServer('The bare recorder', 'bench/baselines/bare-recorded.mjs', dataDir, {
    SENTINEL_BASE_URL: vendorUrl,
    SENTINEL_CLIENT_UUID: stack.credentials.clientUuid,
    SENTINEL_CLIENT_SECRET: stack.credentials.clientSecret,
    DATABASE_URL: stack.ownerDatabaseUrl,
    COOKIE: cookie,
  });

  const people = await step('Showing everybody once', () => everybody(stack.appUrl, cookie));
  const any = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(Math.random() * items.length)];
    if (item === undefined) throw new Error('nobody to ask for');
    return item;
  };
  const pages = Array.from({ length: CUSTOMERS / PER_PAGE }, (_, index) => index + 1);
  const headers = { cookie };
  const list: Ask = () => ({ path: `/api/customers?page=${any(pages)}&perPage=${PER_PAGE}`, headers });
  const detail: Ask = () => ({ path: `/api/customers/${any(people).uuid}`, headers });
  const nothing: Ask = () => ({ path: '/api/customers', method: 'OPTIONS', headers });
  const throughList: Ask = () => {
    const fields = `page=${any(pages)}&entriesPerPage=${PER_PAGE}&sortBy=updatedAt&sortingOrder=desc`;
    return { path: `/list?${fields}`, headers };
  };
  const throughDetail: Ask = () => {
    return { path: `/detail?${identified(any(people))}`, headers };
  };

  const identified = ({ email, phoneNumber }: (typeof people)[number]) =>
    new URLSearchParams({ ...(email && { email }), ...(phoneNumber && { phoneNumber }) });
  const reveals = people.slice(0, REVEALED).map((person) => ({
    ours: (cookie: string) => ({
      ...{ path: `/api/customers/${person.uuid}/images`, method: 'POST' as const, body: '{"optimized":false}' },
      headers: { cookie, 'content-type': 'application/json' },
    }),
    theirs: { path: `/images?${identified(person)}`, headers },
  }));

  const { database, application } = stack.pids;
  const beside = async (asked: Ask, theirs: Side, atOnce = AT_ONCE) => {
    const ours: Side = { origin: stack.appUrl, pids: [application, database], ask: asked, status: 200 };
    const sides = [ours, theirs].map((side) => ({ side, spent: side.pids.map(() => 0), answered: 0 }));
    const [one, other] = sides.map((measured) => async () => {
      const { side, spent } = measured;
      const before = side.pids.map(cpuSeconds);
      const rate = await rateOf(side.origin, side.ask, side.status, atOnce, ms);
      measured.answered += (rate * ms) / 1_000;
      for (const [index, pid] of side.pids.entries())
        spent[index] = (spent[index] ?? 0) + (cpuSeconds(pid) ?? Number.NaN) - (before[index] ?? 0);
      return rate;
    });
    if (one === undefined || other === undefined) throw new Error('two sides');
    const found = compareRounds(await inTurns(rounds, one, other), 'requests/s');
    const [cost, theirCost] = sides.map(({ spent, answered }) =>
      spent.map((seconds) => ((seconds / answered) * 1_000).toFixed(2)).join(' + '),
    );
    console.log(`processor time of one, ms: ${cost} of Postgres, beside ${theirCost}`);
    return found;
  };
  const empty = { origin: stack.appUrl, pids: [application], ask: nothing, status: 204 };
  const proxied = (ask: Ask): Side => ({ origin: proxy.url, pids: [proxy.pid], ask, status: 200 });
  const bare = (ask: Ask): Side => ({ origin: bareRecorder.url, pids: [bareRecorder.pid, database], ask, status: 200 });
  let turn = 0;
  // In order: simultaneous reveals of one customer would share their call of Sentinel.
  const next = () => reveals[turn++ % reveals.length] ?? any(reveals);
  const throughImages: Ask = () => next().theirs;
  const figures: Partial<Record<FigureId, () => Promise<Measured>>> = {
    'list-rate-handler': () => beside(list, empty),
    'detail-rate-handler': () => beside(detail, empty),
    'list-rate-proxy': async () => {
      print('lists, beside the bare recorder', await beside(list, bare(throughList)));
      return await beside(list, proxied(throughList));
    },
    'detail-rate-proxy': () => beside(detail, proxied(throughDetail)),
    'reveal-bytes': async () => {
      const [ours, theirs] = [
        await bytesOf(
          stack.appUrl,
          reveals.map((one) => one.ours(cookie)),
          200,
        ),
        await bytesOf(
          proxy.url,
          reveals.map((one) => one.theirs),
          200,
        ),
      ];
      return { value: ours / theirs, ours: ours / 1e6, theirs: theirs / 1e6, unit: 'MB', rounds: 1 };
    },
    'reveal-rate': async () => {
      const alone = await beside(() => next().ours(cookie), proxied(throughImages), REVEALS_AT_ONCE);
      print(`reveals of one person, ${REVEALS_AT_ONCE} at once, beside the proxy`, alone);
      const both = [cookie, await signIn(stack, 'admin')];
      const ofBoth: Ask = (asker) => next().ours(both[asker % both.length] ?? cookie);
      const atOnce = REVEALS_AT_ONCE * both.length;
      print('the same of two people, beside the bare recorder', await beside(ofBoth, bare(throughImages), atOnce));
      return await beside(ofBoth, proxied(throughImages), atOnce);
    },
    'list-added': async () => {
      await fetch(`${vendorUrl}/?latency=150`);
      const through = (origin: string, ask: Ask) => () => msOf(() => rateOf(origin, ask, 200, 1, ms));
      const direct = through(proxy.url, throughList);
      const least = await inTurns(rounds, through(bareRecorder.url, throughList), direct);
      print('the bare recorder through one connection', compareRounds(least, 'ms'));
      const added = await inTurns(rounds, through(stack.appUrl, list), direct);
      await fetch(`${vendorUrl}/?latency=0`);
      return compareRounds(added, 'ms');
    },
  };
  const measured: Partial<Record<FigureId, Measured>> = {};
  const only = values.only?.split(',');
  for (const [id, measure] of Object.entries(figures)) {
    if (only === undefined || only.includes(id)) measured[id as FigureId] = await measure();
  }
  report(measured, machine, rounds < ROUNDS);
  return 0;
});

/** A figure without a target. */
function print(what: string, { value, ours = 0, theirs = 0, unit = '' }: Measured): void {
  console.log(`${what}: ${value.toFixed(3)} (${ours.toFixed(0)} / ${theirs.toFixed(0)} ${unit})`);
}

/** Whom to ask, and the processes whose processor time that takes. */
interface Side {
  origin: string;
  pids: number[];
  ask: Ask;
  status: number;
}

async function msOf(rate: () => Promise<number>): Promise<number> {
  return 1_000 / (await rate());
}

/** Shows every page once, so that the desk knows everybody and the vendor has every answer. */
async function everybody(
  appUrl: string,
  cookie: string,
): Promise<{ uuid: string; email: string | null; phoneNumber: string | null }[]> {
  const people = [];
  for (let page = 1; page <= CUSTOMERS / PER_PAGE; page += 1) {
    const answer = await fetch(`${appUrl}/api/customers?page=${page}&perPage=${PER_PAGE}`, { headers: { cookie } });
    const { rows } = (await answer.json()) as { rows: { uuid: string; email: string; phoneNumber: string }[] };
    people.push(...rows);
  }
  // Named customers stand for faults.
  return people.filter(({ email }) => !email?.endsWith('@fault.example'));
}

async function startServer(
  name: string,
  program: string,
  dataDir: string,
  env: Record<string, string>,
): Promise<{ url: string; pid: number }> {
  const port = await freePort('127.0.0.1');
  const child = startChild({
    name,
    command: process.execPath,
    args: [inProject(program)],
    env: cleanEnvironment({ ...env, PORT: String(port) }),
    output: path.join(dataDir, `${path.basename(program)}.log`),
  });
  beforeExit(() => child.stop());
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isUp) return { url, pid: child.pid };
    if (child.hasEnded()) throw new Error(`${name} did not start`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
