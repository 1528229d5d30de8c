import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { parseFlags } from './flags.ts';
import { startSandbox } from './server.ts';
import { startTestClient } from './test-client.ts';

// Starting a program or drawing pictures takes seconds when the machine is busy.
vi.setConfig({ testTimeout: 30_000 });

function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'main.ts'), ...args]);
  const output = { out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => {
    output.out += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    output.err += part.toString();
  });
  return { child, output };
}

async function ended(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

it.each([
  ['--port', 'abc'],
  ['--port', ''],
  ['--customers', '3'],
  ['--customers', '3000000'],
  ['--row-shape', 'loose'],
  ['--images', 'never'],
  ['--latency', '1e9'],
  ['--client-uuid', 'me'],
  ['--client-secret', 'short'],
])('refuses %s "%s"', async (...args) => {
  const flags = parseFlags(args, {});
  await expect(startSandbox(flags.help ? {} : flags.options)).rejects.toThrow(new RegExp(`^${args[0]} must .*\\.$`));
});

it.each([['--latency=-5'], ['--nonsense']])('ends with one sentence and exit code 2 for %s', async (...args) => {
  const { child, output } = run(...args);
  expect(await ended(child)).toBe(2);
  expect(output.err.trim().split('\n')).toHaveLength(1);
  expect(output.out).toBe('');
});

it('says that a port is in use, with exit code 1', async () => {
  const { sandbox } = await startTestClient();
  const { child, output } = run('--port', String(sandbox.port));
  const code = await ended(child);
  await sandbox.close();
  expect([code, output.err]).toEqual([1, expect.stringContaining(`Port ${sandbox.port} is in use`)]);
});

it.each(['SIGINT', 'SIGTERM'] as const)(
  'prints one line when ready, and leaves on %s with connections open',
  async (signal) => {
    const { child, output } = run('--port', '0', '--quiet', '--images', 'on-demand');
    await once(child.stdout, 'data');
    const port = Number(/^Sandbox ready at http:\/\/127\.0\.0\.1:(\d+)\n$/.exec(output.out)?.[1]);
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write('POST /customers/status/clientAuth HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n');
    const begun = performance.now();
    child.kill(signal);
    expect(await ended(child)).toBe(0);
    // Without an end of its own it would wait for this request, which never comes to its end.
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(output.err).toBe('');
    socket.destroy();
  },
);

it('takes credentials from flags before the environment', () => {
  const env = { SANDBOX_CLIENT_SECRET: 'from-the-environment', SANDBOX_CLIENT_UUID: 'u' };
  const flags = parseFlags(['--client-secret', 'from-the-command-line'], env);
  expect(flags).toMatchObject({ options: { clientSecret: 'from-the-command-line', clientUuid: 'u' } });
});
