import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disableAccount, enableAccount, setPassword, setRole } from '@/lib/server/auth/account-changes';
import type { ChangeScope } from '@/lib/server/auth/account-transaction';
import type { Account } from '@/lib/server/auth/accounts';
import { type Desk, deskWith, query, signOut, stack, tryToSignIn } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { inAccounts, newPerson, PASSWORD } from '../support/desk/staff';

/** What ends a session or changes a role counts on every replica from the very next request on. */

const NOBODY = '00000000-0000-4000-8000-000000000000';

let other: Replica;
beforeAll(async () => {
  other = await startReplica(stack);
});
afterAll(async () => {
  await other.stop();
});

interface Person {
  account: Account;
  email: string;
  here: Desk;
  there: Desk;
}

/** Somebody who has just worked at both replicas, with one cookie. */
async function somebody(role = 'compliance'): Promise<Person> {
  const { account, email } = await newPerson(role);
  const signedIn = await tryToSignIn(email, PASSWORD);
  expect(signedIn).toMatchObject({ status: 200, error: null });
  const here = deskWith(signedIn.cookie);
  const person = { account, email, here, there: other.seen(here) };
  expect(await statuses(person)).toEqual([200, 200]);
  return person;
}

const list = async (desk: Desk) => (await desk.get('/api/customers?perPage=10')).status;
const statuses = async ({ here, there }: Person) => [await list(here), await list(there)];
const reveal = async (desk: Desk) => (await desk.send('POST', `/api/customers/${NOBODY}/images`, {})).status;
const pageOf = async (desk: Desk) => (await desk.get('/customers')).status;

/** The cookie opens nothing anywhere, pages included, and next-auth makes no fresh one of it. */
async function expectWorthless(person: Person): Promise<void> {
  for (const desk of [person.there, person.here]) {
    expect(await list(desk)).toBe(401);
    expect(await reveal(desk)).toBe(401);
    expect([303, 307]).toContain(await pageOf(desk));
    const renewed = await desk.get('/api/auth/session');
    expect(renewed.headers.getSetCookie().filter((line) => /session-token=[^;]{20}/.test(line))).toEqual([]);
  }
}

describe('a cookie saved before is worth nothing on either replica', () => {
  const withAccount = (change: (scope: ChangeScope, account: Account) => Promise<void>) => (person: Person) =>
    inAccounts((scope) => change(scope, person.account));
  it.each<[string, (person: Person) => Promise<unknown>]>([
    ['signing out here', ({ here }) => signOut(here)],
    ['signing out there', ({ there }) => signOut(there)],
    ['disabling the account', withAccount((scope, { id }) => disableAccount(scope, id))],
    ['changing the password', withAccount((scope, account) => setPassword(scope, account, `${PASSWORD}, changed`))],
    [
      'disabling and enabling it again',
      withAccount(async (scope, { id }) => {
        await disableAccount(scope, id);
        await enableAccount(scope, id);
      }),
    ],
    [
      'ending the session',
      ({ email }) =>
        query('UPDATE sessions SET ended_at = now() WHERE account_id = (SELECT id FROM accounts WHERE email = $1)', [
          email,
        ]),
    ],
  ])('after %s', async (_, end) => {
    const person = await somebody();
    await end(person);
    await expectWorthless(person);
  });
});

it('a role counts as it is now, on both', async () => {
  const person = await somebody('support');
  expect([await reveal(person.here), await reveal(person.there)]).toEqual([403, 403]);
  await inAccounts((scope) => setRole(scope, person.account.id, 'compliance'));
  expect([await reveal(person.there), await reveal(person.here)]).toEqual([404, 404]);
  await inAccounts((scope) => setRole(scope, person.account.id, 'support'));
  expect([await reveal(person.here), await reveal(person.there)]).toEqual([403, 403]);
});

it('a session that began at one replica ends at the other, and the others of the person stay', async () => {
  const person = await somebody();
  const second = deskWith((await tryToSignIn(person.email, PASSWORD, { appUrl: other.appUrl })).cookie);
  await signOut(other.seen(person.here));
  expect(await statuses(person)).toEqual([401, 401]);
  expect([await list(second), await list(other.seen(second))]).toEqual([200, 200]);
});
