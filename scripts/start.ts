import path from 'node:path';
import { databaseUrlProblem } from '@/lib/server/database-url';
import { DatabaseProblem } from '@/lib/server/db/database-problem';
import { prepareDatabase } from '@/lib/server/db/migrate';
import { inspectDatabase } from '@/lib/server/db/preflight';
import { EnvError, parseEnv } from '@/lib/server/env';
import { buildState } from './build/build-state.ts';
import { type PostgresServer, startPostgres } from './embedded-postgres.ts';
import type { Ending } from './process/child.ts';
import { requirePort } from './process/ports.ts';
import { ownDirectory } from './process/private-files.ts';
import { Problem } from './process/problem.ts';
import { runProgram } from './process/program.ts';
import { localUrl, startApplication } from './stack/application.ts';
import { dataDirectory, loadDotEnv } from './stack/settings.ts';

// Production. It never builds, never installs and never starts a sandbox: what runs here was decided beforehand.
await runProgram(async () => {
  loadDotEnv();
  process.env.AUDIT_CHECKPOINT_FILE ||= path.join(dataDirectory(), 'audit-checkpoints.jsonl');
  const { HOST, PORT, NEXTAUTH_URL, DRAIN_SECONDS, MIGRATIONS } = requireReady();
  await requirePort(PORT, HOST, 'npm start');

  const embedded = process.env.DATABASE_URL ? undefined : await startDatabase();
  const databaseUrl = embedded?.url ?? process.env.DATABASE_URL ?? '';
  const ownerUrl = embedded?.ownerUrl ?? process.env.DATABASE_OWNER_URL ?? '';
  // Without the owner the start can't tell whether the migrations ran: `/api/health/ready` says so until they have.
  if (!embedded && MIGRATIONS === 'apart') await inspectDatabase(databaseUrl, 'DATABASE_URL');
  else {
    await prepareDatabase(databaseUrl, ownerUrl).catch((error: unknown) => {
      if (embedded || error instanceof DatabaseProblem) throw error;
      throw new Problem(`The database at DATABASE_OWNER_URL could not be prepared: ${reason(error)}`, { cause: error });
    });
  }

  const application = await startApplication({
    mode: 'production',
    host: HOST,
    port: PORT,
    // The owner's rights are for what happens before this line: the application never gets them.
    env: { ...process.env, DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: undefined, NEXT_TELEMETRY_DISABLED: '1' },
    output: 'inherit',
    // As long as the drain takes at the most.
    graceMs: (DRAIN_SECONDS + 35) * 1_000,
  });
  console.log(`Sentinel desk listens on ${localUrl(HOST, PORT)}, for ${NEXTAUTH_URL.origin}`);
  const endings: Promise<readonly [string, Ending]>[] = [
    application.ended.then((ending) => ['The application', ending]),
  ];
  if (embedded) endings.push(embedded.ended.then((ending) => ['The database', ending]));
  const [what, ending] = await Promise.race(endings);
  throw new Problem(`${what} stopped (${ending.signal ?? `exit code ${ending.code}`}): see the log.`);
}, 0);

/** Everything that is missing, in one go, before anything is started. */
function requireReady() {
  const build = buildState();
  const missing = build === 'missing' ? ['There is no build yet: run `npm run build` first.'] : [];
  try {
    const env = parseEnv(process.env, { embeddedDatabase: true });
    if (process.env.DATABASE_URL) missing.push(...ownerProblems(process.env.DATABASE_OWNER_URL, env.MIGRATIONS));
    if (missing.length > 0) throw new Problem(missing.join('\n'));
    if (build === 'stale') console.warn('The build is older than the source: `npm run build` brings it up to date.');
    return env;
  } catch (error) {
    if (error instanceof EnvError) throw new Problem([...missing, error.message].join('\n'));
    throw error;
  }
}

function ownerProblems(ownerUrl: string | undefined, migrations: 'at-start' | 'apart'): string[] {
  if (migrations === 'apart') {
    return ownerUrl
      ? ['DATABASE_OWNER_URL must not be set beside MIGRATIONS=apart: give it to `npm run migrate`.']
      : [];
  }
  if (!ownerUrl) {
    return [
      'DATABASE_OWNER_URL is missing: with a DATABASE_URL of yours, the role that owns the tables and migrates them ' +
        '(or MIGRATIONS=apart, and `npm run migrate` before the start).',
    ];
  }
  const wrong = databaseUrlProblem(ownerUrl);
  return wrong === null ? [] : [`DATABASE_OWNER_URL ${wrong}`];
}

function startDatabase(): Promise<PostgresServer> {
  const dataDir = path.join(ownDirectory(dataDirectory()), 'postgres');
  console.log(`DATABASE_URL is not set: starting a PostgreSQL server with its data in ${dataDir}`);
  console.warn(
    'Nobody backs this server up, and the trail lies on the same machine as the desk: give real customers a PostgreSQL ' +
      'of your own (DATABASE_URL).',
  );
  return startPostgres({ dataDir });
}

/** The driver's first words; its connection errors quote no password. */
function reason(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string') {
      return current.message.includes(current.code) ? current.message : `${current.code} ${current.message}`.trim();
    }
  }
  return error instanceof Error ? error.message : String(error);
}
