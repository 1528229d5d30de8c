import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/process/ports';
import { ownerQuery } from '../support/desk/as-owner';
import { query, stack } from '../support/desk/desk';
import { casesOf } from '../support/desk/thorough';

/** `npm start` with databases as their administrators set them up. What the start can say, `prepare.test.ts` tries. */

const root = path.resolve(import.meta.dirname, '../..');
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-database-start-'));
afterAll(() => fs.rmSync(dataDir, { recursive: true, force: true }));

const PASSWORD = 'sesame-of-this-test';

async function start(env: Record<string, string>) {
  const port = await freePort();
  const child = spawn(process.execPath, ['scripts/bootstrap.mjs', 'start'], {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_ENV: 'production',
      SENTINEL_BASE_URL: stack.sandboxUrl,
      SENTINEL_CLIENT_UUID: stack.clientUuid,
      SENTINEL_CLIENT_SECRET: stack.clientSecret,
      NEXTAUTH_URL: 'https://desk.example.com',
      NEXTAUTH_SECRET: 'a secret for this test, of 32 characters or more',
      AUDIT_KEY: 'another key for this test, of 32 bytes or more',
      DIRECTORY_KEY: 'a third key for this test, of 32 bytes or more',
      DATA_DIR: dataDir,
      PORT: String(port),
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, ended, url: `http://127.0.0.1:${port}`, output: () => output };
}

/** A database of its own in the test stack's server. @returns both URLs */
async function ownDatabase(name: string): Promise<{ url: string; ownerUrl: string }> {
  const at = (user: string) =>
    Object.assign(new URL(stack.ownerDatabaseUrl), { username: user, password: PASSWORD, pathname: `/${name}` }).href;
  await query(`CREATE ROLE ${name}_owner LOGIN PASSWORD '${PASSWORD}'`);
  await query(`CREATE ROLE ${name}_app LOGIN PASSWORD '${PASSWORD}'`);
  await query(`CREATE DATABASE ${name} OWNER ${name}_owner TEMPLATE template0`);
  return { url: at(`${name}_app`), ownerUrl: at(`${name}_owner`) };
}

describe('npm start', () => {
  const MISTAKES: [string, (urls: { url: string; ownerUrl: string }) => Record<string, string>, string][] = [
    [
      'a password with a bare character',
      ({ ownerUrl }) => ({
        DATABASE_URL: `postgresql://desk:12/${PASSWORD}@127.0.0.1/desk`,
        DATABASE_OWNER_URL: ownerUrl,
      }),
      'DATABASE_URL has a character that cannot stand there as it is',
    ],
    [
      'the same in the URL of the owner',
      ({ url }) => ({ DATABASE_URL: url, DATABASE_OWNER_URL: `postgresql://desk:12#${PASSWORD}@127.0.0.1/desk` }),
      'DATABASE_OWNER_URL has a character that cannot stand there as it is',
    ],
    [
      'a password that the server refuses, of the application alone',
      ({ url, ownerUrl }) => ({ DATABASE_URL: url.replace(PASSWORD, 'wrong'), DATABASE_OWNER_URL: ownerUrl }),
      'DATABASE_URL: the server refuses the user or the password',
    ],
    [
      'an address with a path',
      ({ url, ownerUrl }) => ({
        DATABASE_URL: url,
        DATABASE_OWNER_URL: ownerUrl,
        NEXTAUTH_URL: 'https://desk.example.com/desk',
      }),
      'NEXTAUTH_URL must be an address without a path',
    ],
  ];

  it.each(
    casesOf(
      MISTAKES.filter((_, place) => place % 2 === 0),
      MISTAKES.filter((_, place) => place % 2 === 1),
    ),
  )('ends with a sentence and listens nowhere, with %s', async (_, env, sentence) => {
    const urls = { url: stack.databaseUrl, ownerUrl: stack.ownerDatabaseUrl };
    const known = Object.fromEntries(
      Object.entries(urls).map(([key, url]) => [key, Object.assign(new URL(url), { password: PASSWORD }).href]),
    ) as typeof urls;
    const { ended, output, url } = await start(env(known));
    expect(await ended).toBe(1);
    expect(output()).toContain(sentence);
    expect(output()).not.toContain(PASSWORD);
    expect(output()).not.toContain('    at ');
    await expect(fetch(url)).rejects.toThrow();
  });

  it('works with tables outside public and pg_trgm in a schema of its own', async () => {
    const { url, ownerUrl } = await ownDatabase('elsewhere');
    const ownerDatabaseUrl = Object.assign(new URL(stack.ownerDatabaseUrl), { pathname: '/elsewhere' }).href;
    const there = ownerQuery({ ownerDatabaseUrl });
    await there('CREATE SCHEMA desk AUTHORIZATION elsewhere_owner; CREATE SCHEMA extensions');
    await there('CREATE EXTENSION pg_trgm SCHEMA extensions; GRANT USAGE ON SCHEMA extensions TO PUBLIC');
    const path = `?options=${encodeURIComponent('-c search_path=desk')}`;
    const desk = await start({ DATABASE_URL: url + path, DATABASE_OWNER_URL: ownerUrl + path });
    try {
      await expect
        .poll(async () => (await fetch(`${desk.url}/api/health`).catch(() => null))?.status, { timeout: 25_000 })
        .toBe(200);
      // The directory is filled from the sandbox, by the session lock and in the schema.
      const read = async () => (await there('SELECT covered FROM desk.directory_sync'))[0]?.covered;
      await expect.poll(read, { timeout: 15_000 }).toBeGreaterThan(0);
      expect(await there("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).toEqual([]);
    } finally {
      desk.child.kill('SIGTERM');
      await desk.ended;
    }
  });
});
