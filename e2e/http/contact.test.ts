import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, errorOf, sandbox, signInAs } from '../support/desk/desk';
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
