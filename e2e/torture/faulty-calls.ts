import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, sandboxControl } from '../support/desk/sandbox-control.ts';
import { tryToSignInAt } from '../support/desk/try-to-sign-in.ts';
import { type Held, readHeld } from '../support/process/gauge.ts';
import type { Victim } from './victim.ts';

/** Faults that end by themselves and soon; those that hang are ended by deadlines, which the fault table holds. */
const MODES: Fault[] = [
  { mode: 'status', status: 500 },
  { mode: 'status', status: 429, retryAfter: 1 },
  { mode: 'status', status: 401 },
  { mode: 'reset', when: 'before-headers' },
  { mode: 'reset', when: 'mid-body' },
  { mode: 'half-close' },
  { mode: 'html' },
  { mode: 'redirect' },
  { mode: 'truncate' },
  { mode: 'malformed' },
  { mode: 'deep' },
  { mode: 'gzip-bomb', megabytes: 1 },
];
const LANES = 8;
/** A pool keeps what it has opened: the lanes, and the connections that the database's pools open meanwhile. */
const MORE_DESCRIPTORS = 30;
const MORE_TIMERS = 20;
const MORE_MEMORY = 120;

export interface FaultyCalls {
  calls: number;
  before: Held;
  after: Held;
  problems: string[];
}

/** So many calls of a Sentinel that fails in every way, over HTTP; afterwards the process must hold what it held before. */
export async function makeFaultyCalls(victim: Victim, calls: number): Promise<FaultyCalls> {
  const sandbox = sandboxControl(victim.sandboxUrl);
  const admin = victim.people.find(({ role }) => role === 'admin');
  const { cookie } = await tryToSignInAt(admin?.email ?? '', admin?.password ?? '', { appUrl: victim.appUrl });
  const list = async () => {
    const answer = await fetch(`${victim.appUrl}/api/customers?perPage=10`, { headers: { cookie } });
    await answer.arrayBuffer();
    return answer.status;
  };
  const strike = async (all: number) => {
    let fine = 0;
    for (const fault of MODES) {
      await sandbox.clearFaults();
      await sandbox.fault({ ...fault, path: 'listWithDoc' });
      const each = Math.ceil(all / MODES.length / LANES);
      const lane = async () => {
        for (let call = 0; call < each; call += 1) if ((await list()) === 200) fine += 1;
      };
      await Promise.all(Array.from({ length: LANES }, lane));
    }
    await sandbox.clearFaults();
    return fine;
  };
  const held = async () => {
    // What the last calls have let go of is closed by then.
    await sleep(2_000);
    return await readHeld(victim.pid(), { appUrl: victim.appUrl, token: victim.metricsToken });
  };
  await strike(MODES.length * LANES * 8);
  const before = await held();
  const fine = await strike(calls);
  const healed = await list();
  const after = await held();
  const problems = [
    ...(fine > 0 ? [`${fine} faulty calls were answered with 200.`] : []),
    ...(healed !== 200 ? [`After the faults a list is answered with ${healed}.`] : []),
    ...more('descriptors', before.descriptors, after.descriptors, MORE_DESCRIPTORS),
    ...more('timers', before.timers, after.timers, MORE_TIMERS),
    ...more('MB of memory', before.memory, after.memory, MORE_MEMORY),
  ];
  return { calls, before, after, problems };
}

function more(what: string, before: number, after: number, allowed: number): string[] {
  return after - before <= allowed ? [] : [`${Math.round(after - before)} more ${what} than before the faulty calls.`];
}
