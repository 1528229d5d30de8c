import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Customer, CustomerPage } from '@/lib/contracts/customer';
import { ORDERS, SORT_KEYS } from '@/lib/contracts/list-params';
import { type Desk, errorOf, query, sandbox, signInAs } from '../support/desk/desk';

let desk: Desk;
beforeAll(async () => {
  desk = await signInAs('compliance');
});
beforeEach(async () => {
  await sandbox.reset();
});

const list = async (search: string) => (await (await desk.get(`/api/customers${search}`)).json()) as CustomerPage;
const open = async (uuid: string) => (await (await desk.get(`/api/customers/${uuid}`)).json()) as Customer;
const lookUp = (by: Record<string, string>) => desk.send('POST', '/api/customers/lookup', by);

describe('the list', () => {
  it.each(SORT_KEYS.flatMap((key) => ORDERS.map((order) => [key, order] as const)))(
    'is the vendor’s own, by %s %s',
    async (sortBy, order) => {
      const expected = await sandbox.order(sortBy, order);
      const pages = [await list(`?perPage=100&sortBy=${sortBy}&order=${order}`)];
      pages.push(await list(`?perPage=100&sortBy=${sortBy}&order=${order}&page=2`));
      expect(pages.flatMap((page) => page.rows.map((row) => row.uuid))).toEqual(expected.slice(0, 200));
      expect(pages[0]).toMatchObject({ total: expected.length, lastPage: Math.ceil(expected.length / 100), page: 1 });
    },
  );

  it('costs one call, and carries nothing that the vendor meant for itself', async () => {
    const answer = await desk.get('/api/customers');
    expect(await sandbox.calls()).toEqual(['listWithDoc']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const row = ((await answer.json()) as CustomerPage).rows[0];
    expect(Object.keys(row ?? {}).sort()).toEqual([
      'documents',
      'email',
      'expiredDocuments',
      'gender',
      'name',
      'nationality',
      'phoneNumber',
      'status',
      'surname',
      'updatedAt',
      'uuid',
    ]);
  });

  it('is given to many at once, in any order of the same rows', async () => {
    await query('TRUNCATE customer_identifiers');
    const searches = ORDERS.flatMap((order) =>
      [1, 2].map((page) => `?perPage=100&sortBy=name&order=${order}&page=${page}`),
    );
    const last = `?perPage=100&sortBy=name&order=asc&page=24`;
    for (let round = 0; round < 8; round += 1) {
      const many = await Promise.all(
        [...searches, ...searches, last, last].map((one) => desk.get(`/api/customers${one}`)),
      );
      expect(many.map((answer) => answer.status)).toEqual(many.map(() => 200));
    }
  });

  it('answers a page beyond the end with no rows', async () => {
    expect(await list('?page=9999')).toMatchObject({ rows: [], page: 9999 });
  });

  it.each([
    ['page=0', 'page'],
    ['perPage=25', 'perPage'],
    ['sortBy=email', 'sortBy'],
    ['order=upwards', 'order'],
  ])('refuses %s, naming the field, before the vendor hears of it', async (search, field) => {
    const error = await errorOf(await desk.get(`/api/customers?${search}`));
    expect(error).toMatchObject({
      status: 422,
      code: 'invalid_request',
      fields: { [field]: { code: expect.any(String) } },
    });
    expect(await sandbox.calls()).toEqual([]);
  });
});

describe('looking up', () => {
  it('finds by e-mail and by phone in any usual writing, and answers the uuid alone', async () => {
    const [ordinary] = (await sandbox.examples('ordinary', 200)).filter((one) => one.phoneNumber?.startsWith('+9715'));
    const local = ordinary?.phoneNumber?.replace('+971', '0') ?? '';
    const spaced = local.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
    for (const by of [
      { email: ordinary?.email ?? '' },
      { phoneNumber: ordinary?.phoneNumber ?? '' },
      { phoneNumber: spaced },
      { phoneNumber: ordinary?.phoneNumber?.replace('+', '00') ?? '' },
    ]) {
      expect(await (await lookUp(by)).json()).toEqual({ uuid: ordinary?.uuid });
    }
  });

  it('says honestly that there is nobody, and what is no phone number', async () => {
    expect(await errorOf(await lookUp({ email: 'nobody@nowhere.example' }))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    await sandbox.clearLog();
    expect(await errorOf(await lookUp({ phoneNumber: '050 12' }))).toMatchObject({
      status: 422,
      message: expect.stringContaining('050 123 4567'),
      fields: { phoneNumber: { code: 'not_a_phone_number' } },
    });
    expect(await sandbox.calls()).toEqual([]);
  });
});

describe('opening', () => {
  it('costs one call without images for a customer that was listed', async () => {
    const { rows } = await list('');
    const ordinary = rows.find((row) => row.email?.match(/@example\./));
    await sandbox.clearLog();
    const customer = await open(ordinary?.uuid ?? '');
    expect(customer).toMatchObject({ uuid: ordinary?.uuid, name: ordinary?.name, email: ordinary?.email });
    expect(await sandbox.calls()).toEqual(['statusWithoutImages']);
    expect(JSON.stringify(customer)).not.toContain('base64');
  });

  it('finds one whose uuid was never seen, and remembers no more than a contact', async () => {
    await query('TRUNCATE customer_identifiers');
    const last = (await sandbox.order('updatedAt', 'desc')).at(-1) ?? '';
    expect(await open(last)).toMatchObject({ uuid: last });
    const [row] = await query('SELECT * FROM customer_identifiers WHERE uuid = $1', [last]);
    expect(Object.keys(row ?? {})).toEqual(['uuid', 'email', 'phone', 'seen_at']);
    await sandbox.clearLog();
    await open(last);
    expect(await sandbox.calls()).toEqual(['statusWithoutImages']);
  });

  it('answers 404 for a uuid that nobody has, after one bounded walk', async () => {
    const nobody = randomUUID();
    // Everybody who asks at once shares the walk, and who asks soon after is told without one.
    const answers = await Promise.all([1, 2, 3].map(() => desk.get(`/api/customers/${nobody}`)));
    answers.push(await desk.get(`/api/customers/${nobody}`));
    for (const answer of answers) expect(await errorOf(answer)).toMatchObject({ status: 404, code: 'not_found' });
    const calls = await sandbox.calls();
    expect(new Set(calls)).toEqual(new Set(['listWithDoc']));
    expect(calls.length).toBe(Math.ceil((await sandbox.order('name', 'asc')).length / 100));
    await sandbox.clearLog();
    expect((await errorOf(await desk.get('/api/customers/%2e%2e%2fetc'))).status).toBe(404);
    expect(await sandbox.calls()).toEqual([]);
  });

  it('follows a contact that was changed elsewhere', async () => {
    const someone = await sandbox.named('editable');
    await open(someone.uuid);
    await sandbox.patch(someone.uuid, { email: 'moved@elsewhere.example', phoneNumber: '+971500000001' });
    expect(await open(someone.uuid)).toMatchObject({ uuid: someone.uuid, email: 'moved@elsewhere.example' });
  });

  it('opens nothing when the contact leads to somebody else', async () => {
    const someone = await sandbox.named('wrong-person');
    for (const path of [`/api/customers/${someone.uuid}`, `/api/customers/${someone.uuid}`]) {
      const error = await errorOf(await desk.get(path));
      expect(error).toMatchObject({
        status: 409,
        code: 'wrong_person',
        message: 'The contact on file now leads to a different customer. Nothing was opened.',
      });
      expect(Object.keys(error).sort()).toEqual(['code', 'message', 'requestId', 'status']);
    }
  });

  it('shows what there is of customers with odd records', async () => {
    const only = await sandbox.named('only-uuid');
    expect(await open(only.uuid)).toMatchObject({ uuid: only.uuid, name: null, status: null, documents: [] });
    const wrong = await sandbox.named('wrong-types');
    expect(await open(wrong.uuid)).toMatchObject({ uuid: wrong.uuid });
    const long = await sandbox.named('long-name');
    expect((await open(long.uuid)).name?.length).toBeGreaterThanOrEqual(10_000);
    const unlabelled = await sandbox.named('unlabelled-status');
    expect((await open(unlabelled.uuid)).status).toEqual({ code: 9, label: 'Status 9', tone: 'neutral' });
  });
});
