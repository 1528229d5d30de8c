import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
let person: Json;
beforeAll(async () => {
  client = await startTestClient();
});
beforeEach(async () => {
  await client.control('POST', 'reset');
  [person = {}] = (await client.control('GET', 'customers?scenario=ordinary')).body.customers as Json[];
});
afterAll(() => client.sandbox.close());

describe('a contact change', () => {
  it('shows at once in look-ups and at the head of the list', async () => {
    const change = { customerUuid: person.uuid, email: 'new.address@example.com' };
    const answer = data(await client.call(CONTACT, change));
    expect(answer).toMatchObject({ uuid: person.uuid, email: change.email, phoneNumber: person.phoneNumber });

    const found = data(await client.call(WITHOUT_IMAGES, { email: 'NEW.address@example.com' }));
    expect(found.uuid).toBe(person.uuid);
    expect((await client.call(WITHOUT_IMAGES, { email: person.email })).status).toBe(404);
    expect(rows(await client.call(LIST))[0]).toMatchObject({ uuid: person.uuid, email: change.email });
  });

  it('moves updatedAt on, every time', async () => {
    const stamps: unknown[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      stamps.push(
        data(await client.call(CONTACT, { customerUuid: person.uuid, phoneNumber: `+97150555000${turn}` })).updatedAt,
      );
    }
    expect(stamps).toEqual([...new Set(stamps)].sort());
  });

  it('is refused with 409 when somebody else has the value, in any case, and nothing is written', async () => {
    const email = 'IN-USE-target@fault.example';
    const byEmail = await client.call(CONTACT, { customerUuid: person.uuid, email, phoneNumber: '+971505550009' });
    expect([byEmail.status, byEmail.body]).toMatchObject([409, { errors: [{ field: 'email' }] }]);
    const target = data(await client.call(WITHOUT_IMAGES, { email }));
    const byPhone = await client.call(CONTACT, { customerUuid: person.uuid, phoneNumber: target.phoneNumber });
    expect([byPhone.status, byPhone.body]).toMatchObject([409, { message: expect.any(String) }]);
    expect((await client.call(WITHOUT_IMAGES, { phoneNumber: '+971505550009' })).status).toBe(404);
  });

  it('may repeat what the customer has, and may take what somebody gave up', async () => {
    expect((await client.call(CONTACT, { customerUuid: person.uuid, email: person.email })).status).toBe(200);
    const given = { email: 'editable@fault.example' };
    const { uuid } = data(await client.call(WITHOUT_IMAGES, given));
    await client.call(CONTACT, { customerUuid: uuid, email: 'elsewhere@example.com' });
    expect((await client.call(CONTACT, { customerUuid: person.uuid, ...given })).status).toBe(200);
  });

  it('needs a known uuid and one valid contact', async () => {
    const unknown = { customerUuid: '00000000-0000-4000-8000-000000000000', email: 'any.body@example.com' };
    expect((await client.call(CONTACT, unknown)).status).toBe(404);
    const bad = [{ email: 'x@example.com' }, { customerUuid: person.uuid }, { customerUuid: person.uuid, email: 'x' }];
    for (const body of [...bad, { customerUuid: person.uuid, phoneNumber: '0501234567' }]) {
      expect((await client.call(CONTACT, body)).status).toBe(422);
    }
  });
});

it('never lets two customers share a contact, whatever is tried', async () => {
  const uuids = ((await client.control('GET', 'order')).body.uuids as string[]).slice(0, 6);
  const change = fc.record({
    customerUuid: fc.constantFrom(...uuids),
    email: fc.constantFrom('one@example.com', 'Two@example.com', 'two@EXAMPLE.com', 'three@example.com'),
    phoneNumber: fc.option(fc.constantFrom('+971505550001', '+971505550002', '+971505550003'), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
      for (const body of changes) expect([200, 409]).toContain((await client.call(CONTACT, body)).status);
      const all = (
        await Promise.all([1, 2, 3, 4].map((page) => client.call(LIST, { page, entriesPerPage: 100 })))
      ).flatMap(rows);
      for (const field of ['email', 'phoneNumber']) {
        const values = all.map((row) => row[field]).filter((value) => typeof value === 'string');
        expect(new Set(values.map((value) => value.toLowerCase())).size).toBe(values.length);
      }
    }),
    { numRuns: 25 },
  );
});
