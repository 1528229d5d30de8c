import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { openDatabase } from '@/lib/server/db/client';
import { readState } from '@/lib/server/directory/sync-state';
import { ensureBuild } from '../scripts/build/make-build.ts';
import { chromiumArgs, ensureChromium } from '../scripts/chromium.ts';
import { beforeExit, runProgram } from '../scripts/process/program.ts';
import { step } from '../scripts/process/step.ts';
import { WIDE_BUDGETS } from '../scripts/stack/wide-budgets.ts';
import { type Stack, startStack } from '../scripts/stack.ts';
import { startReactAdmin } from './baselines/react-admin.ts';
import { type App, deskApp, reactAdminApp, SORTS } from './browser/apps.ts';
import { heapAfterWork, heapOverRounds } from './browser/memory.ts';
import * as person from './browser/visit.ts';
import { benchDirectory } from './data-dir.ts';
import { compareRounds, type Measured, median } from './table/numbers.ts';
import { report } from './table/results.ts';
import { inTurns, machineNow, pairsOf, ROUNDS } from './table/rounds.ts';

/** How long the pointer rests on a head before a click, ms. */
const REST = 150;
/** Pages of the list that a visit begins with: random ones, so that no memo of a server is measured. */
const PAGES = 44;
/** Heaps differ little from round to round: fewer of the long rounds will do. */
const HEAP_ROUNDS = 3;

interface Sides {
  browser: Browser;
  ours: Side;
  theirs: Side;
}

interface Side {
  app: App;
  signedIn: person.SignedIn;
}

// The desk beside a react-admin application, in one browser, over the same sandbox: first sight, actions, bytes, memory.
// `npm run bench:browser -- --rounds 2` makes a quick try; `--only cold,act,slow,memory` runs some of the parts.
await runProgram(async () => {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: String(ROUNDS) }, only: { type: 'string' } },
  });
  const rounds = Number(values.rounds);
  await ensureBuild();
  const machine = machineNow();
  const executablePath = await ensureChromium();
  const dataDir = benchDirectory();
  const stack = await startStack({
    dataDir,
    mode: 'production',
    sandbox: { rowShape: 'full' },
    // The directory is full before anything is measured, and no walk runs beside the visits.
    env: { BUDGETS: WIDE_BUDGETS, DIRECTORY_SYNC_RATE: '0', DIRECTORY_CATCH_UP_SECONDS: '3600' },
    step,
  });
  beforeExit(stack.stop);
  await step('Filling the directory', () => directoryFilled(stack));
  await shortenNames(stack.sandboxUrl);
  const baseline = await startReactAdmin(stack.sandboxUrl, stack.credentials, path.join(dataDir, 'react-admin.log'));
  const browser = await chromium.launch({ executablePath, args: chromiumArgs() });
  beforeExit(() => browser.close());
  const admin = stack.people.find(({ role }) => role === 'admin');
  if (admin === undefined) throw new Error('The stack made no administrator.');
  const [desk, reactAdmin] = [deskApp(stack.appUrl, admin), reactAdminApp(baseline)];
  const sides: Sides = {
    browser,
    ours: { app: desk, signedIn: await person.signIn(browser, desk) },
    theirs: { app: reactAdmin, signedIn: await person.signIn(browser, reactAdmin) },
  };

  const parts: Record<string, () => Promise<Record<string, Measured>>> = {
    cold: () => coldLoads(sides, rounds, stack.sandboxUrl),
    act: () => actions(sides, rounds),
    slow: () => slowProcessor(sides, rounds),
    memory: () => memory(sides, rounds),
  };
  const wanted = values.only?.split(',') ?? Object.keys(parts);
  for (const name of wanted) {
    const part = parts[name];
    if (part === undefined) throw new Error(`There is no part ${name}. There are: ${Object.keys(parts).join(', ')}.`);
    report(await step(`Measuring: ${name}`, part), machine, rounds < ROUNDS);
  }
  return 0;
});

async function directoryFilled({ ownerDatabaseUrl }: Stack): Promise<void> {
  const { pool, close } = openDatabase(ownerDatabaseUrl, { max: 1, statementTimeout: 60_000 });
  while ((await readState(pool)).walkedAt === null) await sleep(200);
  await close();
}

/**
 * Gives ordinary names to the sandbox's customers with names of 10,000 and of 300 letters. react-admin would lay them out
 * in one line, and a page with one of them would flatter the desk.
 */
async function shortenNames(sandboxUrl: string): Promise<void> {
  const named = (await (await fetch(`${sandboxUrl}/__sandbox/named`)).json()) as { key: string; uuid: string }[];
  for (const { uuid } of named.filter(({ key }) => key === 'long-name' || key === 'no-space-name')) {
    const url = `${sandboxUrl}/__sandbox/customers/${uuid}`;
    const { updatedAt } = (await (await fetch(url)).json()) as { updatedAt: string };
    const body = JSON.stringify({ name: 'Ordinary', surname: 'Name', updatedAt });
    const answer = await fetch(url, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body });
    if (!answer.ok) throw new Error(`The sandbox refused a name: ${answer.status}`);
  }
}

function somewhere(): number {
  return 1 + Math.floor(Math.random() * PAGES);
}

/** The same random page for both sides of a round. */
function samePages(): (round: number) => number {
  const pages = new Map<number, number>();
  return (round) => {
    const page = pages.get(round) ?? somewhere();
    pages.set(round, page);
    return page;
  };
}

