import { beforeEach, describe, expect, it } from 'vitest';
import { alsoIt } from '../support/desk/also-it';
import type { Fault } from '../support/desk/sandbox-control';
import { casesOf } from '../support/desk/thorough';
import { runDirectory } from '../support/directory/directory-program';
import {
  directoryDesk,
  eventually,
  expectInStep,
  findAll,
  refill,
  report,
  search,
  walkOnce,
  whenReady,
} from '../support/directory/directory-stack';

/** A list that says wrong things of itself, or changes under the walk: everybody is found in spite of it. */

/** Whole pages: the last one of them is as long as the others. */
const CUSTOMERS = 400;

const { stack, desk } = await directoryDesk({ customers: CUSTOMERS });
beforeEach(async () => {
  await stack.sandbox.clearFaults();
  await stack.sandbox.clearLog();
});

const LIST = 'listWithDoc';

const asked = async () =>
  (await stack.sandbox.log()).filter(({ path }) => path.includes(LIST)).map(({ body }) => Number(body.page));

describe('the total is', () => {
  it.each(
    casesOf<readonly [string, number[]]>(
      [['another one each time', [400, 401, 380, 5, 100_000, 0, 399]]],
      [
        ['too small', [7]],
        ['too large', [90_000]],
        ['nothing', [0]],
      ],
    ),
  )('%s: everybody is found, and nothing is called proven', async (_, totals) => {
    await stack.sandbox.fault({ mode: 'wrong-total', totals, path: LIST });
    await refill(stack, desk);
    expect((await findAll(desk)).size).toBe(CUSTOMERS);
    // Wrong totals have the desk walk again by itself, and a walk counts as proven until it has ended.
    const lied = await eventually(
      () => report(desk),
      ({ walk }) => walk === null,
    );
    expect(lied).toMatchObject({ state: 'ready', covered: CUSTOMERS, proven: false, error: null });
    expect(totals).toContain(lied.total);
    // Nobody is taken for gone on the word of such a list.
    await walkOnce(stack, desk);
    await walkOnce(stack, desk);
    expect((await findAll(desk)).size).toBe(CUSTOMERS);
    expect((await asked()).length).toBeLessThan(150);

    await stack.sandbox.clearFaults();
    await walkOnce(stack, desk);
    await eventually(
      () => report(desk),
      ({ proven, total }) => proven && total === CUSTOMERS,
    );
    await expectInStep(stack, desk);
  });
});

describe('beyond its end', () => {
  it.each(casesOf<'last' | 'asked'>(['last'], ['asked']))(
    'it shows its last page again, numbered as the %s one: the walk ends',
    async (currentPage) => {
      await stack.sandbox.fault({ mode: 'last-page-again', currentPage, path: LIST });
      await refill(stack, desk);
      expect((await findAll(desk)).size).toBe(CUSTOMERS);
      expect(Math.max(...(await asked()))).toBeLessThanOrEqual(CUSTOMERS / 100 + 1);
      await stack.sandbox.clearFaults();
      await expectInStep(stack, desk);
    },
  );
});

describe('rows come twice', () => {
  it.each(
    casesOf<readonly [string, Fault]>(
      [['on pages that overlap', { mode: 'overlap', rows: 9 }]],
      [['within a page', { mode: 'twice' }]],
    ),
  )('%s: each customer is there once', async (_, fault) => {
    await stack.sandbox.fault({ ...fault, path: LIST });
    await refill(stack, desk);
    await stack.sandbox.clearFaults();
    await expectInStep(stack, desk);
    const [stored] = await stack.query('SELECT count(*)::int AS count FROM directory_customers');
    expect(stored?.count).toBe(CUSTOMERS);
  });
});

it('a change that leaves `updatedAt` where it was is found by the next full walk', async () => {
  const [someone] = await stack.sandbox.examples('ordinary', 1);
  const uuid = someone?.uuid ?? '';
  const isFound = async () => (await findAll(desk, { expired: true })).has(uuid);
  expect(await isFound()).toBe(false);
  const { updatedAt } = await stack.sandbox.record(uuid);
  await stack.sandbox.patch(uuid, { extraExpiredIds: ['passport'], updatedAt });
  await walkOnce(stack, desk);
  expect(await isFound()).toBe(true);
});

