import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rehearsal } from '../support/image/rehearsal';

/**
 * The image, replayed from its Dockerfile without Docker: the standalone folder alone, in a read-only root directory
 * without a shell, as the image's user, in a network without a way out. Needs the rights to make namespaces.
 */

const root = path.resolve(import.meta.dirname, '../..');
const isolated = ['--net', '--mount', '--propagation=private'];
const may =
  process.getuid?.() === 0 &&
  spawnSync('unshare', [...isolated, 'sh', '-c', 'ip link set lo up && setpriv --version']).status === 0;
if (!may) console.warn('The image is not replayed: that needs root, unshare, setpriv and ip.');

async function rehearse(home: string): Promise<Rehearsal> {
  const program = path.join(root, 'e2e/support/image/rehearsal.ts');
  const node = `exec ${process.execPath} --conditions=react-server --import tsx ${program} ${home}`;
  const script = `ip link set lo up && ${node}`;
  const child = spawn('unshare', [...isolated, 'sh', '-c', script], { cwd: root });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  await new Promise((resolve) => child.once('close', resolve));
  const line = said.split('\n').find((one) => one.startsWith('{"programs"'));
  if (line === undefined) throw new Error(`The rehearsal did not come to its end: ${said}`);
  return JSON.parse(line) as Rehearsal;
}

describe.skipIf(!may)('the image', () => {
  let home: string;
  let seen: Rehearsal;
  beforeAll(async () => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-image-'));
    fs.chmodSync(home, 0o755);
    seen = await rehearse(home);
  });
  // The mounts have ended with their namespace: what lies here are plain files.
  afterAll(() => fs.rmSync(home, { recursive: true }));
  const program = (name: string) => seen.programs[name];

  it('migrates, makes an account and checks the trail by its own programs', () => {
    expect(program('migrate')).toEqual({ code: 0, output: 'The database is up to date.\n' });
    expect(program('create')).toMatchObject({ code: 0, output: expect.stringContaining('Created admin@desk.example') });
    expect(program('verify')).toMatchObject({ code: 0, output: expect.stringMatching(/^intact: .*agree/) });
  });

  it('never gives the owner of the tables to the application', () => {
    expect(program('serve with the owner')).toMatchObject({
      code: 1,
      output: expect.stringContaining('must not be set'),
    });
  });

  it('has no shell, and lets its user write nothing', () => {
    expect(program('a shell')?.code).not.toBe(0);
    expect(program('a file')).toMatchObject({ code: 1, output: expect.stringContaining('EROFS') });
    expect(seen.log).not.toMatch(/EROFS|EACCES/);
  });

  it('serves: sign-in, list, customer, images, correction, page, a precompressed file', () => {
    expect(new Set(Object.values(seen.statuses))).toEqual(new Set([200]));
    expect(seen.images).toBeGreaterThan(1);
    expect(seen.encoding).toBe('br');
    expect(program('health')?.code).toBe(0);
  });

  it('speaks to nobody but Sentinel and the database', () => {
    expect(seen.strays.desk).toBe(0);
    // The way by which we would have seen it.
    expect(seen.strays.control).toBeGreaterThan(0);
  });

  it('ends by itself after SIGTERM, as the first process of its container', () => {
    expect(seen.exitCode).toBe(143);
  });
});
