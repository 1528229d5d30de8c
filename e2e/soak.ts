import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../scripts/build/make-build.ts';
import { Problem } from '../scripts/process/problem.ts';
import { runProgram } from '../scripts/process/program.ts';
import { inProject } from '../scripts/process/project.ts';
import { sprinkle } from './soak/faults.ts';
import { drawGraph } from './soak/graph.ts';
import { revealAtOnce } from './soak/memory.ts';
import { makePeople } from './soak/people.ts';
import { asTables, makeReport, type Sample, SLOPES_COUNT_FROM } from './soak/report.ts';
import { type Done, work } from './soak/work.ts';
import { sandboxControl } from './support/desk/sandbox-control.ts';
import { readHeld } from './support/process/gauge.ts';
import { startVictim } from './torture/victim.ts';

/** Of every answer of Sentinel, ms. */
const LATENCY = 150;
const SAMPLE_EVERY = 5_000;
/** People come to work one after the other, ms. */
const COMES_EVERY = 250;
/** Those of the sandbox's ordinary customers whom people open and correct. */
const CUSTOMERS = 1_000;

// A hundred people work in a mix of everything for half an hour, on a desk of its own on this machine, while Sentinel takes
// 150 ms for each answer and fails now and then. Then many ask for large images at once. Writes figures and a graph, and
// ends with 1 when an action failed outside of the sprinkled faults, or when the process grows.
await runProgram(async () => {
  const { minutes, people: count, out } = flags();
  await ensureBuild();
  const victim = await startVictim({
    customers: '2400',
    latency: String(LATENCY),
    env: {
      NODE_OPTIONS: '--max-old-space-size=512',
      ...{ DIRECTORY_SYNC: 'on', TRUSTED_PROXIES: '1', SESSIONS_PER_PERSON: '10' },
    },
  });
  const sandbox = sandboxControl(victim.sandboxUrl);
  const people = await makePeople(victim, count);
  const customers = await sandbox.examples('ordinary', CUSTOMERS);
  const known = customers.filter(({ email, phoneNumber }) => email !== null && phoneNumber !== null);
  const own = known.slice(0, count * 3);
  console.log(`${count} people at ${known.length} customers, for ${minutes} minutes …`);

  const done: Done[] = [];
  const samples: Sample[] = [];
  const began = Date.now();
  const until = began + minutes * 60_000;
  const faults = sprinkle(sandbox);
  const working = people.map(async (person, index) => {
    await sleep(index * COMES_EVERY);
    await work(person, {
      ...{ appUrl: victim.appUrl, customers: known, until, note: (one: Done) => void done.push(one) },
      own: own.filter((_, place) => place % count === index),
    });
  });
  const held = () => readHeld(victim.pid(), { appUrl: victim.appUrl, token: victim.metricsToken });
  while (Date.now() < until) {
    await sleep(Math.min(SAMPLE_EVERY, Math.max(0, until - Date.now())));
    samples.push({ at: Math.round((Date.now() - began) / 1_000), ...(await held()) });
  }
  await Promise.all(working);
  await faults.stop();

  const lookers = await makePeople(victim, 50, 'compliance');
  const memory = [
    await revealAtOnce(victim, lookers, { count: 16, megabytes: 36 }),
    await revealAtOnce(victim, lookers, { count: 50, megabytes: 20 }),
  ];
  const report = makeReport({ minutes, people: count, latency: LATENCY, done, times: faults.times, samples, memory });
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(path.join(out, 'soak.json'), `${JSON.stringify(report, null, 2)}\n`);
  fs.writeFileSync(path.join(out, 'soak.svg'), drawGraph(report));
  console.log(`\n${asTables(report)}\n`);
  if (minutes < SLOPES_COUNT_FROM)
    console.log(`Under ${SLOPES_COUNT_FROM} minutes the slopes are shown and not judged.`);
  console.log(`${report.faults} faults were sprinkled in. Figures and graph: ${out}`);
  for (const problem of report.problems) console.error(problem);
  console.log(`${report.problems.length} problems`);
  return report.problems.length === 0 ? 0 : 1;
});

function flags(): { minutes: number; people: number; out: string } {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { minutes: text, people: text, out: text } });
  const number = (value: string | undefined, otherwise: number, most: number) => {
    const read = Number(value ?? otherwise);
    if (read > 0 && read <= most) return read;
    throw new Problem('npm run soak -- --minutes 30 --people 100 --out DIRECTORY: up to 240 minutes and 500 people');
  };
  return {
    minutes: number(values.minutes, 30, 240),
    people: Math.round(number(values.people, 100, 500)),
    out: path.resolve(values.out ?? inProject('.data', 'soak')),
  };
}
