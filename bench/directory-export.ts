import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { EXPORT_COLUMNS } from '@/lib/contracts/search';
import { migrateDatabase, roleOf } from '@/lib/server/db/migrate';
import { ensureBuild } from '../scripts/build/make-build.ts';
import { type PostgresServer, startPostgres } from '../scripts/embedded-postgres.ts';
import { eraseServerDirectory } from '../scripts/postgres/server-directory.ts';
import { cleanEnvironment } from '../scripts/process/environment.ts';
import { freePort } from '../scripts/process/ports.ts';
import { beforeExit, runProgram } from '../scripts/process/program.ts';
import { step } from '../scripts/process/step.ts';
import { localUrl, startApplication } from '../scripts/stack/application.ts';
import { ensurePeople, keptPeople } from '../scripts/stack/people.ts';

const SIZES = [10_000, 100_000];
const WARM_UP = 3;
/** How long the reader that dawdles reads nothing, ms. */
const DAWDLES = 3_000;
const AUDIT_KEY = 'a key of this benchmark, 32 bytes or more';

// What an export costs the application's memory: ten times as many rows should cost it the same.
await runProgram(async () => {
  await ensureBuild();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-bench-'));
  beforeExit(async () => {
    eraseServerDirectory(path.join(dataDir, 'postgres'));
    fs.rmSync(dataDir, { recursive: true, force: true });
  });
  const postgres = await step('Starting the database', () =>
    startPostgres({ dataDir: path.join(dataDir, 'postgres') }),
  );
  beforeExit(postgres.stop);
  await migrateDatabase(postgres.ownerUrl, roleOf(postgres.url));
  const people = keptPeople(dataDir);
  await ensurePeople(postgres.url, AUDIT_KEY, people);
  const [person] = people;
  if (!person) throw new Error('There is nobody who could sign in.');

  for (const dawdles of [false, true]) {
    const grown: number[] = [];
    for (const rows of SIZES) {
      await fill(postgres.ownerUrl, rows);
      // A process of its own for each: memory that a process has once had, it keeps.
      const desk = await startDesk(postgres, dataDir, person);
      for (let time = 0; time < WARM_UP; time += 1) await desk.take({ text: 'aa' }, 0);
      const taken = await desk.take({}, dawdles ? DAWDLES : 0);
      await desk.stop();
      grown.push(taken.grown);
      const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;
      console.log(
        `${String(taken.rows).padStart(7)} rows, ${megabytes(taken.bytes).padStart(8)}${dawdles ? `, nothing read for ${DAWDLES / 1_000} s` : ''}: ${(taken.ms / 1_000).toFixed(1)} s, memory grows by ${megabytes(taken.grown)} from ${megabytes(taken.before)}`,
      );
    }
    const [few = 0, many = 0] = grown;
    console.log(`growth of ${SIZES[1]} rows / that of ${SIZES[0]}: ${(many / few).toFixed(2)}\n`);
  }
  return 0;
});

async function fill(ownerUrl: string, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('TRUNCATE directory_customers');
  // A thousand of them have "aa" in their name: what the process warms up with.
  await client.query(
    `INSERT INTO directory_customers SELECT gen_random_uuid(), 6, given, 'Surname', 'ARE', 'female',
      n || '@rows.example', '+9715' || lpad(n::text, 8, '0'), at, at::timestamptz,
      '[{"type":"passport","dateOfExpiry":"2031-01-31","idMatch":true}]', '{}', '{}', 1, 0, '2031-01-31', NULL, NULL,
      false, given || n, ' ' || given || ' surname ' || n || '@rows.example ', now(), 1
    FROM (SELECT n, CASE WHEN n <= 1000 THEN 'aabc' ELSE 'xyz' END AS given, '2026-01-31T10:00:00.000Z' AS at
      FROM generate_series(1, $1::integer) AS n) AS made`,
    [rows],
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
      body: JSON.stringify({ columns: EXPORT_COLUMNS, ...query }),
    });
    if (answer.status !== 200 || !answer.body) throw new Error(`${answer.status} ${await answer.text()}`);
    await sleep(dawdle);
    let bytes = 0;
    for await (const chunk of answer.body) bytes += chunk.length;
    clearInterval(sampling);
    const rows = Number(answer.headers.get('x-export-rows'));
    return { rows, bytes, ms: performance.now() - began, before, grown: most - before };
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
