import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { Problem } from '../process/problem.ts';
import type { RunAs } from './native.ts';

/**
 * PostgreSQL refuses to run as root. As root it gets an unprivileged user: the owner of the data if there is some
 * already (it refuses anybody else's), else the system's `postgres`, made when missing, else `nobody`. `nobody` is the
 * weakest of the three: other services run as it too and could read the data, so it is only what is left.
 */
export function serverUser(existingData: string | undefined): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  const owner = existingData === undefined ? undefined : statSync(existingData, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const found = lookUp('postgres') ?? (makeUser() ? lookUp('postgres') : undefined) ?? lookUp('nobody');
  if (!found) {
    throw new Problem('PostgreSQL refuses to run as root and no user "postgres" could be made: start as another user.');
  }
  return found;
}

function lookUp(name: string): RunAs {
  const id = (flag: string): number => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout.trim()) : 0;
  };
  const [uid, gid] = [id('-u'), id('-g')];
  return uid > 0 && gid > 0 ? { uid, gid } : undefined;
}

function makeUser(): boolean {
  const attempts: [string, ...string[]][] = [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
    ['adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', 'postgres'], // Alpine's busybox
  ];
  return attempts.some(([command, ...args]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0);
}
