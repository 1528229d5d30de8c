import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Desk } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import type { VendorCall } from '../support/desk/sandbox-control';
import {
  directoryDesk,
  eventually,
  expectInStep,
  report,
  search,
  whenReady,
} from '../support/directory/directory-stack';

/** Processes of the desk die in the middle of a walk: the next one goes on from there, and there is only ever one. */

const CONCURRENCY = 3;
const PAGES = 16;

// The stack's own application only reads; it is the replicas that live and die.
const { stack, desk } = await directoryDesk({
  customers: PAGES * 100,
  env: { DIRECTORY_SYNC: 'off', DIRECTORY_SYNC_CONCURRENCY: `${CONCURRENCY}`, DIRECTORY_CATCH_UP_SECONDS: '3600' },
});
const replicas: Replica[] = [];
beforeAll(async () => {
  // Nobody walks before both are there.
  await stack.query('UPDATE directory_sync SET walked_at = now(), caught_up_at = now()');
});
// Slow enough to be killed in the middle, and to see how many calls are under way at once.
beforeEach(() => stack.sandbox.fault({ mode: 'delay', ms: 500, path: LIST }));
afterAll(async () => {
  for (const replica of replicas) await replica.stop();
});

const LIST = 'listWithDoc';

async function another(): Promise<Replica> {
  const replica = await startReplica(stack, { env: { DIRECTORY_SYNC: 'on' } });
  replicas.push(replica);
  return replica;
}

const listCalls = async () => (await stack.sandbox.log()).filter(({ path }) => path.includes(LIST));
const isSyncer = (replica: Replica) => replica.appLog().includes('"sync":"begins"');

interface Lane {
  page: number;
  end: number | null;
  done: boolean;
}

/** What was saved when nobody works any more. */
async function saved(): Promise<{ walk: number; epoch: number; lanes: Lane[] }> {
  const [row] = await stack.query('SELECT walk, epoch, lanes FROM directory_sync');
  return row as { walk: number; epoch: number; lanes: Lane[] };
}

/** Lets the walk get about half-way, then kills whoever walks. */
async function killHalfWay(walker: Replica): Promise<Awaited<ReturnType<typeof saved>>> {
  await eventually(
    () => report(desk),
    ({ walk }) => walk !== null && walk.pages > PAGES / 3,
  );
  await walker.kill();
  const left = await saved();
  await stack.sandbox.clearLog();
  return left;
}

/** Every lane goes on with the page that it had come to, and no page is read again that had been taken. */
async function expectGoneOn(left: Awaited<ReturnType<typeof saved>>): Promise<void> {
  await whenReady(desk);
  const now = await saved();
  expect([now.walk, now.epoch]).toEqual([left.walk, left.epoch + 1]);
  const asked = (await listCalls()).map(({ body }) => Number(body.page));
  const ahead = left.lanes.flatMap(({ page, end, done }) =>
    done ? [] : Array.from({ length: (end ?? PAGES + 1) - page }, (_, index) => page + index),
  );
  expect(ahead.length).toBeLessThan((PAGES * 3) / 4);
  expect(asked).toEqual(expect.arrayContaining(ahead));
  // Beside them the head, which tells what changed meanwhile, and where a lane makes sure that it has met the next one.
  const borders = left.lanes.flatMap(({ end }) => (end === null ? [PAGES + 1] : [end]));
  const again = asked.filter((page) => !ahead.includes(page) && !borders.includes(page));
  expect(new Set(again)).toEqual(new Set([1]));
  await stack.sandbox.clearFaults();
  await expectInStep(stack, desk);
}

/** The sandbox takes an answer for under way until its last byte has left, when the desk may have asked again, ms. */
const LEAVING = 50;

/** How many calls were under way at the same time, at the most. */
function atOnce(calls: VendorCall[]): number {
  const spans = calls.map(
    ({ at, durationMs }) => [Date.parse(at), Date.parse(at) + (durationMs ?? Infinity) - LEAVING] as const,
  );
  return Math.max(...spans.map(([at]) => spans.filter(([from, to]) => from <= at && at < to).length));
}

it('one walks, the other waits and takes over, and a search answers at both throughout', async () => {
  const [first, second] = [await another(), await another()];
  await eventually(
    async () => isSyncer(first),
    (is) => is,
  );
  const answered: (number | string)[] = [];
  let over = false;
  const people = async (at: () => Desk) => {
    while (!over) {
      answered.push((await search(at(), { text: 'an' })).kind);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const searching = [people(() => desk), people(() => second.seen(desk))];
  const holders = async () =>
    await stack.query("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 7302121 AND granted");
  const held: number[] = [];
  const watching = (async () => {
    for (; !over; await new Promise((resolve) => setTimeout(resolve, 50))) held.push((await holders()).length);
  })();
  try {
    await stack.query('UPDATE directory_sync SET walk_asked_at = now()');
    expect(atOnce(await eventually(listCalls, ({ length }) => length > PAGES / 3))).toBe(CONCURRENCY);
    expect(isSyncer(second)).toBe(false);
    const left = await killHalfWay(first);
    await expectGoneOn(left);
    expect(atOnce(await listCalls())).toBeLessThanOrEqual(CONCURRENCY);
    expect(isSyncer(second)).toBe(true);
  } finally {
    over = true;
    await Promise.all([...searching, watching]);
  }
  expect(Math.max(...held)).toBe(1);
  expect(new Set(answered)).toEqual(new Set(['rows']));
}, 180_000);

it('a process that starts after a kill goes on in the middle of the walk', async () => {
  const [, second] = replicas;
  await stack.query('UPDATE directory_sync SET walk_asked_at = now()');
  if (second === undefined) throw new Error('the second replica never started');
  const left = await killHalfWay(second);
  expect((await report(desk)).syncing).toBe(false);
  await another();
  await expectGoneOn(left);
}, 180_000);

it('a process that is told to stop hands the directory on', async () => {
  const old = replicas.at(-1);
  const next = await another();
  expect([old && isSyncer(old), isSyncer(next)]).toEqual([true, false]);
  await old?.stop();
  await eventually(
    async () => isSyncer(next),
    (is) => is,
  );
}, 60_000);
