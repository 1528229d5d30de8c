import fs from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { inProject } from '../../scripts/process/project.ts';
import { sandboxControl } from '../support/desk/sandbox-control.ts';
import { tryToSignInAt } from '../support/desk/try-to-sign-in.ts';
import { residentMemory } from '../support/process/gauge.ts';
import type { Victim } from '../torture/victim.ts';
import type { SoakPerson } from './people.ts';

/** What the process took while many people asked for images at the same moment. */
export interface MemoryPart {
  what: string;
  /** MB. */
  before: number;
  most: number;
  shown: number;
  /** Told to try again. */
  busy: number;
  problems: string[];
}

/** What the container may take (`deploy/kubernetes/desk.yaml`), MB: beyond it the process would be killed. */
function mostMemory(): number {
  const [{ spec }] = parseAllDocuments(fs.readFileSync(inProject('deploy/kubernetes/desk.yaml'), 'utf8')).map((one) =>
    one.toJS(),
  );
  const limit = /^(\d+)Gi$/.exec(spec.template.spec.containers[0].resources.limits.memory)?.[1];
  if (limit === undefined) throw new Error('no limit of memory in deploy/kubernetes/desk.yaml');
  return Number(limit) * 1_024;
}

/** So many people ask for images of so many MB at once, each for another customer. */
export async function revealAtOnce(
  victim: Victim,
  people: readonly SoakPerson[],
  { count, megabytes }: { count: number; megabytes: number },
): Promise<MemoryPart> {
  const sandbox = sandboxControl(victim.sandboxUrl);
  const customers = await sandbox.examples('ordinary', count);
  const cookies: string[] = [];
  for (const { email, password, address } of people.slice(0, count)) {
    cookies.push((await tryToSignInAt(email, password, { appUrl: victim.appUrl, address })).cookie);
  }
  const before = residentMemory(victim.pid());
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, residentMemory(victim.pid()));
  }, 25);
  await sandbox.fault({ mode: 'oversize', megabytes, path: '/status/' });
  const outcomes = await Promise.all(
    cookies.map(async (cookie, index) => {
      const answer = await fetch(`${victim.appUrl}/api/customers/${customers[index]?.uuid}/images`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        // The sandbox's own pictures stay small beside the padding: an answer has 40 MB at the most.
        body: '{"optimized":true}',
      }).catch(() => null);
      await answer?.arrayBuffer();
      return answer?.status ?? 0;
    }),
  );
  clearInterval(timer);
  await sandbox.clearFaults();
  const shown = outcomes.filter((status) => status === 200).length;
  const busy = outcomes.filter((status) => status === 503).length;
  const alive = await fetch(`${victim.appUrl}/api/health/ready`).then(
    (answer) => answer.status,
    () => 0,
  );
  const what = `${count} people, ${megabytes} MB each`;
  return {
    ...{ what, before, most, shown, busy },
    problems: [
      ...(alive === 200 ? [] : [`${what}: afterwards the desk is not ready`]),
      ...(shown > 0 && shown + busy === outcomes.length ? [] : [`${what}: ${outcomes.join(' ')}`]),
      ...(most <= mostMemory() ? [] : [`${what}: ${Math.round(most)} MB of memory`]),
    ],
  };
}
