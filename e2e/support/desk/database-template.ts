import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrateDatabase, roleOf } from '@/lib/server/db/migrate';
import { startPostgres } from '../../../scripts/embedded-postgres';
import { serverUser } from '../../../scripts/postgres/run-as';
import { eraseServerDirectory, serverDirectory } from '../../../scripts/postgres/server-directory';
import { keptSecret, ownDirectory } from '../../../scripts/process/private-files';
import { inProject } from '../../../scripts/process/project';
import { ensurePeople, keptPeople } from '../../../scripts/stack/people';

/** Passwords that belong to the data: a copy has those of the template. */
const SECRETS = ['postgres-password', 'postgres-app-password'];
/** The people in the data with their passwords, and the key of the trail that tells of them. */
const PEOPLE = ['accounts.json', 'audit-key'];

/**
 * Lays a database server's data into a directory, with today's tables and the people of a stack. Making the data takes
 * two seconds of the processor and a run of the tests starts thirty servers, so that the first start makes a template and
 * the others copy it.
 *
 * @param home gets what belongs to the people, under the names that a stack keeps it
 * @param postgresDir what `startPostgres` gets as `dataDir` afterwards
 */
export async function layDatabase(home: string, postgresDir: string): Promise<void> {
  const template = inProject('.data', 'test', `database-${digest()}`);
  making ??= fs.existsSync(template) ? Promise.resolve() : makeTemplate(template);
  await making;
  ownDirectory(postgresDir);
  for (const name of SECRETS) fs.copyFileSync(path.join(template, name), path.join(postgresDir, name));
  for (const name of PEOPLE) fs.copyFileSync(path.join(template, name), path.join(home, name));
  copy(path.join(template, 'pgdata'), path.join(serverDirectory(postgresDir, serverUser(undefined)), 'pgdata'));
}

/** Two stacks of one process start at once. */
let making: Promise<void> | undefined;

async function makeTemplate(template: string): Promise<void> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-template-'));
  const dataDir = path.join(home, 'postgres');
  try {
    const postgres = await startPostgres({ dataDir, throwaway: true });
    try {
      await migrateDatabase(postgres.ownerUrl, roleOf(postgres.url));
      const auditKey = keptSecret(path.join(home, 'audit-key'), () => randomBytes(32).toString('base64url'));
      await ensurePeople(postgres.url, auditKey, keptPeople(home));
    } finally {
      await postgres.stop();
    }
    fs.mkdirSync(path.dirname(template), { recursive: true });
    const made = fs.mkdtempSync(`${template}.`);
    for (const name of SECRETS) fs.copyFileSync(path.join(dataDir, name), path.join(made, name));
    for (const name of PEOPLE) fs.copyFileSync(path.join(home, name), path.join(made, name));
    copy(path.join(fs.realpathSync(path.join(dataDir, 'server')), 'pgdata'), path.join(made, 'pgdata'));
    try {
      fs.renameSync(made, template);
    } catch (error) {
      // Another process was quicker. Its template is as good.
      fs.rmSync(made, { recursive: true, force: true });
      if (!fs.existsSync(template)) throw error;
    }
  } finally {
    eraseServerDirectory(dataDir);
    fs.rmSync(home, { recursive: true, force: true });
  }
}

/** With owners and rights: the server refuses data that another user can read. */
function copy(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The database's template could not be copied: ${stderr}`);
}

/** Other migrations, people or events of the trail, or another PostgreSQL, make another template. So does another day. */
function digest(): string {
  const hash = createHash('sha256').update(new Date().toISOString().slice(0, 10));
  hash.update(fs.readFileSync(inProject('package-lock.json')));
  for (const room of ['lib/server/db', 'lib/server/audit', 'lib/server/auth', 'scripts/stack']) {
    for (const file of fs.readdirSync(inProject(room), { recursive: true, encoding: 'utf8' }).sort()) {
      const full = inProject(room, file);
      if (fs.statSync(full).isFile()) hash.update(file).update(fs.readFileSync(full));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
