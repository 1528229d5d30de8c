import { setTimeout as sleep } from 'node:timers/promises';
import type { ExpiringPage } from '@/lib/contracts/expiring';
import type { SearchAnswer, SearchBody } from '@/lib/contracts/search';
import { openDatabase } from '@/lib/server/db/client';
import { readState } from '@/lib/server/directory/sync-state';
import { ensureBuild } from '../../scripts/build/make-build.ts';
import { WIDE_BUDGETS } from '../../scripts/stack/wide-budgets.ts';
import { type Stack, startStack } from '../../scripts/stack.ts';
import { signIn } from './sign-in.ts';

/** So many hits are opened of each way to a customer; 200 in all. */
const HITS = { search: 70, expiring: 60, 'exact look-up': 70 };
type Way = keyof typeof HITS;
/** Sentinel's one call for an opened customer, as the sandbox logs it. */
const ONE_CALL = '/customers/statusWithoutImages/clientAuth';

interface Opening {
  way: Way;
  ms: number;
  /** What went wrong; `null` when the customer opened with one call. */
  problem: string | null;
}

/**
 * Opens random hits of the search, of Expiring and of exact look-ups at a desk whose directory has just been filled, and
 * counts Sentinel's calls in the sandbox's log. Nothing is remembered from earlier answers: the directory alone knows
 * the contacts.
 *
 * @returns the exit code: 1 when a hit did not open, or cost another call than the one
 */
export async function benchOpenings(options: { dataDir: string; customers: string; latency: string }): Promise<number> {
  await ensureBuild();
  const { dataDir, customers, latency } = options;
  const stack = await startStack({
    dataDir,
    mode: 'production',
    sandbox: { customers, latency, rowShape: 'full' },
    env: { BUDGETS: WIDE_BUDGETS, DIRECTORY_SYNC_RATE: '0', DIRECTORY_CATCH_UP_SECONDS: '3600' },
    step: (_label, work) => work(),
  });
  const owner = openDatabase(stack.ownerDatabaseUrl, { max: 1, statementTimeout: 600_000 });
  const began = performance.now();
  for (let state = await readState(owner.pool); state.walkedAt === null; state = await readState(owner.pool)) {
    await sleep(500);
  }
  const { covered } = await readState(owner.pool);
  console.log(`${covered} customers in the directory after ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  // What autovacuum does within minutes after a first walk: without statistics the first searches run out of time.
  await owner.pool.query('VACUUM ANALYZE directory_customers');

  const desk = deskOf(stack, await signIn(stack));
  const picked = await pick(desk, owner.pool);
  await owner.pool.query('TRUNCATE customer_identifiers');
  const openings: Opening[] = [];
  for (const { way, uuid } of picked) openings.push({ way, ...(await open(desk, uuid)) });

  for (const way of Object.keys(HITS) as Way[]) {
    const times = openings.filter((one) => one.way === way).map(({ ms }) => ms);
    const at = (share: number) => times.toSorted((one, other) => one - other)[Math.floor((times.length - 1) * share)];
    const good = openings.filter((one) => one.way === way && one.problem === null).length;
    console.log(
      `${way.padEnd(14)} ${good} of ${times.length} opened with one call, p50 ${at(0.5)?.toFixed(0)} ms, p95 ${at(0.95)?.toFixed(0)} ms`,
    );
  }
  const bad = openings.flatMap(({ way, problem }) => (problem === null ? [] : [`${way}: ${problem}`]));
  for (const line of bad) console.log(line);
  await owner.close();
  await stack.stop();
  return bad.length === 0 ? 0 : 1;
}

type DeskCalls = ReturnType<typeof deskOf>;

function deskOf({ appUrl, sandboxUrl }: Stack, cookie: string) {
  return {
    get: (path: string) => fetch(appUrl + path, { headers: { cookie } }),
    search: async (body: SearchBody): Promise<Extract<SearchAnswer, { kind: 'rows' }>> => {
      const answer = await fetch(`${appUrl}/api/customers/search`, {
        method: 'POST',
        headers: { cookie, origin: appUrl, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const found = (await answer.json()) as SearchAnswer;
      if (answer.status !== 200 || found.kind !== 'rows') throw new Error(`the search answered ${answer.status}`);
      return found;
    },
    /** Sentinel's calls since the last time, as paths. */
    calls: async () => {
      const log = await fetch(`${sandboxUrl}/__sandbox/log`);
      const { entries } = (await log.json()) as { entries: { path: string }[] };
      await fetch(`${sandboxUrl}/__sandbox/log`, { method: 'DELETE' });
      return entries.map(({ path }) => path);
    },
  };
}

interface Known {
  uuid: string;
  name: string;
  email: string;
}

/** Random customers as people find them. Those of the sandbox's own faults are left out: their faults are the point. */
async function pick(
  desk: DeskCalls,
  pool: { query: (text: string, values: unknown[]) => Promise<{ rows: Known[] }> },
): Promise<{ way: Way; uuid: string }[]> {
  const { rows } = await pool.query(
    `SELECT uuid, name || ' ' || surname AS name, email FROM directory_customers
    WHERE email LIKE '%@%' AND email NOT LIKE '%fault%' AND length(name) > 1 AND length(surname) > 1
    ORDER BY random() LIMIT $1`,
    [HITS.search + HITS['exact look-up']],
  );
  const picked: { way: Way; uuid: string }[] = [];
  for (const { name } of rows.slice(0, HITS.search)) {
    const hits = (await desk.search({ text: name, live: false, limit: 20 })).rows.filter((row) =>
      isOrdinary(row.email),
    );
    picked.push({ way: 'search', uuid: hits[Math.floor(Math.random() * hits.length)]?.uuid ?? `nobody called so` });
  }
  for (const { email } of rows.slice(HITS.search)) {
    picked.push({
      way: 'exact look-up',
      uuid: (await desk.search({ text: email })).exact ?? 'nobody with this address',
    });
  }
  const expiring: string[] = [];
  for (const within of ['expired', '30', '60', '90']) {
    for (let page = 0, next = ''; page < 6; page += 1) {
      const answer = await desk.get(`/api/expiring/customers?within=${within}${next && `&cursor=${next}`}`);
      const found = (await answer.json()) as ExpiringPage;
      expiring.push(...found.rows.map(({ uuid }) => uuid));
      if (found.next === null) break;
      next = found.next;
    }
  }
  const known = await pool.query(
    `SELECT uuid, '' AS name, '' AS email FROM directory_customers WHERE uuid = ANY($1)
    AND (email IS NOT NULL OR phone IS NOT NULL) AND email NOT LIKE '%fault%' ORDER BY random() LIMIT $2`,
    [expiring, HITS.expiring],
  );
  return [...picked, ...known.rows.map(({ uuid }) => ({ way: 'expiring' as const, uuid }))];
}

function isOrdinary(email: string | null): boolean {
  return email !== null && !email.includes('fault');
}

async function open(desk: DeskCalls, uuid: string): Promise<Omit<Opening, 'way'>> {
  await desk.calls();
  const began = performance.now();
  const answer = await desk.get(`/api/customers/${encodeURIComponent(uuid)}`);
  const body = (await answer.json()) as { uuid?: string };
  const ms = performance.now() - began;
  const calls = await desk.calls();
  const isGood = answer.status === 200 && body.uuid === uuid && calls.length === 1 && calls[0] === ONE_CALL;
  return { ms, problem: isGood ? null : `${uuid} answered ${answer.status} after ${calls.join(', ') || 'no call'}` };
}
