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

export interface TestServer extends TestDatabase {
  stop(): Promise<void>;
}

/**
 * A PostgreSQL server for tests and benchmarks, migrated, with its data in a temporary directory that goes with it.
 *
 * @param throwaway the server does not wait for the disk, as no benchmark of writing may do
 */
export async function startTestServer({ throwaway }: { throwaway: boolean }): Promise<TestServer> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-database-'));
  const server = await startPostgres({ dataDir, throwaway });
  await migrateDatabase(server.ownerUrl, roleOf(server.url));
  return {
    ...database(server.url, server.ownerUrl),
    async stop() {
      await server.stop();
      eraseServerDirectory(dataDir);
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A copy of a database as it is now; no client may be connected to that one. */
export async function copyDatabase(of: { url: string; ownerUrl: string }, name: string): Promise<TestDatabase> {
  const named = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;
  const admin = database('', named(of.ownerUrl, 'postgres'));
  await admin.asOwner(`CREATE DATABASE ${name} TEMPLATE ${new URL(of.ownerUrl).pathname.slice(1)}`);
  return database(named(of.url, name), named(of.ownerUrl, name));
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
