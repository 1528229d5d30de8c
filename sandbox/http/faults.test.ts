import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SANDBOX_CREDENTIALS } from '../options.ts';
import {
  CONTACT,
  data,
  type Json,
  LIST,
  rows,
  startTestClient,
  type TestClient,
  WITHOUT_IMAGES,
} from '../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await startTestClient();
});
afterEach(() => client.control('POST', 'reset'));
afterAll(() => client.sandbox.close());

const fault = (body: Json) => client.control('POST', 'faults', body);
const email = 'complete@fault.example';
const lookUp = () => client.call(WITHOUT_IMAGES, { email });
const raw = (path: string, body: Json, init: RequestInit = {}) =>
  fetch(client.sandbox.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...SANDBOX_CREDENTIALS, ...body }),
    ...init,
  });

describe('a fault', () => {
  it('strikes the calls it names, as often as it says', async () => {
    await fault({ path: 'statusWithoutImages', mode: 'status', status: 503, retryAfter: 3, times: 2 });
    expect((await client.call(LIST)).status).toBe(200);
    const first = await raw(WITHOUT_IMAGES, { email });
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '3']);
    expect((await lookUp()).status).toBe(503);
    expect((await lookUp()).status).toBe(200);
  });

  it('can be cleared', async () => {
    await fault({ mode: 'status', status: 401 });
    expect((await lookUp()).status).toBe(401);
    await client.control('DELETE', 'faults');
    expect((await lookUp()).status).toBe(200);
  });

  it.each([
    { mode: 'explode' },
    { mode: 'status', sttaus: 500 },
    { mode: 'delay', ms: -1 },
    { mode: 'status', times: 0 },
    { mode: 'wrong-total' },
    { mode: 'wrong-total', totals: [10, -1] },
    { mode: 'overlap', rows: 10 },
    { mode: 'last-page-again', currentPage: 'first' },
  ])('is refused when it makes no sense: %j', async (body) => {
    expect((await fault(body)).status).toBe(422);
  });

  it('that stands in for the answer leaves the contact as it was; one that loses the answer does not', async () => {
    const { uuid } = data(await lookUp());
    await fault({ path: 'contact', mode: 'status', status: 500, times: 1 });
    await client.call(CONTACT, { customerUuid: uuid, email: 'one@example.com' });
    expect((await client.call(WITHOUT_IMAGES, { email: 'one@example.com' })).status).toBe(404);
    await fault({ path: 'contact', mode: 'reset', times: 1 });
    await expect(client.call(CONTACT, { customerUuid: uuid, email: 'two@example.com' })).rejects.toThrow();
    expect((await client.call(WITHOUT_IMAGES, { email: 'two@example.com' })).status).toBe(200);
  });
});

describe('mode', () => {
  it('echo repeats the secret', async () => {
    await fault({ mode: 'echo' });
    const answer = await lookUp();
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(SANDBOX_CREDENTIALS.clientSecret);
  });

  it('delay and drip are late but right', async () => {
    await fault({ mode: 'delay', ms: 120, times: 1 });
    const begun = performance.now();
    expect((await lookUp()).status).toBe(200);
    expect(performance.now() - begun).toBeGreaterThan(110);
    await fault({ mode: 'drip', chunkBytes: 300, intervalMs: 5 });
    expect(data(await lookUp()).name).toBe('Complete');
  });

  it('hold answers when the faults are cleared', async () => {
    await fault({ mode: 'hold' });
    const asked = lookUp();
    const early = await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 80, 'nothing yet'))]);
    expect(early).toBe('nothing yet');
    await client.control('DELETE', 'faults');
    expect((await asked).status).toBe(200);
  });

  it('hang never answers', async () => {
    await fault({ mode: 'hang' });
    await expect(raw(WITHOUT_IMAGES, { email }, { signal: AbortSignal.timeout(150) })).rejects.toThrow(
      /aborted|timeout/i,
    );
  });

  it('reset breaks off before the headers or within the body', async () => {
    await fault({ mode: 'reset', times: 1 });
    await expect(raw(WITHOUT_IMAGES, { email })).rejects.toThrow();
    await fault({ mode: 'reset', when: 'mid-body', times: 1 });
    const begun = await raw(WITHOUT_IMAGES, { email });
    expect(begun.status).toBe(200);
    await expect(begun.text()).rejects.toThrow();
  });

  it('truncate ends cleanly with half of the JSON', async () => {
    await fault({ mode: 'truncate' });
    const response = await raw(WITHOUT_IMAGES, { email });
    expect(response.headers.get('content-length')).toBeNull();
    const text = await response.text();
    expect(() => JSON.parse(text)).toThrow();
    expect(text).toMatch(/^\{"message":"Success"/);
  });

  it('html and redirect are no JSON', async () => {
    await fault({ mode: 'html', times: 1 });
    expect((await raw(LIST, {})).headers.get('content-type')).toMatch(/^text\/html/);
    await fault({ mode: 'redirect', location: 'https://elsewhere.example/' });
    const response = await raw(LIST, {});
    expect([response.status, response.headers.get('location')]).toEqual([302, 'https://elsewhere.example/']);
  });

  it('oversize is right, after megabytes of padding', async () => {
    await fault({ mode: 'oversize', megabytes: 3 });
    const answer = await lookUp();
    expect(answer.text.length).toBeGreaterThan(3 * 1_048_576);
    expect(data(answer).name).toBe('Complete');
  });

  it('only-uuid, no-uuid and wrong-types change what the rows say', async () => {
    await fault({ mode: 'only-uuid', times: 1 });
    for (const row of rows(await client.call(LIST))) expect(Object.keys(row)).toEqual(['uuid']);
    await fault({ mode: 'no-uuid', times: 1 });
    for (const row of rows(await client.call(LIST))) expect(row).not.toHaveProperty('uuid');
    await fault({ mode: 'wrong-types', times: 1 });
    expect(data(await lookUp())).toMatchObject({
      uuid: expect.any(String),
      name: { value: 8 },
      isLive: [true],
      status: 'about 6',
    });
  });

  it('wrong-person shows somebody else', async () => {
    const { uuid } = data(await lookUp());
    await fault({ mode: 'wrong-person' });
    const other = data(await lookUp());
    expect(other.uuid).toEqual(expect.any(String));
    expect(other.uuid).not.toBe(uuid);
  });

  it('escaped-slashes and repeated-keys are other spellings of the same', async () => {
    const plain = (await lookUp()).body;
    await fault({ mode: 'escaped-slashes', times: 1 });
    const escaped = await lookUp();
    expect(escaped.text).toContain('customers\\/');
    expect(escaped.body).toEqual(plain);
    await fault({ mode: 'repeated-keys', times: 1 });
    const repeated = await lookUp();
    expect(repeated.text.match(/"uuid":/g)).toHaveLength(2);
    expect(repeated.body).toEqual(plain);
  });
});

