import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type PostgresServer, startPostgres } from '../../../scripts/embedded-postgres';
import { eraseServerDirectory } from '../../../scripts/postgres/server-directory';
import { freePort } from '../../../scripts/process/ports';
import { localUrl, startApplication } from '../../../scripts/stack/application';
import { keptPeople } from '../../../scripts/stack/people';
import { type OwnersQuery, ownerQuery } from './as-owner';
import { layDatabase } from './database-template';
import { type Desk, deskWith, type RoleName, stack, tryToSignIn } from './desk';
import { startWire, type Wire } from './wire';

/** A desk whose database a test may break: its own PostgreSQL and application, on the sandbox of all. */
export interface OwnDesk {
  appUrl: string;
  wire: Wire;
  postgres(): PostgresServer;
  /** Starts the server again after it was stopped: same data, same port. */
  restartPostgres(): Promise<void>;
  signIn(role: RoleName): Promise<Desk>;
  tryToSignIn(role: RoleName): ReturnType<typeof tryToSignIn>;
  /** One statement as the owner of the tables. */
  query: OwnersQuery;
  /** A connection of the owner's that stays, to hold something with. */
  connect(): Promise<pg.Client>;
  appLog(): string;
  stop(): Promise<void>;
}

/** @param disk where the database lies: a directory that is there; with all else of it unless given */
export async function ownDesk(disk?: string): Promise<OwnDesk> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-own-'));
  const postgresDir = path.join(disk ?? home, 'postgres');
  await layDatabase(home, postgresDir);
  // A test ends the server, never the machine. Of a disk of its own it wants to know how it fills.
  const throwaway = disk === undefined;
  let postgres = await startPostgres({ dataDir: postgresDir, throwaway });
  const { port, ownerUrl, url } = postgres;
  const people = keptPeople(home);
  const wire = await startWire(port);
  const throughWire = new URL(url);
  throughWire.port = String(wire.port);

  const host = '127.0.0.1';
  const appPort = await freePort(host);
  const appUrl = localUrl(host, appPort);
  const log = path.join(home, 'application.log');
  const application = await startApplication({
    mode: 'production',
    host,
    port: appPort,
    env: {
      ...stack.applicationEnv,
      DATABASE_URL: throughWire.href,
      NEXTAUTH_URL: appUrl,
      AUDIT_CHECKPOINT_FILE: path.join(home, 'checkpoints.jsonl'),
    },
    output: log,
  });

  const attempt = (role: RoleName) => {
    const person = people.find((one) => one.role === role);
    return tryToSignIn(person?.email ?? '', person?.password ?? '', { appUrl });
  };
  const connect = async () => {
    const client = new pg.Client({ connectionString: ownerUrl });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  return {
    appUrl,
    wire,
    postgres: () => postgres,
    restartPostgres: async () => {
      postgres = await startPostgres({ dataDir: postgresDir, port, throwaway });
    },
    signIn: async (role) => {
      const { status, cookie } = await attempt(role);
      if (status !== 200) throw new Error(`could not sign in as ${role}: ${status}`);
      return deskWith(cookie, appUrl);
    },
    tryToSignIn: attempt,
    query: ownerQuery({ ownerDatabaseUrl: ownerUrl }),
    connect,
    appLog: () => fs.readFileSync(log, 'utf8'),
    stop: async () => {
      await application.stop();
      await wire.close();
      await postgres.stop();
      eraseServerDirectory(postgresDir);
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}