alsoIt('the vendor is slow: a search answers meanwhile, and says how old it is', async () => {
  await stack.sandbox.fault({ mode: 'delay', ms: 700, path: LIST, times: 3 });
  await eventually(asked, ({ length }) => length > 0);
  const { caughtUpAt } = await report(desk);
  const answer = await search(desk, { text: 'an' });
  expect(answer.rows.length).toBeGreaterThan(0);
  expect(answer.directory.caughtUpAt).toBe(caughtUpAt);
  await walkOnce(stack, desk);
  await expectInStep(stack, desk);
});

it('rows are changed, added and removed between any two pages: nobody is missed, and who is gone goes', async () => {
  await stack.sandbox.fault({ mode: 'churn', touch: 3, add: 1, remove: 2, path: LIST, times: 12 });
  await refill(stack, desk, async () => {
    const none = await eventually(
      () => stack.sandbox.faults(),
      ({ length }) => length === 0,
    );
    expect(none).toEqual([]);
  });
  const there = await stack.sandbox.order('name', 'asc');
  expect(there.length).toBe(CUSTOMERS - 12);
  const found = await eventually(
    () => findAll(desk),
    (all) => there.every((uuid) => all.has(uuid)),
  );
  expect(found.size).toBeGreaterThanOrEqual(there.length);
  await walkOnce(stack, desk);
  await walkOnce(stack, desk);
  await expectInStep(stack, desk);
});

it('gives up whoever is gone after two full walks without them, not after one', async () => {
  const [gone, kept] = await stack.sandbox.examples('accented', 2);
  const isFound = async (uuid = '') => (await findAll(desk)).has(uuid);
  await stack.sandbox.remove(gone?.uuid ?? '');
  // As an operator asks for it.
  const ask = async () =>
    expect(await runDirectory(['walk'], { DATABASE_URL: stack.databaseUrl })).toMatchObject({ code: 0 });
  await walkOnce(stack, desk, ask);
  expect([await isFound(gone?.uuid), await isFound(kept?.uuid)]).toEqual([true, true]);
  await walkOnce(stack, desk, ask);
  await eventually(
    () => isFound(gone?.uuid),
    (found) => !found,
  );
  await expectInStep(stack, desk);
});

alsoIt('an operator has everybody forgotten under a desk that runs: it begins anew', async () => {
  await stack.sandbox.fault({ mode: 'delay', ms: 300, path: LIST, times: 4 });
  await stack.query('UPDATE directory_sync SET walk_asked_at = now()');
  await eventually(
    () => report(desk),
    ({ walk }) => walk !== null,
  );
  const forget = await runDirectory(['forget'], {
    DATABASE_URL: stack.databaseUrl,
    DATABASE_OWNER_URL: stack.ownerDatabaseUrl,
  });
  expect(forget).toMatchObject({ code: 0, out: expect.stringMatching(/^Forgot \d+ customers\.$/m) });
  await whenReady(desk);
  await expectInStep(stack, desk);
});

it('a directory that is far from the total is walked at once, though nobody asked', async () => {
  // In step with the vendor, whatever lies the last walk met.
  await walkOnce(stack, desk);
  const [before] = await stack.query('SELECT walk FROM directory_sync');
  await stack.query(`WITH lost AS (DELETE FROM directory_customers
      WHERE uuid IN (SELECT uuid FROM directory_customers ORDER BY uuid LIMIT 200) RETURNING 1)
    UPDATE directory_sync SET covered = covered - (SELECT count(*) FROM lost)`);
  await eventually(
    () => stack.query('SELECT walk, lanes FROM directory_sync'),
    ([now]) => Number(now?.walk) > Number(before?.walk) && now?.lanes === null,
  );
  await whenReady(desk);
  await expectInStep(stack, desk);
});
