import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrateWith, roleOf } from '@/lib/server/db/migrate';

export const MIGRATIONS = path.resolve(import.meta.dirname, '../../lib/server/db/migrations');
const journal = JSON.parse(fs.readFileSync(path.join(MIGRATIONS, 'meta/_journal.json'), 'utf8'));
/** The names of all migrations, in their order. */
export const tags: string[] = journal.entries.map(({ tag }: { tag: string }) => tag);

export interface EarlierRelease {
  url: string;
  ownerUrl: string;
  /**
   * Brings the database up to the release with so many migrations.
   * @param last the statement of one more migration
   */
  upTo(count: number, last?: string): Promise<string>;
}

/** An empty database on a server, and its way through the releases. */
export async function emptyDatabase(server: { url: string; ownerUrl: string }): Promise<EarlierRelease> {
  const name = `release_${randomUUID().replaceAll('-', '')}`;
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  await owner.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  await owner.end();
  const [url, ownerUrl] = [at(server.url), at(server.ownerUrl)];
  const upTo = (count: number, last?: string) => migrateWith(ownerUrl, roleOf(url), release(count, last));
  return { url, ownerUrl, upTo };
}

/** The folder of migrations as the release with so many of them had it. */
function release(count: number, last?: string): string {
  const earlier = fs.mkdtempSync(path.join(os.tmpdir(), 'release-'));
  fs.mkdirSync(path.join(earlier, 'meta'));
  const entries = journal.entries.slice(0, count);
  if (last !== undefined) {
    const before = entries.at(-1);
    entries.push({ ...before, idx: before.idx + 1, when: before.when + 1, tag: 'last' });
    fs.writeFileSync(path.join(earlier, 'last.sql'), last);
  }
  fs.writeFileSync(path.join(earlier, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
  for (const tag of tags.slice(0, count)) {
    fs.copyFileSync(path.join(MIGRATIONS, `${tag}.sql`), path.join(earlier, `${tag}.sql`));
  }
  return earlier;
}
