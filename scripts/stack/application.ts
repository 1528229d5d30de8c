import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, endedEarly, startChild } from '../process/child.ts';
import { httpStatus } from '../process/http-status.ts';
import { readTail } from '../process/log-tail.ts';
import { Problem } from '../process/problem.ts';
import { inProject, root } from '../process/project.ts';

export interface ApplicationOptions {
  mode: 'production' | 'development';
  host: string;
  port: number;
  env: NodeJS.ProcessEnv;
  /** A file for its log, or 'inherit' for this terminal. */
  output: string | 'inherit';
  /** Where the standalone server lies; that of the build unless given. */
  standalone?: string | undefined;
  /** How long it may take to stop, ms; what runs has 25 s. */
  graceMs?: number;
}

/** The address to reach a server at that listens on `host`. */
export function localUrl(host: string, port: number): string {
  const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };
  const name = everywhere[host] ?? (host.includes(':') ? `[${host}]` : host);
  return `http://${name}:${port}`;
}

/** Starts the built application, or `next dev`, and waits until it answers that it is healthy. */
export async function startApplication(options: ApplicationOptions): Promise<Child> {
  const { mode, host, port, env, output, standalone = inProject('.next', 'standalone') } = options;
  const next = inProject('node_modules', 'next', 'dist', 'bin', 'next');
  const args =
    mode === 'production'
      ? ['--import', inProject('scripts', 'server-guard.mjs'), path.join(standalone, 'server.js')]
      : [next, 'dev', '--hostname', host, '--port', String(port)];
  if (output !== 'inherit') fs.rmSync(output, { force: true });
  const child = startChild({
    name: 'The application',
    command: process.execPath,
    args,
    // HOSTNAME is how Next's own server calls HOST.
    env: { ...env, PORT: String(port), HOST: host, HOSTNAME: host, NODE_ENV: mode },
    cwd: root,
    output,
    ...(options.graceMs !== undefined && { graceMs: options.graceMs }),
  });
  await untilHealthy(child, options);
  return child;
}

async function untilHealthy(child: Child, { mode, host, port, output }: ApplicationOptions): Promise<void> {
  const health = `${localUrl(host, port)}/api/health`;
  const seconds = mode === 'production' ? 60 : 180;
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(50)) {
    if (child.hasEnded()) throw await earlyEnd(child, port, output);
    // Longer in development, where the first answer waits for the compiler.
    if ((await httpStatus(health, mode === 'production' ? 5000 : 120_000)) === 200) return;
  }
  const where = output === 'inherit' ? 'its log is above' : `see ${output}`;
  throw new Problem(`The application did not become healthy within ${seconds} s: ${where}.`);
}

async function earlyEnd(child: Child, port: number, output: string): Promise<Problem> {
  if (output === 'inherit') return new Problem('The application stopped while starting: its own words are above.');
  if (readTail(output, 30).includes('EADDRINUSE')) return new Problem(`Port ${port} is in use.`);
  return endedEarly('The application', await child.ended, output);
}
