import { beforeEach, expect, it } from 'vitest';
import {
  directoryDesk,
  eventually,
  expectInStep,
  findAll,
  refill,
  report,
  search,
  walkOnce,
} from '../support/directory/directory-stack';

/** A list whose rows carry no `updatedAt`, as in the vendor's own example: nothing can be proven, and it converges. */

const CUSTOMERS = 300;
const LIST = 'listWithDoc';

const { stack, desk } = await directoryDesk({ customers: CUSTOMERS, rowShape: 'strict' });
beforeEach(() => stack.sandbox.clearFaults());

it('has everybody after the first walk, and says that it proves nothing', async () => {
  await expectInStep(stack, desk);
  expect(await report(desk)).toMatchObject({ state: 'ready', covered: CUSTOMERS, proven: false, error: null });
  for (const row of (await findAll(desk)).values()) expect(row.updatedAt).toBeNull();
});

it('shows soon who is new and who has changed, without a walk', async () => {
  const [{ walk } = {}] = await stack.query('SELECT walk FROM directory_sync');
  const order = await stack.sandbox.order('updatedAt', 'asc');
  await stack.sandbox.patch(order[0] ?? '', { surname: 'Undatedson' });
  const added = await stack.sandbox.add({ name: 'Undatedchild', email: 'undated@walk.example' });
  await eventually(
    () => search(desk, { text: 'undated', live: false }),
    ({ rows }) => new Set(rows.map(({ uuid }) => uuid)).size === 2,
  );
  expect((await search(desk, { text: 'undatedchild' })).rows[0]?.uuid).toBe(added.uuid);
  expect((await stack.query('SELECT walk FROM directory_sync'))[0]?.walk).toBe(walk);
});

it('comes to hold everybody, and nobody else, though the list moves and its total lies meanwhile', async () => {
  await stack.sandbox.fault({ mode: 'churn', touch: 3, add: 1, remove: 1, path: LIST, times: 6 });
  await stack.sandbox.fault({ mode: 'wrong-total', totals: [3, 7_000], path: LIST, times: 4 });
  await refill(stack, desk);
  await eventually(
    () => stack.sandbox.faults(),
    ({ length }) => length === 0,
  );
  // What moved past one walk is met by the next; whoever is gone is missed by two.
  await walkOnce(stack, desk);
  await walkOnce(stack, desk);
  await expectInStep(stack, desk);
});
