import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase, roleOf } from '@/lib/server/db/migrate';
import { ensurePeople, keptPeople } from '../../scripts/stack/people';
import { deskWith, sandbox, stack, tryToSignIn } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { report, search, whenReady } from '../support/directory/directory-stack';
import { type SystemServer, startSystemPostgres, systemPostgres } from '../support/restore/system-postgres';

/**
 * The drill of docs/operations.md: a backup of a desk that runs, restored elsewhere, checked, and worked with. With the
 * PostgreSQL of this machine, which has `pg_dump` and is another release than the embedded one.
 */

const bin = systemPostgres();
if (bin === undefined) console.warn('No backup is restored: this machine has no PostgreSQL with pg_dump.');

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'restore-'));
const people = keptPeople(home);
const [person] = people;
const checkpointFile = path.join(home, 'checkpoints.jsonl');
/** The steps of docs/operations.md leave out what the desk reads from Sentinel again. */
const LEFT_OUT = ['directory_customers', 'directory_tallies', 'directory_expiring_tallies'];

let server: SystemServer;
const replicas: Replica[] = [];
const start = async (url: string) => {
  const env = { DATABASE_URL: url, AUDIT_CHECKPOINT_FILE: checkpointFile };
  const replica = await startReplica(stack, {
    env: { ...env, DIRECTORY_SYNC: 'on', DIRECTORY_SYNC_RATE: '0', DIRECTORY_CATCH_UP_SECONDS: '1' },
  });
  replicas.push(replica);
  return replica;
};
const signIn = async (replica: Replica) => {
  const { status, cookie } = await tryToSignIn(person?.email ?? '', person?.password ?? '', { appUrl: replica.appUrl });
  expect(status).toBe(200);
  return deskWith(cookie, replica.appUrl);
};

/** A program of the npm scripts, on a database: as the build has it for the image, which starts three times as fast. */
function run(command: string, args: string[], env: Record<string, string>): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['desk.mjs', command, ...args], {
    cwd: path.resolve(import.meta.dirname, '../../.next/standalone'),
    env: { PATH: process.env.PATH ?? '', HOME: home, NODE_ENV: 'production', AUDIT_KEY: stack.auditKey, ...env },
    encoding: 'utf8',
  });
  return { code: status, output: `${stdout}${stderr}` };
}

describe.skipIf(bin === undefined)('a backup', () => {
  beforeAll(async () => {
    server = await startSystemPostgres(bin ?? '');
  });
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await server.stop();
    fs.rmSync(home, { recursive: true });
  });

  it('of a desk that runs is restored elsewhere: the trail verifies, people sign in, the directory fills', async () => {
    const old = await server.database('desk');
    await migrateDatabase(old.ownerUrl, roleOf(old.url));
    await ensurePeople(old.url, stack.auditKey, people);
    const first = await start(old.url);
    const desk = await signIn(first);
    await whenReady(desk);
    const { uuid } = await sandbox.named('all-documents');
    expect((await desk.get(`/api/customers/${uuid}`)).status).toBe(200);
    const { covered } = await report(desk);

    const dump = path.join(home, 'desk.dump');
    const without = LEFT_OUT.map((table) => `--exclude-table-data=${table}`);
    server.tool('pg_dump', '--format=custom', ...without, `--file=${dump}`, old.ownerUrl);
    const checkpointsThen = path.join(home, 'checkpoints-then.jsonl');
    fs.copyFileSync(checkpointFile, checkpointsThen);
    // After the backup: lost with the old machine, but not unnoticed.
    await desk.get(`/api/customers/${uuid}`);
    await first.stop();

    const fresh = await server.database('elsewhere');
    server.tool('pg_restore', '--exit-on-error', '--single-transaction', `--dbname=${fresh.ownerUrl}`, dump);
    const database = { DATABASE_URL: fresh.url };
    const verify = (file: string) => run('audit', ['verify', '--checkpoints', file], database);
    expect(verify(checkpointsThen)).toMatchObject({ code: 0, output: expect.stringMatching(/^intact: .*agree/) });
    expect(verify(checkpointFile)).toMatchObject({ code: 1, output: expect.stringMatching(/^cut: .*tail is cut off/) });

    const asOwner = { ...database, DATABASE_OWNER_URL: fresh.ownerUrl };
    expect(run('migrate', [], asOwner)).toEqual({ code: 0, output: 'The database is up to date.\n' });
    expect(run('directory', ['forget'], asOwner).code).toBe(0);
    // Nothing is five years old, and nobody has decided how long events stay.
    expect(run('retention', [], database)).toMatchObject({
      code: 0,
      output: expect.stringContaining('names no trailYears'),
    });
    const remove = ['--remove', 'trail'];
    expect(run('retention', remove, database).output).toContain('DATABASE_OWNER_URL is missing');
    expect(run('retention', remove, asOwner)).toMatchObject({
      code: 2,
      output: expect.stringContaining('must say how many'),
    });
    // A trail without checkpoints may lack its end, and nobody would see it.
    const decided = { ...asOwner, RETENTION: '{"trailYears":7}', AUDIT_CHECKPOINT_FILE: path.join(home, 'none.jsonl') };
    expect(run('retention', remove, decided)).toMatchObject({
      code: 1,
      output: expect.stringContaining('not shown to be whole'),
    });
    const second = await start(fresh.url);
    const again = await signIn(second);
    await whenReady(again);
    expect((await report(again)).covered).toBe(covered);
    expect((await search(again, { text: 'an' })).kind).toBe('rows');
    expect((await again.get(`/api/customers/${uuid}`)).status).toBe(200);
  });
});
