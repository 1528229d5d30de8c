import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CustomerPage } from '@/lib/contracts/customer';
import { type Desk, errorOf, sandbox, signInAs, stack } from '../support/desk/desk';
import type { Fault } from '../support/desk/sandbox-control';

/** Whatever the vendor does, the answer is 502 or 503 with a code of ours, and leaks nothing. */

let desk: Desk;
let uuid: string;
beforeAll(async () => {
  desk = await signInAs('admin');
});
beforeEach(async () => {
  await sandbox.reset();
  uuid = (await sandbox.named('all-documents')).uuid;
  await desk.get(`/api/customers/${uuid}`);
});
afterEach(async () => {
  await sandbox.clearFaults();
});

const cases: [Fault, number, string][] = [
  [{ mode: 'echo', status: 400 }, 502, 'sentinel_credentials'],
  [{ mode: 'echo', status: 401 }, 502, 'sentinel_credentials'],
  [{ mode: 'echo', status: 403 }, 502, 'sentinel_credentials'],
  [{ mode: 'echo', status: 422 }, 502, 'sentinel_refused'],
  [{ mode: 'status', status: 429, retryAfter: 7 }, 503, 'sentinel_rate_limited'],
  [{ mode: 'echo', status: 500 }, 503, 'sentinel_unavailable'],
  [{ mode: 'status', status: 503, retryAfter: 7 }, 503, 'sentinel_unavailable'],
  [{ mode: 'html' }, 502, 'sentinel_malformed'],
  [{ mode: 'truncate' }, 502, 'sentinel_malformed'],
  [{ mode: 'reset', when: 'before-headers' }, 503, 'sentinel_unavailable'],
  [{ mode: 'reset', when: 'mid-body' }, 503, 'sentinel_unavailable'],
  [{ mode: 'oversize', megabytes: 45 }, 502, 'sentinel_malformed'],
];

describe.each(cases)('the vendor answers with %j', (fault, status, code) => {
  it(`means ${status} ${code} on every route`, async () => {
    await sandbox.fault(fault);
    const showImages = () => desk.send('POST', `/api/customers/${uuid}/images`, {});
    for (const call of [
      () => desk.get('/api/customers'),
      () => desk.send('POST', '/api/customers/lookup', { email: 'canary@fault.example' }),
      () => desk.get(`/api/customers/${uuid}`),
      showImages,
    ]) {
      const answer = await call();
      const text = await answer.clone().text();
      // Of images the desk knows what to offer instead: the smaller ones.
      const expected = fault.mode === 'oversize' && call === showImages ? 'images_too_large' : code;
      expect(await errorOf(answer)).toMatchObject({ status, code: expected });
      expect(text).not.toContain(stack.clientSecret);
      expect(text).not.toContain('canary@fault.example');
      if (fault.retryAfter !== undefined) expect(answer.headers.get('retry-after')).toBe('7');
    }
  });
});

it('follows no redirect', async () => {
  await sandbox.fault({ mode: 'redirect', location: `${stack.appUrl}/api/health` });
  expect([502, 503]).toContain((await desk.get('/api/customers')).status);
});

it('tells wrong credentials from a request that the vendor could not process', async () => {
  await sandbox.fault({ mode: 'echo', status: 400, path: 'listWithDoc' });
  // find/self still works, so it isn't the credentials.
  expect(await errorOf(await desk.get('/api/customers'))).toMatchObject({ status: 502, code: 'sentinel_refused' });
  await sandbox.fault({ mode: 'echo', status: 400, path: 'find/self' });
  expect(await errorOf(await desk.get('/api/customers'))).toMatchObject({
    code: 'sentinel_credentials',
    message: "Sentinel refuses this dashboard's credentials. Tell your administrator.",
  });
});

it('keeps a list whose rows lack everything but a uuid', async () => {
  await sandbox.fault({ mode: 'only-uuid' });
  const answer = await desk.get('/api/customers?perPage=10');
  expect(answer.status).toBe(200);
  expect(((await answer.json()) as { rows: unknown[] }).rows).toHaveLength(10);
});

it('does not take a list of unreadable rows for an empty one', async () => {
  await sandbox.fault({ mode: 'no-uuid' });
  expect(await errorOf(await desk.get('/api/customers'))).toMatchObject({ status: 502, code: 'sentinel_malformed' });
});

it('tells how many records of a page could not be read, and is no error where they are a whole later page', async () => {
  const [one, ...others] = await sandbox.order('name', 'asc');
  const second = others.slice(9, 19);
  for (const uuid of [one ?? '', ...second]) await sandbox.patch(uuid, { odd: { uuid: 'no uuid / at all' } });
  const list = async (page: number) => {
    const answer = await desk.get(`/api/customers?perPage=10&sortBy=name&order=asc&page=${page}`);
    const { rows, skipped } = (await answer.json()) as CustomerPage;
    return [answer.status, rows.length, skipped];
  };
  expect([await list(1), await list(2), await list(3)]).toEqual([
    [200, 9, 1],
    [200, 0, 10],
    [200, 10, 0],
  ]);
});

it('keeps a list whose values have the wrong types', async () => {
  await sandbox.fault({ mode: 'wrong-types' });
  expect([200, 502]).toContain((await desk.get('/api/customers?perPage=10')).status);
});

it('said nothing of the secret or of anybody in its log', () => {
  const log = stack.appLog();
  expect(log).toContain('sentinel_credentials');
  expect(log).not.toContain(stack.clientSecret);
  expect(log).not.toContain('@');
});
