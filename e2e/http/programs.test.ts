import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/process/ports';
import { deskWith, stack, tryToSignIn } from '../support/desk/desk';
import { thorough } from '../support/desk/thorough';

/** The programs behind the npm scripts, as a person or a service manager runs them. */

const root = path.resolve(import.meta.dirname, '../..');
const PASSWORD = 'a pass phrase of some length';

interface Run {
  code: number | null;
  output: string;
}

/** @param inImage by the program that the build has for the image, which starts three times as fast */
function start(command: string, args: string[], env: Record<string, string>, input?: string, inImage = false) {
  const [cwd, program] = inImage ? [path.join(root, '.next/standalone'), 'desk.mjs'] : [root, 'scripts/bootstrap.mjs'];
  const child = spawn(process.execPath, [program, command, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_ENV: 'production', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  child.stdin.end(input ?? '');
  const ended = new Promise<Run>((resolve) => child.on('close', (code) => resolve({ code, output })));
  return { child, ended, output: () => output };
}

const run = (...call: Parameters<typeof start>) => start(...call).ended;

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let left = 300; !(await what()); left -= 1) {
    if (left === 0) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('npm run accounts', () => {
  const accounts = (args: string[], input?: string) => {
    const env = { DATABASE_URL: stack.databaseUrl, AUDIT_KEY: stack.auditKey };
    return run('accounts', args, env, input, args[0] !== 'create');
  };
  const email = `new-${process.pid}@desk.example`;

  it('makes an account that works at once, changes it, lists it, disables it', async () => {
    const create = ['create', '--email', email, '--name', 'New Person', '--role', 'support', '--password-stdin'];
    expect((await accounts(create, `${PASSWORD}\n`)).code).toBe(0);
    const { status, cookie } = await tryToSignIn(email, PASSWORD);
    expect(status).toBe(200);
    const reveal = () =>
      deskWith(cookie).send('POST', '/api/customers/00000000-0000-4000-8000-000000000000/images', {});
    expect((await reveal()).status).toBe(403);
    expect((await accounts(['set-role', '--email', email, '--role', 'compliance'])).code).toBe(0);
    expect((await reveal()).status).not.toBe(403);
    const list = await accounts(['list']);
    expect(list.output).toContain(email);
    expect(list.output).not.toContain('argon2');
    expect((await accounts(['disable', '--email', email])).code).toBe(0);
    expect((await reveal()).status).toBe(401);
  });

  it('refuses what can not be, in a sentence', async () => {
    const weak = ['create', '--email', 'weak@desk.example', '--name', 'Weak', '--role', 'support', '--password-stdin'];
    const tooShort = await accounts(weak, 'short\n');
    expect(tooShort).toMatchObject({ code: 1, output: expect.stringContaining('15 characters') });
    expect(tooShort.output).not.toContain('    at ');
    // The arguments have units of their own.
    if (!thorough) return;
    expect((await accounts(['set-role', '--email', 'nobody@desk.example', '--role', 'support'])).code).toBe(1);
    expect((await accounts(['promote'])).code).toBe(2);
  });
});

describe('npm start', () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-start-'));
  const env = {
    SENTINEL_BASE_URL: stack.sandboxUrl,
    SENTINEL_CLIENT_UUID: stack.clientUuid,
    SENTINEL_CLIENT_SECRET: stack.clientSecret,
    NEXTAUTH_URL: 'https://desk.example.com',
    NEXTAUTH_SECRET: 'a secret for this test, of 32 characters or more',
    AUDIT_KEY: 'another key for this test, of 32 bytes or more',
    DIRECTORY_KEY: 'a third key for this test, of 32 bytes or more',
    DIRECTORY_SYNC: 'off',
    DATA_DIR: dataDir,
  };

  it('names every problem of the environment at once, and starts nothing', async () => {
    const { code, output } = await run('start', [], {
      NEXTAUTH_SECRET: 'short-secret',
      SENTINEL_BASE_URL: 'http://sentinel.example.com',
      DATA_DIR: dataDir,
    });
    expect(code).toBe(1);
    for (const key of [
      'SENTINEL_BASE_URL',
      'SENTINEL_CLIENT_UUID',
      'SENTINEL_CLIENT_SECRET',
      'NEXTAUTH_URL',
      'NEXTAUTH_SECRET',
      'AUDIT_KEY',
      'DIRECTORY_KEY',
    ]) {
      expect(output).toContain(key);
    }
    expect(output).not.toContain('short-secret');
    expect(fs.existsSync(path.join(dataDir, 'postgres'))).toBe(false);
  });

  it('says which port is taken', async () => {
    const { port } = new URL(stack.appUrl);
    expect(await run('start', [], { ...env, PORT: port })).toMatchObject({
      code: 1,
      output: expect.stringContaining(port),
    });
  });

  describe('behind https, with its own database', () => {
    let desk: ReturnType<typeof start>;
    let appUrl: string;
    beforeAll(async () => {
      const port = await freePort();
      appUrl = `http://127.0.0.1:${port}`;
      desk = start('start', [], { ...env, PORT: String(port) });
      await until(async () => (await fetch(`${appUrl}/api/health`).catch(() => null))?.status === 200);
    });
    afterAll(async () => {
      desk.child.kill('SIGTERM');
      await desk.ended;
    });

    it('has no account of its own; the first one is made beside it, and signs in by __Host- cookies', async () => {
      for (const { email, password } of Object.values(stack.accounts)) {
        expect((await tryToSignIn(email, password, { appUrl })).status).toBe(401);
      }
      const create = [
        'create',
        '--email',
        'first@desk.example',
        '--name',
        'First',
        '--role',
        'admin',
        '--password-stdin',
      ];
      expect(
        await run('accounts', create, { DATA_DIR: dataDir, AUDIT_KEY: env.AUDIT_KEY }, `${PASSWORD}\n`),
      ).toMatchObject({ code: 0 });
      const { status, setCookies, cookie } = await tryToSignIn('first@desk.example', PASSWORD, { appUrl });
      expect(status).toBe(200);
      const session = setCookies.find((line) => line.includes('session-token='));
      expect(session).toMatch(/^__Host-/);
      expect(session).toMatch(/; Secure/i);
      expect(setCookies.every((line) => /^__(Host|Secure)-/.test(line))).toBe(true);

      const signedIn = deskWith(cookie, appUrl);
      const list = await signedIn.get('/api/customers?perPage=10');
      expect(list.status).toBe(200);
      const page = await signedIn.get('/customers');
      expect(page.status).toBe(200);
      for (const answer of [list, page]) expect(answer.headers.get('strict-transport-security')).toContain('max-age=');
      const away = await deskWith('', appUrl).get('/customers');
      expect(away.headers.get('location')).toMatch(/^(https:\/\/desk\.example\.com)?\/sign-in\?next=/);
    });

    it('ends on SIGTERM and leaves nothing running', async () => {
      desk.child.kill('SIGTERM');
      expect((await desk.ended).code).toBe(0);
      expect(fs.existsSync(path.join(dataDir, 'postgres', 'postgres-url'))).toBe(false);
      await expect(fetch(`${appUrl}/api/health`)).rejects.toThrow();
    });
  });
});
