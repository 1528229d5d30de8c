import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { VerificationLink } from '@/lib/contracts/directory';
import { type Desk, errorOf, query, sandbox, signInAs, stack } from '../support/desk/desk';
import type { NamedCustomer } from '../support/desk/sandbox-control';

/** A link by which a customer verifies again: made for the contact that leads to them, and kept nowhere. */

let support: Desk;
beforeAll(async () => {
  support = await signInAs('support');
});
beforeEach(() => sandbox.reset());

const create = (uuid: string, body: object = {}) => support.send('POST', `/api/customers/${uuid}/link`, body);

/** What the trail says of the last one, oldest first. */
async function events(uuid: string): Promise<{ phase: string; outcome: string | null; detail: string }[]> {
  const rows = await query(
    "SELECT phase, outcome, detail FROM audit_events WHERE action = 'customer.link-created' AND customer = $1 ORDER BY seq DESC LIMIT 2",
    [uuid],
  );
  return rows.reverse() as Awaited<ReturnType<typeof events>>;
}

/** What Sentinel was asked for: the bodies of the calls that make links. */
const made = async () => (await sandbox.log()).filter(({ path }) => path.includes('encrypt')).map(({ body }) => body);

it('is given once, for the contact that leads to this customer, and kept nowhere', async () => {
  const someone = await sandbox.named('complete');
  const answer = await create(someone.uuid, { documents: ['passport'] });
  const { link } = (await answer.json()) as VerificationLink;
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(link).toMatch(/^https:\/\/verify\.sentinel\.example\//);
  const { email, phoneNumber } = someone;
  expect(await made()).toEqual([{ email, phoneNumber, documents: ['passport'] }]);
  const said = await events(someone.uuid);
  expect(said.map(({ phase, outcome }) => [phase, outcome])).toEqual([
    ['intent', null],
    ['outcome', 'success'],
  ]);
  const secret = new URL(link).search;
  expect(secret.length).toBeGreaterThan(10);
  expect(JSON.stringify(said) + stack.appLog()).not.toContain(secret);
});

it('is made for a phone alone, where there is no e-mail address', async () => {
  const { uuid, phoneNumber } = await sandbox.named('no-email');
  expect((await create(uuid)).status).toBe(200);
  expect(await made()).toEqual([{ phoneNumber }]);
});

describe('is not made for somebody else', () => {
  const expectRefused = async (uuid: string) => {
    expect(await errorOf(await create(uuid))).toMatchObject({ status: 409, code: 'wrong_person' });
    expect(await made()).toEqual([]);
    expect((await events(uuid)).map(({ outcome }) => outcome)).toEqual([null, 'wrong_person']);
  };

  it('whom the contact leads to at Sentinel', async () => {
    await expectRefused((await sandbox.named('wrong-person')).uuid);
  });

  it('with whom the customer has changed e-mail addresses meanwhile; afterwards it goes by the new one', async () => {
    const [one, other] = [await sandbox.named('complete'), await sandbox.named('editable')];
    const open = async ({ uuid }: NamedCustomer) =>
      expect((await support.get(`/api/customers/${uuid}`)).status).toBe(200);
    await open(one);
    await open(other);
    await sandbox.patch(one.uuid, { email: 'on-its-way@swapped.example' });
    await sandbox.patch(other.uuid, { email: one.email });
    await sandbox.patch(one.uuid, { email: other.email });
    await sandbox.clearLog();
    await expectRefused(one.uuid);
    expect((await create(one.uuid)).status).toBe(200);
    expect(await made()).toEqual([{ email: other.email, phoneNumber: one.phoneNumber }]);
  });
});

it('is not made when its intent can not be recorded', async () => {
  const { uuid } = await sandbox.named('complete');
  await query('REVOKE INSERT ON audit_events FROM desk_app');
  try {
    expect(await errorOf(await create(uuid))).toMatchObject({ status: 503, code: 'audit_unavailable' });
  } finally {
    await query('GRANT INSERT ON audit_events TO desk_app');
  }
  expect(await sandbox.calls()).toEqual([]);
});
