import fs from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '@/lib/contracts/errors';
import { openDatabase } from '@/lib/server/db/client';
import { deriveKeys } from '@/lib/server/directory/keys';
import { catchUp, type SyncTools } from '@/lib/server/directory/sync';
import { beginEpoch } from '@/lib/server/directory/sync-state';
import { errorResponse } from '@/lib/server/http/errors';
import { createSentinel, type Sentinel } from '@/lib/server/sentinel/calls';
import { toDeskError } from '@/lib/server/to-desk-error';
import { errorSentence } from '@/lib/words/errors';
import { FRONT_CA, type Front, startFront, type Welcome } from '../../sandbox/front';
import { ownDatabases } from '../../scripts/postgres/own-databases';
import { type Desk, sandbox, signInAs, stack } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import type { Fault, NamedCustomer } from '../support/desk/sandbox-control';
import { casesOf, thorough } from '../support/desk/thorough';

/**
 * What the desk makes of each fault of Sentinel, in each operation: status, code, words, and whether a change may have
 * happened. The desk talks to the sandbox through a front that speaks TLS.
 */

/** Short, so that a fault shows soon, and long enough for a right answer on a busy machine. */
const DEADLINES = {
  SENTINEL_CONNECT_MS: '800',
  SENTINEL_HEADERS_MS: '800',
  SENTINEL_BODY_MS: '800',
  SENTINEL_TOTAL_MS: '2500',
  SLOW_ANSWER_MS: '60000',
};
/** Two calls in a row, their deadlines and a busy machine; without our deadlines undici would wait for minutes. */
const WITHIN = 8_000;

type Outcome = 'ok' | ErrorCode;
interface Row {
  /** Of the answer; or of the connection, by its front. */
  fault: Fault | Welcome;
  /** Of what only reads. */
  read: Outcome;
  /** Of a correction, and of a link, when the fault strikes the call that changes something. */
  write: Outcome;
  link?: Outcome;
  images?: Outcome;
  /** Of a list that Sentinel refuses with 400, when the fault strikes the check of the credentials. */
  self?: Outcome;
  /** A change may have happened. */
  maybe?: true;
}

const AWAY = { read: 'sentinel_unavailable', write: 'sentinel_unavailable' } as const;
const LATE = { read: 'sentinel_timeout', write: 'sentinel_timeout' } as const;
const UNREADABLE = { read: 'sentinel_malformed', write: 'sentinel_malformed' } as const;
const FINE = { read: 'ok', write: 'ok' } as const;

/** A row of each kind. */
const SOME: Record<string, Row> = {
  'is a little slow': { fault: { mode: 'delay', ms: 100 }, ...FINE },
  'accepts no connection': { fault: 'silent', ...LATE },
  'cuts the connection': { fault: 'cut', ...AWAY },
  'has the certificate of another host': { fault: 'wrong-host', ...AWAY },
  'hangs before its answer': { fault: { mode: 'hang' }, ...LATE, maybe: true },
  'resets before its answer': { fault: { mode: 'reset', when: 'before-headers' }, ...AWAY, maybe: true },
  'closes one direction within its answer': { fault: { mode: 'half-close' }, ...AWAY, maybe: true },
  'limits calls': {
    fault: { mode: 'status', status: 429, retryAfter: 7 },
    read: 'sentinel_rate_limited',
    write: 'sentinel_rate_limited',
  },
  'fails with 500': { fault: { mode: 'status', status: 500 }, ...AWAY, maybe: true },
  'answers with a page': { fault: { mode: 'html' }, ...UNREADABLE, maybe: true },
  'answers with a redirect': { fault: { mode: 'redirect' }, ...UNREADABLE, maybe: true },
  'answers with JSON that does not end': { fault: { mode: 'truncate' }, ...UNREADABLE, maybe: true },
  'answers with a gzip bomb': { fault: { mode: 'gzip-bomb', megabytes: 8 }, ...UNREADABLE, maybe: true },
  'nests 100,000 levels deep': { fault: { mode: 'deep' }, ...UNREADABLE, maybe: true },
  'answers with values of wrong types': { fault: { mode: 'wrong-types' }, ...FINE },
  'repeats the request in a refusal': {
    fault: { mode: 'echo', status: 422 },
    read: 'sentinel_refused',
    write: 'contact_refused',
    link: 'sentinel_refused',
    self: 'sentinel_credentials',
  },
};

