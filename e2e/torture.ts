import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../scripts/build/make-build.ts';
import { add, summaryLine } from '../scripts/checks/counts.ts';
import { playwright, vitest } from '../scripts/checks/phases.ts';
import { Problem } from '../scripts/process/problem.ts';
import { runProgram } from '../scripts/process/program.ts';
import { inProject } from '../scripts/process/project.ts';
import { WIDE_BUDGETS } from '../scripts/stack/wide-budgets.ts';
import type { VendorCall } from './support/desk/sandbox-control.ts';
import { makeFaultyCalls } from './torture/faulty-calls.ts';
import { type Load, startLoad } from './torture/load.ts';
import { judge } from './torture/verdict.ts';
import { startVictim } from './torture/victim.ts';

/** How long the desk works between two kills, ms: long enough that there is always something under way. */
const WORK = { from: 250, to: 900 };

const USAGE =
  'npm run torture -- --only faults,kills,cases,pictures --application 100 --database 20 --clients 4 --faults 10000: whole numbers ' +
  'up to 1000, of faults up to 1000000';

const PARTS = ['faults', 'kills', 'cases', 'pictures'] as const;
type Part = (typeof PARTS)[number];

// What takes too long for `npm test`, on desks of its own; ends with 1 when anything is missing or left behind.
await runProgram(async () => {
  const { only, ...asked } = flags();
  await ensureBuild();
  const parts: Record<Part, () => Promise<boolean>> = {
    faults: async () => told(await leavesNothing(asked.faults)),
    kills: async () => told(await survivesKills(asked)),
    cases: passesAllCases,
    pictures: looksAsKept,
  };
  let passed = true;
  for (const part of only) passed = (await parts[part]()) && passed;
  return passed ? 0 : 1;
});

function told(problems: readonly string[]): boolean {
  for (const problem of problems.slice(0, 50)) console.error(problem);
  console.log(`${problems.length} problems`);
  return problems.length === 0;
}

/** The tests that try a case of each kind in `npm test`, with all of their cases. */
async function passesAllCases(): Promise<boolean> {
  const env = { THOROUGH: '1' };
  const { counts } = await vitest('torture-http', ['integration'], { live: true, files: thorough('e2e/http'), env });
  const inBrowser = await playwright('torture-browser', { files: thorough('e2e/journeys'), env });
  console.log(`all cases     ${summaryLine(add([counts, inBrowser.counts]))}`);
  return [counts, inBrowser.counts].every(({ failed, passed }) => failed === 0 && passed > 0);
}

/** Key states against their kept pictures (`npm run screenshots`). */
async function looksAsKept(): Promise<boolean> {
  const { counts } = await playwright('pictures', { files: ['e2e/pictures/states'], env: { TEST_ROOM: 'pictures' } });
  console.log(`pictures      ${summaryLine(counts)}`);
  return counts.failed === 0 && counts.passed > 0;
}

function thorough(room: string): string[] {
  return fs
    .readdirSync(inProject(room))
    .map((name) => `${room}/${name}`)
    .filter(
      (file) =>
        file.endsWith('.more.test.ts') ||
        /support\/desk\/(thorough|also-it|accessible)'| @more'/.test(fs.readFileSync(inProject(file), 'utf8')),
    );
}

/** Asks a Sentinel that fails in every way, thousands of times, and looks at what the process still holds. */
async function leavesNothing(faults: number): Promise<string[]> {
  const started = performance.now();
  // A breaker would answer in Sentinel's place, and budgets in the desk's. With little room, garbage is collected soon.
  const env = {
    ...{ NODE_OPTIONS: '--max-old-space-size=192', BUDGETS: WIDE_BUDGETS },
    ...{ SENTINEL_BREAKER_FAILURES: '0', SENTINEL_RETRY_PERCENT: '0' },
  };
  const { before, after, problems } = await makeFaultyCalls(await startVictim({ env }), faults);
  const moved = (what: 'descriptors' | 'sockets' | 'timers' | 'memory') =>
    `${what} ${Math.round(before[what])} to ${Math.round(after[what])}`;
  const all = [moved('descriptors'), moved('sockets'), moved('timers'), `${moved('memory')} MB`].join(', ');
  console.log(`faulty calls  ${faults}: ${all}, in ${Math.round((performance.now() - started) / 1_000)} s`);
  return problems;
}

