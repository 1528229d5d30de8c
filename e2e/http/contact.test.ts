import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, errorOf, query, sandbox, signInAs } from '../support/desk/desk';
import type { NamedCustomer } from '../support/desk/sandbox-control';

let desk: Desk;
let someone: NamedCustomer;
beforeAll(async () => {
  desk = await signInAs('support');
});
beforeEach(async () => {
  await sandbox.reset();
  someone = await sandbox.named('editable');
  await desk.get(`/api/customers/${someone.uuid}`);
  await sandbox.clearLog();
});

const expected = () => ({ email: someone.email, phoneNumber: someone.phoneNumber });
const correct = (change: Record<string, unknown>, by: Desk = desk) =>
  by.send('PATCH', `/api/customers/${someone.uuid}/contact`, { expected: expected(), ...change });

describe('correcting a contact', () => {
  it('reads again, writes once, and answers what is true now', async () => {
    const answer = await correct({ email: 'new@corrected.example' });
    expect(await answer.json()).toMatchObject({
      uuid: someone.uuid,
      email: 'new@corrected.example',
      phoneNumber: someone.phoneNumber,
    });
    expect(await sandbox.calls()).toEqual(['statusWithoutImages', 'contact']);
    expect((await sandbox.log())[1]?.body).toEqual({ customerUuid: someone.uuid, email: 'new@corrected.example' });
    expect(await sandbox.record(someone.uuid)).toMatchObject({ email: 'new@corrected.example' });
    // The next opening goes by the new contact, not by a walk.
    await sandbox.clearLog();
    expect((await desk.get(`/api/customers/${someone.uuid}`)).status).toBe(200);
    expect(await sandbox.calls()).toEqual(['statusWithoutImages']);
  });

  it('turns any usual writing of a phone number into E.164', async () => {
    expect(await (await correct({ phoneNumber: '050 123 9876' })).json()).toMatchObject({
      phoneNumber: '+971501239876',
    });
  });

  it.each([
    ['email', 'Layla <new@corrected.example>,', 'new@corrected.example'],
    ['email', '\u2066mailto:jane&co@corrected.example\u2069', 'jane&co@corrected.example'],
    ['email', 'new9@müller.example', 'new9@müller.example'],
    ['email', 'user@example.xn--mgbaam7a8h', 'user@example.xn--mgbaam7a8h'],
    ['phoneNumber', '\u202a+971\u201150\u2011123\u20119876\u202c', '+971501239876'],
    ['phoneNumber', '+00971 50 123 9876', '+971501239876'],
    ['phoneNumber', '\uff0b971\u00a050 ١٢٣ ٩٨٧٦.', '+971501239876'],
  ])('takes %s as people paste it: %s', async (field, pasted, saved) => {
    expect(await (await correct({ [field]: pasted })).json()).toMatchObject({ [field]: saved });
    expect((await sandbox.log())[1]?.body).toEqual({ customerUuid: someone.uuid, [field]: saved });
  });

  it('cleans a stored contact of the spaces around it', async () => {
    await sandbox.patch(someone.uuid, { email: ` ${someone.email} ` });
    // Read twice: from the second time on the desk knows the contact with its spaces.
    for (const _ of [1, 2]) expect((await desk.get(`/api/customers/${someone.uuid}`)).status).toBe(200);
    const answer = await desk.send('PATCH', `/api/customers/${someone.uuid}/contact`, {
      expected: { ...expected(), email: ` ${someone.email} ` },
      email: someone.email,
    });
    expect(await answer.json()).toMatchObject({ email: someone.email });
    expect(await sandbox.record(someone.uuid)).toMatchObject(expected());
  });

  it('refuses a value of another customer, and says which field', async () => {
    const other = await sandbox.named('in-use-target');
    for (const [field, value] of [
      ['email', other.email],
      ['phoneNumber', other.phoneNumber],
    ] as const) {
      expect(await errorOf(await correct({ [field]: value }))).toMatchObject({
        status: 409,
        code: 'contact_in_use',
        fields: { [field]: { code: 'in_use' } },
      });
    }
    expect(await sandbox.record(someone.uuid)).toMatchObject(expected());
  });

  it('overwrites nothing that somebody else changed meanwhile, and shows both versions', async () => {
    await sandbox.patch(someone.uuid, { phoneNumber: '+971500000002' });
    expect(await errorOf(await correct({ email: 'new@corrected.example' }))).toMatchObject({
      status: 409,
      code: 'changed_meanwhile',
      versions: { expected: expected(), current: { email: someone.email, phoneNumber: '+971500000002' } },
    });
    expect(await sandbox.calls()).toEqual(['statusWithoutImages']);
  });

  it('lets one of two agents win who save at the same moment', async () => {
    const colleague = await signInAs('admin');
    // Both would read the same contact before either writes.
    await sandbox.fault({ mode: 'delay', path: 'statusWithoutImages', ms: 300 });
    const answers = await Promise.all([
      correct({ email: 'one@corrected.example' }),
      correct({ email: 'two@corrected.example' }, colleague),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect((await sandbox.calls()).filter((call) => call === 'contact')).toHaveLength(1);
  });

  it.each([
    [{}, 'email'],
    [{ email: 'nonsense' }, 'email'],
    [{ phoneNumber: '12' }, 'phoneNumber'],
    [{ email: 'editable@fault.example' }, 'email'],
  ])('writes nothing for %j', async (change, field) => {
    const error = await errorOf(await correct(change));
    expect(error).toMatchObject({
      status: 422,
      code: 'invalid_request',
      fields: { [field]: { code: expect.any(String) } },
    });
    expect(await sandbox.calls()).not.toContain('contact');
  });

  it('writes nothing when the contact leads to somebody else', async () => {
    const wrong = await sandbox.named('wrong-person');
    const answer = await desk.send('PATCH', `/api/customers/${wrong.uuid}/contact`, {
      email: 'new@corrected.example',
      expected: { email: wrong.email, phoneNumber: wrong.phoneNumber },
    });
    expect(await errorOf(answer)).toMatchObject({ status: 409, code: 'wrong_person' });
    expect(await sandbox.calls()).not.toContain('contact');
  });

  it.each(['before-headers', 'mid-body'] as const)(
    'never repeats a write that was cut off %s, and says so',
    async (when) => {
      await sandbox.fault({ mode: 'reset', path: 'contact', when });
      const error = await errorOf(await correct({ email: 'new@corrected.example' }));
      expect([502, 503]).toContain(error.status);
      expect(error.message).toContain('may or may not have been saved');
      expect((await sandbox.calls()).filter((call) => call === 'contact')).toHaveLength(1);
    },
  );

  it('takes the vendor’s refusal of a value as a form error, without the vendor’s words', async () => {
    await sandbox.fault({ mode: 'echo', path: 'contact', status: 422 });
    const answer = await correct({ email: 'new@corrected.example' });
    const text = await answer.clone().text();
    expect(await errorOf(answer)).toMatchObject({ status: 422, code: 'contact_refused' });
    expect(text).not.toContain('new@corrected.example');
  });
});

describe('whose a contact is', () => {
  const owners = (body: Record<string, unknown>, by: Desk = desk) => by.send('POST', '/api/customers/owners', body);
  const answered = async (body: Record<string, unknown>) => (await owners(body)).json();
  const searches = async () =>
    (await query("SELECT detail FROM audit_events WHERE action = 'customers.searched' ORDER BY seq")).map(
      ({ detail }) => JSON.parse(String(detail)),
    );
  let other: NamedCustomer;
  let name: string;
  beforeEach(async () => {
    other = await sandbox.named('in-use-target');
    name = [other.name, other.surname].filter((part) => part !== null).join(' ');
    // What has been shown is in the directory.
    await desk.get(`/api/customers/${other.uuid}`);
    await sandbox.clearLog();
  });

  it('is said in any usual writing, recorded as a search, and asked of the directory alone', async () => {
    const before = await searches();
    const found = { owners: [{ uuid: other.uuid, name }], more: false };
    const digits = (other.phoneNumber ?? '').slice(4);
    for (const body of [
      { email: other.email },
      { email: `Layla <${other.email?.toUpperCase()}>,` },
      { phoneNumber: other.phoneNumber },
      { phoneNumber: `0${digits.slice(0, 2)} ${digits.slice(2)}` },
    ])
      expect(await answered({ ...body, except: someone.uuid })).toEqual(found);
    expect(await sandbox.calls()).toEqual([]);
    const details = (await searches()).slice(before.length);
    expect(details).toEqual(
      ['email', 'email', 'digits', 'digits'].map((term) => ({ terms: [term], filters: [], found: 1 })),
    );
    expect(JSON.stringify(details)).not.toContain(other.email);
  });

  it('says nothing of the customer’s own contact, of a part of a contact, and of nobody', async () => {
    const nobody = { owners: [], more: false };
    expect(await answered({ email: other.email, except: other.uuid })).toEqual(nobody);
    expect(await answered({ email: `x${other.email}`, except: someone.uuid })).toEqual(nobody);
    expect(await answered({ phoneNumber: '+971509999999', except: someone.uuid })).toEqual(nobody);
    expect(await answered({ phoneNumber: '12', except: someone.uuid })).toEqual(nobody);
  });

  it('names several people, and says where there are more', async () => {
    const copies = async (count: number) =>
      await query(
        `INSERT INTO directory_customers (uuid, name, surname, email, documents, expired_documents, document_keys,
          document_mask, expired_mask, face_failed, sort_name, search, read_at, seen_walk)
        SELECT 'shared-' || n, 'Shared', n::text, 'shared@owners.example', '[]', '{}', '{}', 0, 0, false, 'shared',
          ' shared ' || n || ' shared@owners.example ', now(), 0 FROM generate_series(1, $1::int) AS n
        ON CONFLICT DO NOTHING`,
        [count],
      );
    try {
      await copies(2);
      const body = { email: 'shared@owners.example', except: someone.uuid };
      expect(await answered(body)).toEqual({
        owners: [1, 2].map((n) => ({ uuid: `shared-${n}`, name: `Shared ${n}` })),
        more: false,
      });
      await copies(9);
      expect(await answered(body)).toMatchObject({ owners: { length: 5 }, more: true });
    } finally {
      await query("DELETE FROM directory_customers WHERE uuid LIKE 'shared-%'");
    }
  });

  it.each([
    [{}, 'email'],
    [{ email: 'a@b.example', phoneNumber: '+971501234567' }, 'email'],
    [{ email: 'nonsense' }, 'email'],
  ])('refuses %j', async (body, field) => {
    expect(await errorOf(await owners({ ...body, except: someone.uuid }))).toMatchObject({
      status: 422,
      fields: { [field]: expect.anything() },
    });
  });
});

describe('undoing a correction', () => {
  it('is a correction: compared, written once, recorded, and refused when the contact changed since', async () => {
    const saved = { email: 'new@corrected.example', phoneNumber: '+971501239876' };
    expect((await correct(saved)).status).toBe(200);
    const undo = (expected: object) =>
      desk.send('PATCH', `/api/customers/${someone.uuid}/contact`, {
        email: someone.email,
        phoneNumber: someone.phoneNumber,
        expected,
      });
    expect(await (await undo(saved)).json()).toMatchObject(expected());
    const [event] = await query(
      "SELECT detail FROM audit_events WHERE action = 'customer.contact-corrected' AND phase = 'intent' ORDER BY seq DESC LIMIT 1",
    );
    expect(String(event?.detail)).not.toContain(someone.email);
    expect(JSON.parse(String(event?.detail)).changes).toHaveLength(2);
    // And once more, now that the contact is another one.
    expect(await errorOf(await undo(saved))).toMatchObject({ status: 409, code: 'changed_meanwhile' });
  });
});