describe('a list', () => {
  const page = async (number: number) => {
    const answer = await client.call(LIST, { page: number });
    return { meta: data(answer).meta as Json, uuids: rows(answer).map(({ uuid }) => String(uuid)) };
  };
  const order = async () => (await client.control('GET', 'order')).body.uuids as string[];

  it('wrong-total says one number after the other, whatever there is', async () => {
    await fault({ mode: 'wrong-total', totals: [5, 9000], times: 3 });
    const said = [await page(1), await page(1), await page(2), await page(2)].map(({ meta }) => meta);
    expect(said.map(({ total, lastPage }) => [total, lastPage])).toEqual([
      [5, 1],
      [9000, 180],
      [5, 1],
      [400, 8],
    ]);
    expect((await page(2)).uuids).toEqual((await order()).slice(50, 100));
  });

  it('last-page-again shows the last page beyond the end, under its number or under the one asked for', async () => {
    const last = (await order()).slice(350);
    await fault({ mode: 'last-page-again', times: 2 });
    expect((await page(3)).meta.currentPage).toBe(3);
    expect(await page(11)).toMatchObject({ meta: { currentPage: 8 }, uuids: last });
    await fault({ mode: 'last-page-again', currentPage: 'asked', times: 1 });
    expect(await page(11)).toMatchObject({ meta: { currentPage: 11, total: 400 }, uuids: last });
    expect((await page(11)).uuids).toEqual([]);
  });

  it('overlap begins a page with the last rows of the one before, and still shows everybody', async () => {
    await fault({ mode: 'overlap', rows: 4 });
    const [first, second, ninth] = [await page(1), await page(2), await page(9)];
    expect(second.uuids.slice(0, 4)).toEqual(first.uuids.slice(-4));
    expect(second.uuids).toHaveLength(50);
    expect(ninth.uuids).toEqual((await order()).slice(8 * 46));
  });

  it('twice shows each row of a page two times', async () => {
    await fault({ mode: 'twice' });
    const { uuids } = await page(2);
    expect(uuids).toEqual((await order()).slice(50, 100).flatMap((uuid) => [uuid, uuid]));
  });

  it('churn changes it before each call that it strikes, and leaves named customers alone', async () => {
    const before = await order();
    const named = (await client.control('GET', 'named')).body as unknown as Json[];
    await fault({ mode: 'churn', touch: 2, add: 3, remove: 5, path: LIST, times: 2 });
    const { meta, uuids } = await page(1);
    expect(meta.total).toBe(398);
    expect((await page(1)).meta.total).toBe(396);
    expect((await page(1)).meta.total).toBe(396);
    const after = await order();
    expect(uuids.slice(0, 3).filter((uuid) => before.includes(uuid))).toEqual([]);
    expect(before.filter((uuid) => !after.includes(uuid)).length).toBeGreaterThanOrEqual(9);
    for (const { uuid } of named) expect(after).toContain(uuid);
  });
});