/**
 * Kills the application and the database again and again while people work, and compares what they were told, what the
 * vendor was asked and what the trail says.
 */
async function survivesKills({ application, database, clients }: Numbers): Promise<string[]> {
  const started = performance.now();
  const victim = await startVictim();
  const load = await startLoad(victim, clients);
  for (const kill of shuffled(application, database)) {
    await sleep(randomInt(WORK.from, WORK.to));
    await (kill === 'application' ? victim.killApplication() : victim.killPostgres());
    await worksAgain(load);
  }
  await load.stop();

  const { entries } = (await (await fetch(`${victim.sandboxUrl}/__sandbox/log`)).json()) as {
    entries: (VendorCall & { seq: number; at: string })[];
  };
  if ((entries[0]?.seq ?? 1) !== 1) throw new Problem('The sandbox has forgotten its first calls: kill less often.');
  const verdict = await judge(victim, load, entries);
  const seconds = Math.round((performance.now() - started) / 1_000);
  const refused = [...load.refused].map(([code, times]) => `${times} ${code}`).join(', ');
  console.log(`killed        application ${application} times, database ${database} times, in ${seconds} s`);
  console.log(`acknowledged  ${load.acknowledged.length} answers to ${clients} clients; else: ${refused || 'nothing'}`);
  console.log(`vendor        ${entries.length} calls`);
  console.log(`trail         ${verdict.events} events, ${verdict.unknown} intents whose outcome is unknown`);
  console.log(`chain         ${verdict.chain}`);
  return [...verdict.problems, ...(load.acknowledged.length > 0 ? [] : ['Nobody got an answer.'])];
}

interface Numbers {
  application: number;
  database: number;
  clients: number;
  faults: number;
}

function flags(): Numbers & { only: Part[] } {
  const text = { type: 'string' } as const;
  const options = { only: text, application: text, database: text, clients: text, faults: text };
  const { values } = parseArgs({ options });
  const only = (values.only ?? PARTS.join()).split(',').map((part): Part => {
    const known = PARTS.find((one) => one === part);
    if (known === undefined) throw new Problem(USAGE);
    return known;
  });
  const whole = (value: string | undefined, otherwise: number, most = 1_000) => {
    const number = Number(value ?? otherwise);
    if (!Number.isInteger(number) || number < 0 || number > most) {
      throw new Problem(USAGE);
    }
    return number;
  };
  return {
    only,
    application: whole(values.application, 100),
    database: whole(values.database, 20),
    clients: Math.max(1, whole(values.clients, 4)),
    faults: whole(values.faults, 10_000, 1_000_000),
  };
}

/** By itself, and for everybody: the next kill finds them at work. */
async function worksAgain(load: Load): Promise<void> {
  const enough = load.acknowledged.length + 8;
  for (const deadline = Date.now() + 30_000; load.acknowledged.length < enough; await sleep(20)) {
    if (Date.now() > deadline) throw new Problem('The desk does not work again half a minute after a kill.');
  }
}

/** Who is killed, in an order that nobody planned. */
function shuffled(application: number, database: number): ('application' | 'database')[] {
  const kills = [
    ...Array.from({ length: application }, () => 'application' as const),
    ...Array.from({ length: database }, () => 'database' as const),
  ];
  for (let last = kills.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    const [one, two] = [kills[last], kills[other]];
    if (one !== undefined && two !== undefined) [kills[last], kills[other]] = [two, one];
  }
  return kills;
}
