import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { environment } from '../../../scripts/process/environment';
import { processTree } from '../../../scripts/process/tree';
import type { ImageRecipe } from './dockerfile';

/**
 * A root directory as the image has it, mounted read-only: Node, glibc and what the Dockerfile copies; no shell and no
 * other program. Only root can make one, in a mount namespace of its own, which takes all mounts with it when it ends.
 */
export interface Container {
  /** Runs a program to its end, with a text on its standard input. */
  run(args: string[], env?: Record<string, string>, input?: string): { code: number | null; output: string };
  /** Starts the image's own command. */
  start(env: Record<string, string>, logFile: string): { stop(): Promise<number | null> };
}

/**
 * @param home a directory for the root. Whoever removes it must stand outside of the mount namespace, where nothing of the
 *   machine is mounted into it
 * @param layers where each `from` of the Dockerfile's copies lies on this machine
 * @param secrets a directory, mounted at /run/secrets
 */
export function makeContainer(
  recipe: ImageRecipe,
  { home, layers, secrets }: { home: string; layers: Record<string, string>; secrets: string },
): Container {
  const root = path.join(home, 'root');
  const place = (...parts: string[]) => path.join(root, ...parts);
  fs.mkdirSync(root);
  mount('--bind', root, root);
  for (const directory of ['usr/lib', 'usr/lib64', 'proc', 'dev', 'tmp', 'nodejs/bin', 'etc', 'run/secrets']) {
    fs.mkdirSync(place(directory), { recursive: true });
  }
  for (const name of ['lib', 'lib64']) {
    if (!fs.existsSync(`/usr/${name}`)) continue;
    readOnly(`/usr/${name}`, place('usr', name));
    fs.symlinkSync(`usr/${name}`, place(name));
  }
  fs.writeFileSync(place('nodejs/bin/node'), '');
  readOnly(process.execPath, place('nodejs/bin/node'));
  // A name server outside this machine: whoever asks for a name leaves a packet without a route.
  fs.writeFileSync(place('etc/resolv.conf'), 'nameserver 203.0.113.53\n');
  for (const { from, to, owner } of recipe.copies) {
    const source = layers[from];
    if (source === undefined) throw new Error(`The replay does not know where ${from} lies.`);
    fs.mkdirSync(place(to), { recursive: true });
    fs.cpSync(source, place(to), { recursive: true, verbatimSymlinks: true });
    if (owner === null) continue;
    fs.chownSync(place(to), owner, owner);
    // What belongs to the desk's user is a volume.
    mount('-t', 'tmpfs', '-o', `uid=${owner},gid=${owner},mode=0700`, 'tmpfs', place(to));
  }
  readOnly(secrets, place('run/secrets'));
  mount('-t', 'proc', 'proc', place('proc'));
  for (const device of ['null', 'zero', 'random', 'urandom']) {
    fs.writeFileSync(place('dev', device), '');
    mount('--bind', `/dev/${device}`, place('dev', device));
  }
  mount('-t', 'tmpfs', 'tmpfs', place('tmp'));
  mount('-o', 'remount,bind,ro', root);

  const { uid, gid } = recipe.user;
  const drop = ['--clear-groups', '--no-new-privs', '--'];
  const enter = [`--root=${root}`, `--wd=${recipe.workdir}`, `--setgid=${gid}`, `--setuid=${uid}`];
  const start = (args: readonly string[], extra: string[]) => [
    'setpriv',
    ...drop,
    'unshare',
    ...extra,
    ...enter,
    ...args,
  ];
  return {
    run: (args, env = {}, input = '') => {
      const [command = '', ...rest] = start(args[0]?.startsWith('/') ? args : [...recipe.entrypoint, ...args], []);
      const all = environment({ PATH: process.env.PATH, ...recipe.env, ...env });
      const { status, stdout, stderr } = spawnSync(command, rest, { env: all, input, encoding: 'utf8' });
      return { code: status, output: `${stdout}${stderr}` };
    },
    start: (env, logFile) => {
      // The first process of its namespace, as in a container.
      const first = ['--pid', '--fork', '--kill-child'];
      const [command = '', ...rest] = start([...recipe.entrypoint, ...recipe.command], first);
      const log = fs.openSync(logFile, 'a');
      const all = environment({ PATH: process.env.PATH, ...recipe.env, ...env });
      const child = spawn(command, rest, { env: all, stdio: ['ignore', log, log] });
      fs.closeSync(log);
      return { stop: () => stop(child) };
    },
  };
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const first = child.pid === undefined ? undefined : processTree(child.pid)[1];
  if (first !== undefined) process.kill(first, 'SIGTERM');
  return await ended;
}

function readOnly(from: string, to: string): void {
  mount('--bind', from, to);
  mount('-o', 'remount,bind,ro', to);
}

function mount(...args: string[]): void {
  const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`mount ${args.join(' ')}: ${stderr}`);
}
