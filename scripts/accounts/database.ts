import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { databaseUrlProblem } from '@/lib/server/database-url';
import { startPostgres } from '../embedded-postgres.ts';
import { ownDirectory } from '../process/private-files.ts';
import { Problem } from '../process/problem.ts';
import { inProject } from '../process/project.ts';
import { dataDirectory } from '../stack/settings.ts';

/** The database the accounts are in, and a word about it when that is not obvious. */
export interface FoundDatabase {
  /** As the application's role. */
  url: string;
  /** As the owner, where it can be had: then the schema is brought up to date first. */
  ownerUrl?: string | undefined;
  /** Of the desk whose database it is; what is missing is in the environment. */
  trail?: { auditKey: string; checkpointFile: string };
  note?: string;
}

/**
 * DATABASE_URL, else the server a running desk has started, else that of a running demo or `npm run dev`, else the
 * server under DATA_DIR, started for as long as this program runs.
 */
export async function findDatabase(): Promise<FoundDatabase> {
  const given = process.env.DATABASE_URL;
  if (given) {
    const ownerUrl = process.env.DATABASE_OWNER_URL || undefined;
    for (const [name, url] of Object.entries({ DATABASE_URL: given, DATABASE_OWNER_URL: ownerUrl })) {
      const wrong = url === undefined ? null : databaseUrlProblem(url);
      if (wrong !== null) throw new Problem(`${name} ${wrong}.`);
    }
    return { url: given, ownerUrl };
  }
  const dataDir = dataDirectory();
  const own = await runningServer(path.join(dataDir, 'postgres'));
  if (own) return own;
  for (const name of ['demo', 'dev']) {
    const found = await runningServer(inProject('.data', name, 'postgres'));
    if (found)
      return {
        ...found,
        trail: keptTrail(inProject('.data', name)),
        note: `Using the database of \`npm run ${name}\`, the only one that is running.`,
      };
  }
  const server = await startPostgres({ dataDir: path.join(ownDirectory(dataDir), 'postgres') });
  return { url: server.url, ownerUrl: server.ownerUrl };
}

/** The demo's and `npm run dev`'s keys lie beside their data. */
function keptTrail(dataDir: string): { auditKey: string; checkpointFile: string } {
  try {
    const auditKey = fs.readFileSync(path.join(dataDir, 'audit-key'), 'utf8').trim();
    return { auditKey, checkpointFile: path.join(dataDir, 'audit-checkpoints.jsonl') };
  } catch (error) {
    throw new Problem(`${dataDir}/audit-key cannot be read: run this as the user who started the desk.`, {
      cause: error,
    });
  }
}

/** The URLs that a running server has left there; a file left over from a crash leads nowhere and is passed over. */
async function runningServer(dataDir: string): Promise<FoundDatabase | undefined> {
  const file = path.join(dataDir, 'postgres-url');
  if (!fs.existsSync(file)) return undefined;
  let url: string;
  let ownerUrl: string;
  try {
    url = fs.readFileSync(file, 'utf8').trim();
    ownerUrl = fs.readFileSync(path.join(dataDir, 'postgres-owner-url'), 'utf8').trim();
  } catch (error) {
    throw new Problem(`${file} cannot be read: run this as the user who started the desk.`, { cause: error });
  }
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return { url, ownerUrl };
  } catch {
    return undefined;
  }
}
