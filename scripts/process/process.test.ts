import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTail } from './log-tail.ts';
import { freePort, requirePort } from './ports.ts';
import { keptSecret, ownDirectory } from './private-files.ts';
import { explain, Problem } from './problem.ts';

let directory: string;
beforeAll(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'process-'));
});
afterAll(() => fs.rmSync(directory, { recursive: true }));

describe('what is printed of an error', () => {
  it('is the sentence of a Problem, without a stack', () => {
    expect(explain(new Problem('Port 3000 is in use.'))).toBe('Port 3000 is in use.');
  });

  it('names a full disk, wherever in the causes it is', () => {
    const full = Object.assign(new Error('write failed'), { code: 'ENOSPC' });
    expect(explain(new Error('could not start', { cause: full }))).toMatch(/^The disk is full/);
    expect(explain(new Problem('initdb: No space left on device'))).toMatch(/^The disk is full/);
  });

  it('keeps the stack of what nobody foresaw', () => {
    expect(explain(new TypeError('x is not a function'))).toContain('process.test.ts');
  });
});

it('a port in use is named, with how to choose another', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  await expect(requirePort(port, '127.0.0.1', 'npm run demo')).rejects.toThrow(
    `Port ${port} is in use. Choose another one: PORT=${port + 1} npm run demo`,
  );
  server.close();
  await expect(requirePort(await freePort(), '127.0.0.1', 'npm run demo')).resolves.toBeUndefined();
});

it('a secret is made once and only we can read it', () => {
  const file = path.join(ownDirectory(path.join(directory, 'kept')), 'secret');
  const first = keptSecret(file, () => 'drawn');
  expect([first, keptSecret(file, () => 'drawn again')]).toEqual(['drawn', 'drawn']);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(fs.statSync(path.dirname(file)).mode & 0o066).toBe(0);
});

it('the last lines of a log are read from its end', () => {
  const file = path.join(directory, 'long.log');
  fs.writeFileSync(file, `${'x'.repeat(100_000)}\none\ntwo\nthree\n`);
  expect(readTail(file, 2)).toBe('two\nthree');
  expect(readTail(path.join(directory, 'none.log'), 2)).toBe('');
});

describe('the children of a program', () => {
  const alive = (pid: number): boolean => {
    try {
      return !/^\d+ Z/.test(execFileSync('ps', ['-o', 'pid=,stat=', '-p', String(pid)], { encoding: 'utf8' }).trim());
    } catch {
      return false;
    }
  };
  // A program with a child that has a child, and that refuses to go on its own.
  const program = `
    import { startChild } from '${path.join(import.meta.dirname, 'child.ts')}';
    import { runProgram } from '${path.join(import.meta.dirname, 'program.ts')}';
    await runProgram(async () => {
      const script = "trap '' INT; sleep 300 & echo $!; wait";
      const child = startChild({ name: 'x', command: '/bin/sh', args: ['-c', script], env: process.env,
        output: process.argv[2], graceMs: 500 });
      console.log(child.pid);
      await child.ended;
      return 0;
    });`;

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
    'end with it on %s',
    async (signal) => {
      const file = path.join(directory, `${signal}.mts`);
      const log = path.join(directory, `${signal}.log`);
      fs.writeFileSync(file, program);
      const parent = spawn(process.execPath, ['--import', 'tsx', file, log], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = new Promise((resolve) => parent.once('exit', resolve));
      const child = Number(await new Promise((resolve) => parent.stdout.once('data', (data) => resolve(String(data)))));
      let grandchild = 0;
      for (let tries = 0; grandchild === 0 && tries < 100; tries += 1) {
        await sleep(20);
        grandchild = Number(readTail(log, 1));
      }
      expect([alive(child), alive(grandchild)]).toEqual([true, true]);
      parent.kill(signal);
      await ended;
      for (let tries = 0; (alive(child) || alive(grandchild)) && tries < 100; tries += 1) await sleep(50);
      expect([alive(child), alive(grandchild)]).toEqual([false, false]);
    },
    20_000,
  );
});
