import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { COVERAGE_GAPS } from '@/lib/contracts/coverage';
import { EXPORT_COLUMNS } from '@/lib/contracts/search';
import { migrateDatabase, roleOf } from '@/lib/server/db/migrate';
import { WHY } from '../e2e/support/desk/purpose';
import { ensureBuild } from '../scripts/build/make-build.ts';
import { type PostgresServer, startPostgres } from '../scripts/embedded-postgres.ts';
import { cleanEnvironment } from '../scripts/process/environment.ts';
import { freePort } from '../scripts/process/ports.ts';
import { beforeExit, runProgram } from '../scripts/process/program.ts';
import { step } from '../scripts/process/step.ts';
import { localUrl, startApplication } from '../scripts/stack/application.ts';
import { ensurePeople, keptPeople } from '../scripts/stack/people.ts';
import { benchDirectory } from './data-dir.ts';

const ROWS = 100_000;
/** A tenth of them has this in their name. */
const FEW = 'aab';
/** How long the reader that dawdles reads nothing, ms. */
const DAWDLES = 3_000;
const AUDIT_KEY = 'a key of this benchmark, 32 bytes or more';

// What exports cost the application's memory. What they need at a time is 500 rows; what its heap takes before it tidies
// up grows with the first ones, and must not go on growing.
await runProgram(async () => {
  await ensureBuild();
  const dataDir = benchDirectory();
  const postgres = await step('Starting the database', () =>
    startPostgres({ dataDir: path.join(dataDir, 'postgres') }),
  );
  beforeExit(postgres.stop);
  await migrateDatabase(postgres.ownerUrl, roleOf(postgres.url));
  const people = keptPeople(dataDir);
  await ensurePeople(postgres.url, AUDIT_KEY, people);
  const [person] = people;
  if (!person) throw new Error('There is nobody who could sign in.');

  await step('Filling the directory', () => fill(postgres.ownerUrl));
  const desk = await startDesk(postgres, dataDir, person);
  beforeExit(desk.stop);
  const runs = [
    { name: 'a tenth', query: { text: FEW }, dawdle: 0 },
    ...['first', 'second', 'third', 'fourth'].map((time) => ({ name: `all, ${time} time`, query: {}, dawdle: 0 })),
    { name: `all, nothing read for ${DAWDLES / 1_000} s`, query: {}, dawdle: DAWDLES },
    { name: 'a tenth', query: { text: FEW }, dawdle: 0 },
  ];
  const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`.padStart(8);
  for (const { name, query, dawdle } of runs) {
    const { rows, bytes, ms, before, most } = await desk.take(query, dawdle);
    console.log(
      `${name.padEnd(28)}${String(rows).padStart(7)} rows, ${megabytes(bytes)}, ${(ms / 1_000).toFixed(1).padStart(5)} s: memory ${megabytes(before)} before, ${megabytes(most)} at the most`,
    );
  }
  return 0;
});

async function fill(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(
    `INSERT INTO directory_customers SELECT gen_random_uuid(), 6, given, 'Surname', 'ARE', 'female',
      n || '@rows.example', '+9715' || lpad(n::text, 8, '0'), at, at::timestamptz,
      '[{"type":"passport","dateOfExpiry":"2031-01-31","idMatch":true}]', '{}', '{}', 1, 0, '2031-01-31', NULL, NULL,
      false, given || n, ' ' || given || ' surname ' || n || '@rows.example ', now(), 1
    FROM (SELECT n, CASE WHEN n % 10 = 0 THEN $2 ELSE 'xyz' END AS given, '2026-01-31T10:00:00.000Z' AS at
      FROM generate_series(1, $1::integer) AS n) AS made`,
    [ROWS, FEW],
  );
  await client.query('ANALYZE directory_customers');
  await client.end();
}

async function startDesk(
  postgres: PostgresServer,
  dataDir: string,
  { email, password }: { email: string; password: string },
) {
  const host = '127.0.0.1';
  const port = await freePort(host);
  const url = localUrl(host, port);
  const child = await startApplication({
    mode: 'production',
    host,
    port,
    env: cleanEnvironment({
      // Nobody is asked: an export is the directory's alone.
      SENTINEL_BASE_URL: 'http://127.0.0.1:9',
      SENTINEL_CLIENT_UUID: crypto.randomUUID(),
      SENTINEL_CLIENT_SECRET: 'a-secret-of-this-benchmark',
      DATABASE_URL: postgres.url,
      NEXTAUTH_URL: url,
      NEXTAUTH_SECRET: 'a secret of this benchmark, of 32 characters or more',
      AUDIT_KEY,
      DIRECTORY_KEY: 'another key of this benchmark, 32 bytes or more',
      DIRECTORY_SYNC: 'off',
      AUDIT_CHECKPOINT_FILE: path.join(dataDir, 'checkpoints.jsonl'),
    }),
    output: path.join(dataDir, `application-${port}.log`),
  });
  const cookie = await signIn(url, email, password);

  async function take(query: object, dawdle: number) {
    const before = residentBytes(child.pid);
    let most = before;
    const sampling = setInterval(() => {
      most = Math.max(most, residentBytes(child.pid));
    }, 20);
    const began = performance.now();
    const answer = await fetch(`${url}/api/customers/export`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ columns: EXPORT_COLUMNS, accepts: COVERAGE_GAPS, why: WHY, ...query }),
    });
    if (answer.status !== 200 || !answer.body) throw new Error(`${answer.status} ${await answer.text()}`);
    await sleep(dawdle);
    let bytes = 0;
    for await (const chunk of answer.body) bytes += chunk.length;
    clearInterval(sampling);
    const rows = Number(answer.headers.get('x-export-rows'));
    return { rows, bytes, ms: performance.now() - began, before, most };
  }
  return { take, stop: () => child.stop() };
}

/** As the page does it. */
async function signIn(url: string, email: string, password: string): Promise<string> {
  const pairs = (answer: Response) => answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookies = pairs(csrf);
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookies.join('; ') },
    body: new URLSearchParams({ csrfToken, email, password, code: '', json: 'true' }),
  });
  if (answer.status !== 200) throw new Error(`could not sign in: ${answer.status}`);
  return [...cookies, ...pairs(answer)].join('; ');
}

/** What a process holds of the machine's memory; as Linux tells it. */
function residentBytes(pid: number): number {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024;
}
