import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTACT, data, LIST, rows, STATUS, startTestClient, type TestClient, WITHOUT_IMAGES } from '../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await startTestClient();
});
afterAll(() => client.sandbox.close());

const complete = { email: 'complete@fault.example' };

describe('every call', () => {
  it.each([STATUS, WITHOUT_IMAGES, LIST, CONTACT, '/clients/find/self/clientAuth', '/clients/encrypt/url'])(
    '%s refuses wrong credentials with 400 and errors',
    async (path) => {
      for (const wrong of [{ clientSecret: 'another-secret-entirely' }, { clientUuid: undefined }]) {
        const answer = await client.call(path, { ...complete, ...wrong });
        expect(answer.status).toBe(400);
        expect(answer.body.errors).toHaveLength(1);
      }
    },
  );

  it('refuses what is not a JSON object, not POST, or not a path', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await client.call(STATUS, {}, { body: '{"email":' })).status).toBe(400);
    expect((await client.call(STATUS, {}, { body: '[]' })).status).toBe(400);
    expect((await client.call(STATUS, complete, { headers: { 'content-type': 'text/plain' } })).status).toBe(400);
    expect((await fetch(client.sandbox.url + STATUS, { headers })).status).toBe(405);
    expect((await client.call('/customers/search/clientAuth', complete)).status).toBe(404);
  });
});

