import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../scripts/build/make-build.ts';
import { Problem } from '../scripts/process/problem.ts';
import { runProgram } from '../scripts/process/program.ts';
import type { VendorCall } from './support/desk/sandbox-control.ts';
import { type Load, startLoad } from './torture/load.ts';
import { judge } from './torture/verdict.ts';
import { startVictim } from './torture/victim.ts';

/** How long the desk works between two kills, ms: long enough that there is always something under way. */
const WORK = { from: 250, to: 900 };

// Kills the application and the database again and again while people work, then compares what they were told, what
// the vendor was asked and what the trail says. On a desk of its own; ends with 1 when anything is missing.
await runProgram(async () => {
  const { application, database, clients } = flags();
  await ensureBuild();
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
  for (const problem of verdict.problems.slice(0, 50)) console.error(problem);
  console.log(`${verdict.problems.length} problems`);
  return verdict.problems.length === 0 && load.acknowledged.length > 0 ? 0 : 1;
});

function flags(): { application: number; database: number; clients: number } {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { application: text, database: text, clients: text } });
  const whole = (value: string | undefined, otherwise: number) => {
    const number = Number(value ?? otherwise);
    if (!Number.isInteger(number) || number < 0 || number > 1_000) {
      throw new Problem('npm run torture -- --application 100 --database 20 --clients 4: whole numbers up to 1000');
    }
    return number;
  };
  return {
    application: whole(values.application, 100),
    database: whole(values.database, 20),
    clients: Math.max(1, whole(values.clients, 4)),
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
