import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrateDatabase, roleOf } from '@/lib/server/db/migrate';
import { startPostgres } from '../embedded-postgres.ts';
import { eraseServerDirectory } from './server-directory.ts';

export interface TestDatabase {
  /** As the application's role, and as the owner. */
  url: string;
  ownerUrl: string;
  /** One statement (or several, without values) as the owner. */
  asOwner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

export interface TestDatabases extends TestDatabase {
  /** A copy of the first database as it is now; nobody may be connected to that one. */
  copy(): Promise<TestDatabase>;
  stop(): Promise<void>;
}

/** A PostgreSQL server for tests and benchmarks, migrated, with its data in a temporary directory that goes with it. */
export async function startTestDatabases(): Promise<TestDatabases> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-database-'));
  const server = await startPostgres({ dataDir });
  await migrateDatabase(server.ownerUrl, roleOf(server.url));
  const first = database(server.url, server.ownerUrl);
  let copies = 0;
  return {
    ...first,
    async copy() {
      copies += 1;
      const name = `copy_${copies}`;
      const named = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
      const admin = database('', Object.assign(new URL(server.ownerUrl), { pathname: '/postgres' }).href);
      await admin.asOwner(`CREATE DATABASE ${name} TEMPLATE ${new URL(server.ownerUrl).pathname.slice(1)}`);
      return database(named(server.url), named(server.ownerUrl));
    },
    async stop() {
      await server.stop();
      eraseServerDirectory(dataDir);
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function database(url: string, ownerUrl: string): TestDatabase {
  return {
    url,
    ownerUrl,
    async asOwner(text, values) {
      const client = new pg.Client({ connectionString: ownerUrl });
      await client.connect();
      try {
        return (await client.query(text, values)).rows ?? [];
      } finally {
        await client.end();
      }
    },
  };
}
