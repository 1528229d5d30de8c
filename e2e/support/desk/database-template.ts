import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrateDatabase, roleOf } from '@/lib/server/db/migrate';
import { startPostgres } from '../../../scripts/embedded-postgres';
import { serverUser } from '../../../scripts/postgres/run-as';
import { eraseServerDirectory, serverDirectory } from '../../../scripts/postgres/server-directory';
import { ownDirectory } from '../../../scripts/process/private-files';
import { inProject } from '../../../scripts/process/project';

/** Passwords that belong to the data: a copy has those of the template. */
const SECRETS = ['postgres-password', 'postgres-app-password'];

/**
 * Lays a database server's data into a directory, with today's tables and nothing in them. Making the data takes a
 * second of the processor and a run of the tests starts fifty servers, so that the first start makes a template and the
 * others copy it.
 *
 * @param postgresDir what `startPostgres` gets as `dataDir` afterwards
 */
export async function layDatabase(postgresDir: string): Promise<void> {
  const template = inProject('.data', 'test', `database-${digest()}`);
  if (!fs.existsSync(template)) await makeTemplate(template);
  ownDirectory(postgresDir);
  for (const name of SECRETS) fs.copyFileSync(path.join(template, name), path.join(postgresDir, name));
  copy(path.join(template, 'pgdata'), path.join(serverDirectory(postgresDir, serverUser(undefined)), 'pgdata'));
}

async function makeTemplate(template: string): Promise<void> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-template-'));
  const dataDir = path.join(home, 'postgres');
  try {
    const postgres = await startPostgres({ dataDir, throwaway: true });
    try {
      await migrateDatabase(postgres.ownerUrl, roleOf(postgres.url));
    } finally {
      await postgres.stop();
    }
    fs.mkdirSync(path.dirname(template), { recursive: true });
    const made = fs.mkdtempSync(`${template}.`);
    for (const name of SECRETS) fs.copyFileSync(path.join(dataDir, name), path.join(made, name));
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

/** Other migrations, or another PostgreSQL, make another template. */
function digest(): string {
  const hash = createHash('sha256').update(fs.readFileSync(inProject('package-lock.json')));
  const migrations = inProject('lib', 'server', 'db');
  for (const file of fs.readdirSync(migrations, { recursive: true, encoding: 'utf8' }).sort()) {
    const full = path.join(migrations, file);
    if (fs.statSync(full).isFile()) hash.update(file).update(fs.readFileSync(full));
  }
  return hash.digest('hex').slice(0, 16);
}
