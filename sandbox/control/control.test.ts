import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SANDBOX_CREDENTIALS } from '../options.ts';
import {
  data,
  type Json,
  LIST,
  rows,
  STATUS,
  startTestClient,
  type TestClient,
  WITHOUT_IMAGES,
} from '../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await startTestClient();
});
beforeEach(() => client.control('POST', 'reset'));
afterAll(() => client.sandbox.close());

/** fetch will not send a Host of one's own. */
function statusWith(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { port } = client.sandbox;
    request({ port, host: '127.0.0.1', path: '/__sandbox/health', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

it('serves loopback names, and nothing that a web page could send', async () => {
  expect(await statusWith({})).toBe(200);
  expect(await statusWith({ host: 'localhost:4010' })).toBe(200);
  expect(await statusWith({ host: 'rebound.example:4010' })).toBe(403);
  expect(await statusWith({ host: '127.0.0.1.example' })).toBe(403);
  expect(await statusWith({ origin: 'http://127.0.0.1:3000' })).toBe(403);
});

describe('the log', () => {
  it('tells calls in order, without credentials', async () => {
    await client.call(LIST, { page: 2 });
    await client.call(STATUS, { email: 'unknown@example.com' });
    const { body } = await client.control('GET', 'log');
    expect(body.entries).toMatchObject([
      { path: LIST, body: { page: 2 }, status: 200, durationMs: expect.any(Number) },
      { path: STATUS, body: { email: 'unknown@example.com' }, status: 404 },
    ]);
    const text = JSON.stringify(body);
    expect(text).not.toContain(SANDBOX_CREDENTIALS.clientSecret);
    expect(text).not.toContain(SANDBOX_CREDENTIALS.clientUuid);
  });

  it('leaves control requests out, and can be emptied', async () => {
    await client.call(LIST);
    await client.control('DELETE', 'log');
    expect((await client.control('GET', 'log')).body).toEqual({ entries: [] });
  });
});

describe('customers', () => {
  it('change elsewhere, at the head of the list', async () => {
    const before = data(await client.call(WITHOUT_IMAGES, { email: 'changed-meanwhile@fault.example' }));
    const change = { email: 'elsewhere@example.com', passport: { authority: 'Elsewhere' }, nickname: 'Q' };
    const patched = await client.control('PATCH', `customers/${String(before.uuid)}`, change);
    expect(patched.body).toMatchObject({ ...change, emiratesId: { countryOfIssue: 'ARE' } });
    expect(rows(await client.call(LIST))[0]).toMatchObject({ uuid: before.uuid, email: change.email });
  });

  it('can be added, with documents and images of the test’s own', async () => {
    const picture = 'data:image/png;base64,iVBORw0KGgo=';
    const added = await client.control('POST', 'customers', {
      name: 'Added',
      email: 'added.person@example.com',
      passport: { passportNumber: 'Z1', frontImage: picture },
      idFace: picture,
    });
    expect(added.status).toBe(201);
    expect(added.body.images).toEqual(expect.arrayContaining(['idFace', 'passport.frontImage']));
    expect(JSON.stringify(added.body)).not.toContain(picture);
    const found = data(await client.call(STATUS, { email: 'added.person@example.com' }));
    expect(found).toMatchObject({ uuid: added.body.uuid, idFace: picture, passport: { frontImage: picture } });
    expect(data(await client.call(LIST)).meta).toMatchObject({ total: 401 });
  });

  it('can be removed, and nobody finds them any more', async () => {
    const order = async () => (await client.control('GET', 'order')).body.uuids as string[];
    const before = await order();
    const added = (await client.control('POST', 'customers', { email: 'gone@example.com' })).body;
    const named = data(await client.call(WITHOUT_IMAGES, { email: 'no-phone@fault.example' }));
    const generated = (await client.control('GET', `customers/${String(before[200])}`)).body;
    for (const { uuid, email } of [added, named, generated]) {
      expect((await client.control('DELETE', `customers/${String(uuid)}`)).status).toBe(200);
      expect((await client.control('GET', `customers/${String(uuid)}`)).status).toBe(404);
      expect((await client.call(STATUS, { email: email ?? 'nobody@example.com' })).status).toBe(404);
    }
    expect(await order()).toEqual(before.filter((uuid) => uuid !== named.uuid && uuid !== generated.uuid));
    expect(data(await client.call(LIST)).meta).toMatchObject({ total: 398 });
    const names = (await client.control('GET', 'named')).body as unknown as Json[];
    expect(names.map(({ key }) => key)).not.toContain('no-phone');
    // The place of somebody removed goes to nobody else.
    const next = (await client.control('POST', 'customers', {})).body;
    expect([added.uuid, ...before]).not.toContain(next.uuid);
    expect(data(await client.call(LIST)).meta).toMatchObject({ total: 399 });
  });

  it('are refused when they would clash or could not be sorted', async () => {
    expect((await client.control('POST', 'customers', { email: 'draft@fault.example' })).status).toBe(409);
    expect((await client.control('POST', 'customers', { status: 'two' })).status).toBe(422);
    expect((await client.control('POST', 'customers', { updatedAt: 'yesterday' })).status).toBe(422);
    expect((await client.control('GET', 'customers/none')).status).toBe(404);
    expect((await client.control('GET', 'customers?scenario=none')).status).toBe(422);
  });

  it('have names that tests can rely on', async () => {
    const named = (await client.control('GET', 'named')).body as unknown as Json[];
    expect(new Set(named.map(({ key }) => key)).size).toBe(named.length);
    for (const { key, uuid } of named) expect([key, uuid]).toEqual([key, expect.any(String)]);
  });

  it('come back as they were on reset', async () => {
    const order = await client.control('GET', 'order');
    await client.control('POST', 'customers', {});
    await client.control('POST', 'faults', { mode: 'hang' });
    await client.control('POST', 'reset');
    expect((await client.control('GET', 'order')).body).toEqual(order.body);
    expect((await client.control('GET', 'faults')).body).toEqual({ faults: [] });
  });
});

it('tells no order of a large world', async () => {
  const large = await startTestClient({ customers: 20_001 });
  const answer = await large.control('GET', 'order');
  await large.sandbox.close();
  expect(answer.status).toBe(413);
});