describe('look-up', () => {
  it('answers with the customer, with internal fields, and images in call 1 only', async () => {
    const full = data(await client.call(STATUS, complete));
    const bare = data(await client.call(WITHOUT_IMAGES, complete));
    expect(full).toMatchObject({
      status: 6,
      name: 'Complete',
      isLiveScore: 98.6,
      id: expect.any(Number),
      __ptr: expect.any(String),
    });
    expect(full.idFace).toMatch(/^data:image\/jpeg;base64,\/9j\//);
    expect(bare).toMatchObject({ uuid: full.uuid, isLiveFaces: null, idFace: null, egyptNationalId: null });
    expect(bare.passport).toMatchObject({ frontImage: null, backImage: null, idImage: null });
    expect(JSON.stringify(bare)).not.toContain('data:');
  });

  it('matches e-mail first, and phone when the e-mail is absent or unknown', async () => {
    const [one, two] = rows(await client.call(LIST, { sortBy: 'status' })).filter(
      (row) => row.email && row.phoneNumber,
    );
    const found = async (body: Record<string, unknown>) => data(await client.call(WITHOUT_IMAGES, body)).uuid;
    expect(await found({ email: one?.email, phoneNumber: two?.phoneNumber })).toBe(one?.uuid);
    expect(await found({ email: 'unknown@example.com', phoneNumber: two?.phoneNumber })).toBe(two?.uuid);
    expect(await found({ phoneNumber: two?.phoneNumber })).toBe(two?.uuid);
  });

  it('answers 404 when neither is known, 422 when neither is given or one is malformed', async () => {
    const nobody = await client.call(STATUS, { email: 'unknown@example.com', phoneNumber: '+971500000000' });
    expect([nobody.status, nobody.body]).toEqual([404, { message: 'Row not found' }]);
    for (const body of [{}, { email: 'no at sign' }, { email: 7 }, { phoneNumber: '050 123 4567' }, { email: '' }]) {
      const answer = await client.call(STATUS, body);
      expect([body, answer.status]).toEqual([body, 422]);
      expect(answer.body.errors).not.toEqual([]);
    }
    expect((await client.call(STATUS, { ...complete, optimizedDownload: 'yes' })).status).toBe(422);
  });

  it('gives small images for optimizedDownload', async () => {
    const full = await client.call(STATUS, complete);
    const small = await client.call(STATUS, { ...complete, optimizedDownload: true });
    expect(full.text.length).toBeGreaterThan(2_000_000);
    expect(small.text.length).toBeLessThan(600_000);
    expect({ ...data(small), ...pictures }).toMatchObject({ ...data(full), ...pictures });
  });

  it('leaves fields out of call 2 for some, as the contract shows', async () => {
    const { body } = await client.control('GET', 'customers?scenario=lean');
    const [lean] = body.customers as { email: string; phoneNumber: string }[];
    const answer = data(await client.call(WITHOUT_IMAGES, { email: lean?.email, phoneNumber: lean?.phoneNumber }));
    for (const field of ['gender', 'dateOfBirth', 'createdAt', 'updatedAt']) expect(answer).not.toHaveProperty(field);
    expect(JSON.stringify(answer)).not.toContain('"ocr');
    expect(answer.uuid).toEqual(expect.any(String));
  });
});

const pictures = { idFace: 0, isLiveFaces: 0, passport: 0, emiratesId: 0 };

describe('list', () => {
  it('has the rows of the contract and its defaults', async () => {
    const answer = await client.call(LIST);
    expect(data(answer).meta).toEqual({ total: 400, perPage: 50, currentPage: 1, lastPage: 8 });
    const fields = 'uuid status name surname email phoneNumber passports emiratesIds egyptNationalIds expiredIds';
    for (const row of rows(answer)) expect(Object.keys(row)).toEqual(['id', '__ptr', ...fields.split(' ')]);
  });

  it('pages through everybody once, in the order it tells', async () => {
    const seen: unknown[] = [];
    for (let page = 1; page <= 40; page += 1) {
      seen.push(...rows(await client.call(LIST, { page, entriesPerPage: 10, sortBy: 'name', sortingOrder: 'asc' })));
    }
    const { body } = await client.control('GET', 'order?sortBy=name&sortingOrder=asc');
    expect(seen.map((row) => (row as { uuid: string }).uuid)).toEqual(body.uuids);
    expect(new Set(body.uuids as string[]).size).toBe(400);
    expect(rows(await client.call(LIST, { page: 9 }))).toEqual([]);
  });

  it('refuses what it does not know', async () => {
    const bad = [
      { page: 0 },
      { page: 1.5 },
      { page: '1' },
      { entriesPerPage: 20 },
      { sortBy: 'email' },
      { sortBy: '__proto__' },
    ];
    for (const body of [...bad, { sortingOrder: 'up' }]) {
      const answer = await client.call(LIST, body);
      expect([body, answer.status]).toEqual([body, 422]);
      expect(answer.body.errors).toMatchObject([{ param: Object.keys(body)[0], msg: expect.any(String) }]);
    }
  });

  it('adds three fields in the full row shape', async () => {
    const full = await startTestClient({ rowShape: 'full' });
    const [row] = rows(await full.call(LIST));
    await full.sandbox.close();
    expect(row).toMatchObject({ updatedAt: expect.stringMatching(/Z$/) });
    expect(Object.keys(row ?? {})).toEqual(expect.arrayContaining(['nationality', 'gender']));
  });
});

describe('the client', () => {
  it('can check its credentials', async () => {
    const self = data(await client.call('/clients/find/self/clientAuth'));
    expect(self).toMatchObject({
      name: 'Sandbox Client',
      settings: { documents: expect.arrayContaining(['passport']) },
    });
  });

  it('gets a link as a string, a new one each time', async () => {
    const body = { email: 'new.person@example.com', documents: ['passport'] };
    const links = [await client.call('/clients/encrypt/url', body), await client.call('/clients/encrypt/url', body)];
    const urls = links.map((link) => String(link.body.data));
    for (const url of urls) expect(new URL(url).protocol).toBe('https:');
    expect(urls[0]).not.toBe(urls[1]);
  });

  it.each([{}, { email: 'a@b.co' }, { email: 'long.enough@example.com', documents: ['visa'] }, { phoneNumber: '12' }])(
    'gets no link for %j',
    async (body) => {
      expect((await client.call('/clients/encrypt/url', body)).status).toBe(422);
    },
  );
});