/** Of kinds that have a row above. */
const MORE: Record<string, Row> = {
  'has an expired certificate': { fault: 'expired', ...AWAY },
  'hangs within its answer': { fault: { mode: 'hang', when: 'mid-body' }, ...LATE, maybe: true },
  drips: { fault: { mode: 'drip', chunkBytes: 1, intervalMs: 100 }, ...LATE, maybe: true },
  'resets within its answer': { fault: { mode: 'reset', when: 'mid-body' }, ...AWAY, maybe: true },
  'fails with 503': { fault: { mode: 'status', status: 503, retryAfter: 7 }, ...AWAY, maybe: true },
  'answers with JSON that ends twice': { fault: { mode: 'malformed' }, ...UNREADABLE, maybe: true },
  // Of images it is a usual length; faults.test.ts has one that is too long for them.
  'answers with 5 MB': { fault: { mode: 'oversize', megabytes: 5 }, ...UNREADABLE, images: 'ok', maybe: true },
  'answers with a million values': { fault: { mode: 'heavy' }, ...UNREADABLE, maybe: true },
};

let front: Front;
let replica: Replica;
let desk: Desk;
let someone: NamedCustomer;
/** The directory's sync, on a database and with a client of its own; it tries each page once. */
let walk: { tools: SyncTools; client: Sentinel; known: () => Promise<number>; close: () => Promise<void> };
beforeAll(async () => {
  front = await startFront(Number(new URL(stack.sandboxUrl).port));
  const env = { ...DEADLINES, SENTINEL_BASE_URL: front.url, NODE_EXTRA_CA_CERTS: FRONT_CA };
  replica = await startReplica(stack, { env });
  desk = replica.seen(await signInAs('admin'));
  await sandbox.reset();
  someone = await sandbox.named('all-documents');
  walk = await startWalk();
  await desk.get(`/api/customers/${someone.uuid}`);
  // The sandbox draws a picture when it is first asked for, which takes longer than our deadlines.
  await (await (await signInAs('admin')).send('POST', at('/images'), { optimized: true })).arrayBuffer();
});
afterEach(async () => {
  await sandbox.clearFaults();
  front.meet('right');
});
afterAll(async () => {
  await walk.close();
  await replica.stop();
  await front.close();
});

async function startWalk(): Promise<typeof walk> {
  const { url } = await ownDatabases();
  const { pool, close } = openDatabase(url, { max: 4 });
  const client = createSentinel({
    ...{ baseUrl: stack.sandboxUrl, clientUuid: stack.clientUuid, clientSecret: stack.clientSecret },
    deadlines: { connect: 800, headers: 800, body: 800, total: 2_500 },
  });
  const tools: SyncTools = {
    ...{ pool, sentinel: client, keys: deriveKeys('a key of these tests, of 32 bytes or more'), concurrency: 1 },
    pace: { run: (call) => call(), limit: () => 1 },
    epoch: await beginEpoch(pool),
    signal: new AbortController().signal,
  };
  await catchUp(tools);
  const known = async () => Number((await pool.query('SELECT count(*) AS n FROM directory_customers')).rows[0]?.n);
  return { tools, client, known, close: () => Promise.all([client.close(), close()]).then(() => {}) };
}

const at = (rest = '') => `/api/customers/${someone.uuid}${rest}`;
const contact = () => ({ email: someone.email, phoneNumber: someone.phoneNumber });

/** Each operation, and the call of Sentinel that the fault strikes. */
const OPERATIONS = {
  list: { path: 'listWithDoc', run: () => desk.get('/api/customers?perPage=10') },
  detail: { path: 'statusWithoutImages', run: () => desk.get(at()) },
  'look-up': {
    path: 'statusWithoutImages',
    run: () => desk.send('POST', '/api/customers/lookup', { phoneNumber: someone.phoneNumber }),
  },
  images: { path: '/status/', run: () => desk.send('POST', at('/images'), { optimized: true }) },
  correct: {
    path: 'contact',
    // The other operations go by the phone number, which stays.
    run: async () => {
      const now = await sandbox.record(someone.uuid);
      const email = now.email === someone.email ? `other.${someone.email}` : someone.email;
      return await desk.send('PATCH', at('/contact'), { email, expected: { ...contact(), email: now.email } });
    },
  },
  link: { path: 'encrypt', run: () => desk.send('POST', at('/link'), {}) },
  // Without TLS: faults of the connection itself are for the operations that go through the front.
  walk: {
    path: 'listWithDoc',
    run: () =>
      catchUp(walk.tools).then(
        () => Response.json({}),
        (error) => errorResponse(toDeskError(error), 'walk'),
      ),
  },
  'check of the credentials': { path: 'find/self', run: () => desk.get('/api/customers?perPage=10&page=2') },
} as const;
type Operation = keyof typeof OPERATIONS;

const WRITES: readonly Operation[] = ['correct', 'link'];