/** Sentinel answers after so long, ms. */
async function setLatency(sandboxUrl: string, ms: number): Promise<void> {
  await fetch(`${sandboxUrl}/__sandbox/faults`, { method: 'DELETE' });
  if (ms === 0) return;
  const body = JSON.stringify({ mode: 'delay', ms });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${sandboxUrl}/__sandbox/faults`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`The sandbox refused the delay: ${answer.status}`);
}

async function coldLoads({ browser, ours, theirs }: Sides, rounds: number, sandboxUrl: string) {
  const found: Record<string, Measured> = {};
  for (const [id, latency, slowdown] of [
    ['cold-load', 0, 1],
    ['cold-load-cpu4', 0, 4],
    ['cold-load-150', 150, 1],
    ['cold-load-400', 400, 1],
  ] as const) {
    await setLatency(sandboxUrl, latency);
    const pages = samePages();
    const load =
      ({ app, signedIn }: Side) =>
      async (round: number) => {
        const visit = await person.visit(browser, app, signedIn, { page: pages(round), slowdown });
        await visit.close();
        return visit;
      };
    const samples = await inTurns(rounds, load(ours), load(theirs));
    found[id] = compareRounds(
      pairsOf(samples, ({ cold }) => cold.paint),
      'ms',
    );
    say(id, samples, ({ cold }) => cold);
    if (latency === 0 && slowdown === 1) {
      found['cold-bytes'] = compareRounds(
        pairsOf(samples, ({ bytes }) => bytes / 1_000),
        'KB',
      );
    }
  }
  await setLatency(sandboxUrl, 0);
  return found;
}

async function actions({ browser, ours, theirs }: Sides, rounds: number) {
  const pages = samePages();
  const act =
    ({ app, signedIn }: Side) =>
    async (round: number) => {
      const visit = await person.visit(browser, app, signedIn, { page: pages(round) });
      const column = (step: number) => SORTS[(round + step) % SORTS.length] ?? 'Name';
      const acted = {
        'next-page': await person.turnPage(visit, app),
        open: await opened(visit, app, round),
        'sort-rested': await person.sortRested(visit, app, column(0), REST),
        'sort-instant': await person.sortAtOnce(visit, app, column(2), round % 2 === 0 ? 'click' : 'key'),
      };
      await visit.close();
      return acted;
    };
  const samples = await inTurns(rounds, act(ours), act(theirs));
  const found: Record<string, Measured> = {};
  for (const id of ['next-page', 'sort-rested', 'sort-instant', 'open'] as const) {
    found[id] = compareRounds(
      pairsOf(samples, (sample) => sample[id].dom),
      'ms',
    );
    say(id, samples, (sample) => sample[id]);
  }
  return found;
}

/** Opens a customer and returns. This comes before any sort: sorted by status, the first people have no name yet. */
async function opened(visit: person.Visit, app: App, round: number): Promise<person.Acted> {
  const acted = await person.openCustomer(visit, app, round % 10);
  await person.goBack(visit, app);
  return acted;
}

async function backAndSorted(visit: person.Visit, app: App, round: number): Promise<person.Acted> {
  await person.goBack(visit, app);
  return await person.sortAtOnce(visit, app, SORTS[round % SORTS.length] ?? 'Name', 'click');
}

/** What a person at a slow machine feels: of each action the median over the rounds, and of these the worst. */
async function slowProcessor({ browser, ours: { app, signedIn } }: Sides, rounds: number) {
  const felt: Record<string, person.Acted[]> = {};
  const shifts: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const visit = await person.visit(browser, app, signedIn, { page: somewhere(), slowdown: 4 });
    const atFirst = await visit.page.evaluate(() => window.probe.takeFelt());
    const acted = {
      'next page': await person.turnPage(visit, app),
      open: await person.openCustomer(visit, app, round % 10),
      reveal: await person.revealImages(visit, app),
      sort: await backAndSorted(visit, app, round),
    };
    await visit.close();
    if (round === 0) continue;
    for (const [name, one] of Object.entries(acted)) felt[name] = [...(felt[name] ?? []), one];
    shifts.push(Math.max(atFirst.shift, ...Object.values(acted).map(({ shift }) => shift)));
  }
  const worst = Object.entries(felt).map(([name, all]) => {
    const value = median(all.map(({ interaction }) => interaction));
    console.log(`  ${name}: interaction to next paint ${value.toFixed(0)} ms, processor 4 times slower`);
    return value;
  });
  return {
    'next-paint': { value: Math.max(...worst), rounds },
    'layout-shift': { value: Math.max(...shifts), rounds },
  };
}

async function memory({ browser, ours, theirs }: Sides, rounds: number) {
  const pages = samePages();
  const work =
    ({ app, signedIn }: Side) =>
    (round: number) =>
      heapAfterWork(browser, app, signedIn, Math.ceil(pages(round) / 2));
  const samples = await inTurns(Math.min(rounds, HEAP_ROUNDS), work(ours), work(theirs));
  const over = await heapOverRounds(browser, ours.app, ours.signedIn, { early: 20, rounds: 100 });
  return { heap: compareRounds(samples, 'MB'), 'heap-flat': compareRounds([over], 'MB') };
}

/** The parts of a figure, for information: until the DOM, until the paint, and what the probe took of that. */
function say<Sample>(
  id: string,
  samples: readonly { ours: Sample; theirs: Sample }[],
  pick: (sample: Sample) => { dom: number; paint: number; probe: number },
): void {
  for (const side of ['ours', 'theirs'] as const) {
    const of = (part: 'dom' | 'paint' | 'probe') =>
      median(samples.map((sample) => pick(sample[side])[part])).toFixed(1);
    console.log(
      `  ${id}, ${side}: in the DOM after ${of('dom')} ms, painted after ${of('paint')}, probe ${of('probe')}`,
    );
  }
}
