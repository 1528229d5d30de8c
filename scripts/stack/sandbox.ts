import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, endedEarly, startChild } from '../process/child.ts';
import { cleanEnvironment } from '../process/environment.ts';
import { mentionsFullDisk, Problem } from '../process/problem.ts';
import { inProject, root } from '../process/project.ts';

export interface SandboxFlags {
  customers?: string | undefined;
  latency?: string | undefined;
  rowShape?: string | undefined;
  /** `on-demand` starts two seconds of processor time sooner: no picture is drawn before it is asked for. */
  images?: 'on-demand';
}

export interface Credentials {
  clientUuid: string;
  clientSecret: string;
}

/** Starts the imitation Sentinel on a free port and waits until it says that it is ready. */
export async function startSandbox(
  flags: SandboxFlags,
  credentials: Credentials,
  logFile: string,
): Promise<{ child: Child; url: string }> {
  const main = inProject('sandbox', 'main.ts');
  if (!fs.existsSync(main)) throw new Problem('The sandbox is missing from this copy of the repository (sandbox/).');
  const given = Object.entries({
    customers: flags.customers,
    latency: flags.latency,
    'row-shape': flags.rowShape,
    images: flags.images,
  }).flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag}`, value]));
  fs.rmSync(logFile, { force: true });
  const child = startChild({
    name: 'The sandbox',
    command: process.execPath,
    args: ['--import', 'tsx', main, '--port', '0', ...given],
    // Not as flags: everybody on the machine can read a process's arguments.
    env: cleanEnvironment({
      SANDBOX_CLIENT_UUID: credentials.clientUuid,
      SANDBOX_CLIENT_SECRET: credentials.clientSecret,
    }),
    cwd: root,
    output: logFile,
  });
  // A million customers take a while.
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(50)) {
    const said = fs.readFileSync(logFile, 'utf8');
    const url = /^Sandbox ready at (http:\/\/\S+)$/m.exec(said)?.[1];
    if (url !== undefined) return { child, url };
    if (!child.hasEnded()) continue;
    const ending = await child.ended;
    // Code 2: it did not understand a flag, and says which in a sentence of its own.
    if (ending.code === 2 && !mentionsFullDisk(said)) throw new Problem(said.trim());
    throw endedEarly('The sandbox', ending, logFile);
  }
  throw new Problem(`The sandbox was not ready within two minutes: see ${logFile}.`);
}
