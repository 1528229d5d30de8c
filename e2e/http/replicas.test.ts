import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disableAccount, enableAccount, setPassword, setRole } from '@/lib/server/auth/accounts';
import type { Database } from '@/lib/server/db/client';
import { NOBODY } from './access-table';
import { type Desk, deskWith, type RoleName, signOut } from './desk';
import { changeSessions, newcomer, signedIn, withDatabase } from './people';
import { type SecondDesk, secondDesk } from './second-desk';

/** What ends a session or changes a role counts on every replica from the very next request on. */

let other: SecondDesk;
beforeAll(async () => {
  other = await secondDesk();
});
afterAll(() => other.stop());

interface Person {
  email: string;
  here: Desk;
  there: Desk;
}

/** Somebody who has just worked at both replicas, with one cookie. */
async function somebody(role: RoleName = 'compliance'): Promise<Person> {
  const { email, desk } = await newcomer(role);
  const person = { email, here: desk, there: other.seen(desk) };
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
  const withAccount = (change: (db: Database, email: string) => Promise<void>) => (person: Person) =>
    withDatabase((db) => change(db, person.email));
  it.each<[string, (person: Person) => Promise<unknown>]>([
    ['signing out here', ({ here }) => signOut(here)],
    ['signing out there', ({ there }) => signOut(there)],
    ['disabling the account', withAccount(disableAccount)],
    ['changing the password', withAccount((db, email) => setPassword(db, email, 'another pass phrase of some length'))],
    [
      'disabling and enabling it again',
      withAccount(async (db, email) => {
        await disableAccount(db, email);
        await enableAccount(db, email);
      }),
    ],
    ['ending the session', ({ email }) => changeSessions(email, 'ended_at = now()')],
  ])('after %s', async (_, end) => {
    const person = await somebody();
    await end(person);
    await expectWorthless(person);
  });
});

it('a role counts as it is now, on both', async () => {
  const person = await somebody('support');
  expect([await reveal(person.here), await reveal(person.there)]).toEqual([403, 403]);
  await withDatabase((db) => setRole(db, person.email, 'compliance'));
  expect([await reveal(person.there), await reveal(person.here)]).toEqual([404, 404]);
  await withDatabase((db) => setRole(db, person.email, 'support'));
  expect([await reveal(person.here), await reveal(person.there)]).toEqual([403, 403]);
});

it('a session that began at one replica ends at the other, and the others of the person stay', async () => {
  const person = await somebody();
  const second = await signedIn(person.email, other.appUrl);
  await signOut(other.seen(person.here));
  expect(await statuses(person)).toEqual([401, 401]);
  expect([await list(second), await list(deskWith(second.cookie))]).toEqual([200, 200]);
});