function expectedOf(row: Row, operation: Operation): Outcome {
  if (typeof row.fault === 'string') {
    if (operation === 'walk') return 'ok';
  } else if (operation === 'check of the credentials') {
    // What can't be asked is no proof against the credentials: the refusal of the list stands for itself.
    return row.self ?? 'sentinel_refused';
  }
  if (operation === 'images') return row.images ?? row.read;
  if (operation === 'link') return row.link ?? row.write;
  return operation === 'correct' ? row.write : row.read;
}

async function check(row: Row, operation: Operation): Promise<void> {
  const { path, run } = OPERATIONS[operation];
  const began = performance.now();
  const answer = await run();
  const text = await answer.text();
  expect(performance.now() - began, operation).toBeLessThan(WITHIN);
  expect(text).not.toContain(stack.clientSecret);

  const expected = expectedOf(row, operation);
  if (expected === 'ok') {
    expect([operation, answer.status]).toEqual([operation, 200]);
    return;
  }
  const { error } = JSON.parse(text) as { error: { code: ErrorCode; message: string; maybeSaved?: boolean } };
  const { code, maybeSaved } = error;
  expect([operation, code]).toEqual([operation, expected]);
  expect([422, 502, 503]).toContain(answer.status);
  // What the page says.
  const words = errorSentence({ code, ...(maybeSaved && { maybeSaved: true as const }) });
  if (words !== null && code !== 'contact_refused') expect(error.message).toBe(words);
  expect([operation, maybeSaved ?? false]).toEqual([operation, WRITES.includes(operation) && row.maybe === true]);
  if (code === 'sentinel_rate_limited') expect(answer.headers.get('retry-after')).toBe('7');
  if (!WRITES.includes(operation)) return;
  // A change is asked for once, whatever came of it.
  expect((await sandbox.log()).filter((call) => call.path.includes(path)).length).toBeLessThanOrEqual(1);
}

/** Operations at once: the fault strikes another call of Sentinel in each, or the same call in all. */
const AT_ONCE: readonly (readonly Operation[])[] = [
  ['list', 'images', 'correct', 'link', 'walk'],
  ['detail', 'look-up', 'check of the credentials'],
];

describe.each(casesOf(Object.entries(SOME), Object.entries(MORE)))('when Sentinel %s', (_when, row) => {
  it.each(AT_ONCE)('%s, %s, …', async (...operations) => {
    await sandbox.clearLog();
    if (typeof row.fault === 'string') front.meet(row.fault);
    else {
      for (const path of new Set(operations.map((operation) => OPERATIONS[operation].path))) {
        await sandbox.fault({ ...row.fault, path });
      }
      // A list that is refused as invalid lets the desk check its credentials.
      if (operations.includes('check of the credentials')) {
        await sandbox.fault({ mode: 'status', status: 400, path: 'listWithDoc' });
      }
    }
    const known = await walk.known();
    await Promise.all(operations.map((operation) => check(row, operation)));
    // A walk that fails loses nobody.
    expect(await walk.known()).toBe(known);
  });
});

describe('faulty calls', () => {
  /** Sockets and files of the process, seen from outside. */
  const descriptors = () => fs.readdirSync(`/proc/${replica.pid}/fd`).length;
  const memory = () =>
    Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${replica.pid}/status`, 'utf8'))?.[1]) / 1_024;
  const MODES: Fault[] = [
    { mode: 'status', status: 500 },
    { mode: 'reset', when: 'before-headers' },
    { mode: 'reset', when: 'mid-body' },
    { mode: 'half-close' },
    { mode: 'html' },
    { mode: 'truncate' },
    { mode: 'deep' },
    { mode: 'gzip-bomb', megabytes: 1 },
  ];
  const strike = async (calls: number) => {
    for (const fault of MODES) {
      await sandbox.clearFaults();
      await sandbox.fault({ ...fault, path: 'listWithDoc' });
      const each = calls / MODES.length / 4;
      const lane = async () => {
        for (let call = 0; call < each; call += 1) await (await desk.get('/api/customers?perPage=10')).arrayBuffer();
      };
      await Promise.all([lane(), lane(), lane(), lane()]);
    }
    await sandbox.clearFaults();
    await (await desk.get('/api/customers?perPage=10')).arrayBuffer();
  };

  it('leave no descriptor and no memory behind', async () => {
    await strike(thorough ? 64 : 32);
    const before = { descriptors: descriptors(), memory: memory() };
    await strike(thorough ? 320 : 128);
    // A pool keeps what it has opened: four lanes, and the connections that the database's pools open meanwhile.
    expect(descriptors() - before.descriptors).toBeLessThan(20);
    expect(memory() - before.memory).toBeLessThan(100);
  });
});
