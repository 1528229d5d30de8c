import { beforeEach, expect, it } from 'vitest';
import type { OpenedCustomer } from '@/lib/contracts/customer';
import type { Contact } from '@/lib/contracts/requests';
import { signInAs } from '../support/desk/desk';
import { thorough } from '../support/desk/thorough';
import { directoryDesk, search } from '../support/directory/directory-stack';

/** A customer whom the directory holds is opened, revealed, linked and corrected by its contact, without a walk. */

const CUSTOMERS = thorough ? 40_000 : 12_000;

// One catch-up, at the end of the walk: afterwards every call in the vendor's log is the test's.
const { stack, desk } = await directoryDesk({ customers: CUSTOMERS, env: { DIRECTORY_CATCH_UP_SECONDS: '3600' } });
const support = await signInAs('support', stack);
beforeEach(async () => {
  await stack.query('TRUNCATE customer_identifiers');
  await stack.sandbox.clearLog();
});

interface Known extends Contact {
  uuid: string;
  name: string;
}

/** Ordinary customers beyond the newest 10,000, whom no walk would reach. */
async function oldest(count: number): Promise<Known[]> {
  const rows = await stack.query(
    `SELECT uuid, name, email, phone AS "phoneNumber" FROM (
      SELECT *, row_number() OVER (ORDER BY updated_at DESC) AS place FROM directory_customers
    ) AS placed WHERE place > 10100 AND email NOT LIKE '%fault%' AND length(email) > 10 AND phone LIKE '+%' AND name IS NOT NULL
    ORDER BY md5(uuid) LIMIT $1`,
    [count],
  );
  expect(rows).toHaveLength(count);
  return rows as unknown as Known[];
}

it('opens any hit of the search with one call to Sentinel', async () => {
  for (const { uuid, email } of await oldest(25)) {
    const { exact } = await search(desk, { text: email ?? '', live: false });
    expect(exact).toBe(uuid);
    await stack.sandbox.clearLog();
    const answer = await desk.get(`/api/customers/${uuid}`);
    expect([answer.status, ((await answer.json()) as Known).uuid]).toEqual([200, uuid]);
    expect(await stack.sandbox.calls()).toEqual(['statusWithoutImages']);
  }
});

it('reveals, links and corrects without a walk', async () => {
  const [one, other, third] = await oldest(3);
  if (!one || !other || !third) throw new Error('too few customers');
  expect((await desk.send('POST', `/api/customers/${one.uuid}/images`, {})).status).toBe(200);
  expect(await stack.sandbox.calls()).toEqual(['status']);
  await stack.sandbox.clearLog();
  expect((await support.send('POST', `/api/customers/${other.uuid}/link`, {})).status).toBe(200);
  expect(await stack.sandbox.calls()).not.toContain('listWithDoc');
  await stack.sandbox.clearLog();
  const { email, phoneNumber } = third;
  const change = { email: 'directory-open@corrected.example', expected: { email, phoneNumber } };
  expect((await support.send('PATCH', `/api/customers/${third.uuid}/contact`, change)).status).toBe(200);
  expect(await stack.sandbox.calls()).toEqual(['statusWithoutImages', 'contact']);
});

it('walks for a customer whose e-mail address and phone number both changed at Sentinel', async () => {
  const [someone] = await oldest(1);
  const uuid = someone?.uuid ?? '';
  await stack.sandbox.patch(uuid, { email: 'moved-away@elsewhere.example', phoneNumber: '+971500000009' });
  const answer = await desk.get(`/api/customers/${uuid}`);
  expect([answer.status, ((await answer.json()) as Known).email]).toEqual([200, 'moved-away@elsewhere.example']);
  // The change made the customer the newest one, so the first page holds them.
  expect(await stack.sandbox.calls()).toEqual(['statusWithoutImages', 'listWithDoc', 'statusWithoutImages']);
});

it('follows an e-mail address that changed by the phone number, in one call', async () => {
  const [someone] = await oldest(1);
  const uuid = someone?.uuid ?? '';
  await stack.sandbox.patch(uuid, { email: 'moved-again@elsewhere.example' });
  const answer = await desk.get(`/api/customers/${uuid}`);
  expect([answer.status, await answer.json()]).toEqual([
    200,
    expect.objectContaining({ email: 'moved-again@elsewhere.example', changedContact: ['email'] }),
  ]);
  expect(await (await desk.get(`/api/customers/${uuid}`)).json()).toMatchObject({ changedContact: [] });
  await stack.sandbox.clearLog();
  await desk.get(`/api/customers/${uuid}`);
  expect(await stack.sandbox.calls()).toEqual(['statusWithoutImages']);
});

it('opens nothing by a contact that has passed to another customer, and goes by the phone number the next time', async () => {
  const [one, other] = await oldest(2);
  if (!one || !other) throw new Error('too few customers');
  await stack.sandbox.patch(one.uuid, { email: 'on-its-way@swapped.example' });
  await stack.sandbox.patch(other.uuid, { email: one.email });
  const refused = await desk.get(`/api/customers/${one.uuid}`);
  expect([refused.status, await stack.sandbox.calls()]).toEqual([409, ['statusWithoutImages']]);
  await stack.sandbox.clearLog();
  const answer = await desk.get(`/api/customers/${one.uuid}`);
  expect([answer.status, await answer.json()]).toEqual([
    200,
    expect.objectContaining({ email: 'on-its-way@swapped.example', changedContact: ['email'] }),
  ]);
  expect(await stack.sandbox.calls()).toEqual(['statusWithoutImages']);
});

it('walks for a customer whose every contact has passed to another customer, once', async () => {
  const [one, other] = await oldest(2);
  if (!one || !other) throw new Error('too few customers');
  await stack.sandbox.patch(one.uuid, { email: 'gone@swapped.example', phoneNumber: '+971500000019' });
  await stack.sandbox.patch(other.uuid, { email: one.email });
  const open = async () => {
    await stack.sandbox.clearLog();
    const { status } = await desk.get(`/api/customers/${one.uuid}`);
    return [status, await stack.sandbox.calls()];
  };
  expect(await open()).toEqual([409, ['statusWithoutImages']]);
  expect(await open()).toEqual([200, ['statusWithoutImages', 'listWithDoc', 'statusWithoutImages']]);
  expect(await open()).toEqual([200, ['statusWithoutImages']]);
});

it('gives the directory’s row with the customer, whom Sentinel’s own answer leaves fields out of', async () => {
  const isLean = async ({ uuid }: Known) => (await stack.sandbox.record(uuid)).lean === true;
  const candidates = await oldest(20);
  const lean = (await Promise.all(candidates.map(isLean))).indexOf(true);
  const uuid = candidates[lean]?.uuid ?? '';
  const row = (await search(desk, { text: uuid })).rows[0];
  const opened = (await (await desk.get(`/api/customers/${uuid}`)).json()) as OpenedCustomer;
  expect(opened).toMatchObject({ uuid, gender: null, updatedAt: null, changedContact: [] });
  const { matches: _1, documentMatched: _2, soundsLike: _3, ...shown } = row ?? {};
  expect(opened.row).toEqual(shown);
});
