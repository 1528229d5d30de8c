import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { disableAccount, enableAccount, setPassword, setRole } from '@/lib/server/auth/account-changes';
import { type Desk, deskWith, query, signInAs, signOut, someAddress, stack, tryToSignIn } from '../support/desk/desk';
import { inAccounts, newPerson, PASSWORD, type Someone } from '../support/desk/staff';

const works = async (desk: Desk) => (await desk.get('/api/customers?perPage=10')).status;

describe('signing in', () => {
  it('gives a cookie that scripts and other sites can not use', async () => {
    const { email, password } = stack.accounts.compliance;
    const { status, setCookies } = await tryToSignIn(email.toUpperCase(), password);
    expect(status).toBe(200);
    const session = setCookies.find((line) => line.includes('session-token='));
    expect(session).toMatch(/; HttpOnly/i);
    expect(session).toMatch(/; SameSite=Lax/i);
    expect(session).toMatch(/; Path=\//i);
  });

  it.each([
    ['a wrong password', () => stack.accounts.compliance.email, 'not the pass phrase'],
    ['an unknown e-mail', () => `${randomUUID()}@desk.example`, PASSWORD],
    ['an empty password', () => stack.accounts.compliance.email, ''],
  ])('refuses %s, and says no more than that', async (_, email, password) => {
    const attempt = await tryToSignIn(email(), password, { address: someAddress() });
    expect(attempt).toMatchObject({ status: 401, error: 'CredentialsSignin' });
    expect(attempt.setCookies.some((line) => line.includes('session-token='))).toBe(false);
  });

  it('refuses a disabled account, and takes it again when enabled', async () => {
    const person = await newPerson();
    await inAccounts((scope) => disableAccount(scope, person.account.id));
    expect((await tryToSignIn(person.email, PASSWORD)).status).toBe(401);
    await inAccounts((scope) => enableAccount(scope, person.account.id));
    expect((await tryToSignIn(person.email, PASSWORD)).status).toBe(200);
  });

  it('refuses a form without the token that our page was given', async () => {
    const response = await fetch(`${stack.appUrl}/api/auth/callback/credentials`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...stack.accounts.admin, csrfToken: 'guessed', json: 'true' }),
    });
    expect(response.headers.getSetCookie().some((line) => line.includes('session-token='))).toBe(false);
  });
});

describe('five failures in a row', () => {
  it('lock the pair for a while, the right password included, and nobody else', async () => {
    const person = await newPerson();
    const address = someAddress();
    for (let failure = 1; failure <= 5; failure += 1) {
      expect((await tryToSignIn(person.email, 'wrong wrong wrong', { address })).error).toBe('CredentialsSignin');
    }
    expect(await tryToSignIn(person.email, PASSWORD, { address })).toMatchObject({ status: 401, error: 'Locked' });
    expect((await tryToSignIn(person.email, PASSWORD, { address: someAddress() })).status).toBe(200);
  });

  it('are counted when they come all at once', async () => {
    const person = await newPerson();
    const address = someAddress();
    const guesses = await Promise.all(
      Array.from({ length: 12 }, () => tryToSignIn(person.email, 'wrong wrong wrong', { address })),
    );
    expect(guesses.filter(({ error }) => error === 'CredentialsSignin')).toHaveLength(5);
    expect(guesses.filter(({ error }) => error === 'Locked')).toHaveLength(7);
  });

  it('can not be driven to where numbers end', async () => {
    const person = await newPerson();
    const address = someAddress();
    await tryToSignIn(person.email, 'wrong', { address });
    await query("UPDATE sign_in_failures SET failures = 100000 WHERE last_failure_at > now() - interval '10 seconds'");
    expect((await tryToSignIn(person.email, 'wrong', { address })).error).toBe('CredentialsSignin');
    expect((await tryToSignIn(person.email, PASSWORD, { address })).error).toBe('Locked');
    await query('DELETE FROM sign_in_failures');
  });

  it('grow with every further one, and end', async () => {
    const email = `${randomUUID()}@desk.example`;
    const address = someAddress();
    const lockedFor = async () => {
      const [row] = await query(
        `SELECT extract(epoch FROM locked_until - last_failure_at)::int AS seconds FROM sign_in_failures
         WHERE locked_until IS NOT NULL AND address_hash <> '' ORDER BY last_failure_at DESC LIMIT 1`,
      );
      return row?.seconds;
    };
    const expire = () =>
      query("UPDATE sign_in_failures SET locked_until = now() - interval '1 second' WHERE locked_until IS NOT NULL");
    for (let failure = 1; failure <= 5; failure += 1) await tryToSignIn(email, 'wrong', { address });
    expect(await lockedFor()).toBe(60);
    expect((await tryToSignIn(email, 'wrong', { address })).error).toBe('Locked');
    await expire();
    expect((await tryToSignIn(email, 'wrong', { address })).error).toBe('CredentialsSignin');
    expect(await lockedFor()).toBe(120);
  });

  it('are forgotten after a success', async () => {
    const person = await newPerson();
    const address = someAddress();
    for (let round = 0; round < 2; round += 1) {
      for (let failure = 1; failure <= 4; failure += 1) await tryToSignIn(person.email, 'wrong', { address });
      expect((await tryToSignIn(person.email, PASSWORD, { address })).status).toBe(200);
    }
  });
});

describe('a session', () => {
  let desk: Desk;
  let person: Someone;
  beforeEach(async () => {
    person = await newPerson();
    desk = await person.signIn();
    expect(await works(desk)).toBe(200);
  });
  const age = (column: 'last_seen_at' | 'created_at', interval: string) =>
    query(
      `UPDATE sessions SET ${column} = now() - $2::interval WHERE account_id = (SELECT id FROM accounts WHERE email = $1)`,
      [person.email, interval],
    );

  it('ends with sign-out, on a replayed cookie too', async () => {
    await signOut(desk);
    expect(await works(desk)).toBe(401);
    // Asking next-auth for a fresh cookie with the dead one gives none.
    const renewed = await desk.get('/api/auth/session');
    expect(renewed.headers.getSetCookie().some((line) => /session-token=[^;]{20}/.test(line))).toBe(false);
  });

  it('is not said to have ended while it has not', async () => {
    await query('ALTER TABLE sessions RENAME TO mislaid_sessions');
    const answer = await signOut(desk).catch((error) => String(error));
    await query('ALTER TABLE mislaid_sessions RENAME TO sessions');
    expect(answer).toContain('could not sign out: 500');
    expect(await works(desk)).toBe(200);
  });

  it('ends at once with the account', async () => {
    await inAccounts((scope) => disableAccount(scope, person.account.id));
    expect(await works(desk)).toBe(401);
    await inAccounts((scope) => enableAccount(scope, person.account.id));
    expect(await works(desk)).toBe(401);
  });

  it('ends at once with its password', async () => {
    await inAccounts((scope) => setPassword(scope, person.account, `${PASSWORD}, changed`));
    expect(await works(desk)).toBe(401);
  });

  it('ends after 30 minutes without a request', async () => {
    await age('last_seen_at', '29 minutes');
    expect(await works(desk)).toBe(200);
    await age('last_seen_at', '31 minutes');
    expect(await works(desk)).toBe(401);
  });

  it('goes on while it is used: each use renews the 30 minutes', async () => {
    for (let use = 1; use <= 2; use += 1) {
      await query("UPDATE sessions SET last_seen_at = last_seen_at - interval '20 minutes' WHERE account_id = $1", [
        person.account.id,
      ]);
      expect(await works(desk)).toBe(200);
    }
  });

  it('ends after 12 hours, however busy', async () => {
    await age('created_at', '12 hours 1 minute');
    expect(await works(desk)).toBe(401);
  });

  it('has the role of today', async () => {
    const reveal = () => desk.send('POST', '/api/customers/00000000-0000-4000-8000-000000000000/images', {});
    expect((await reveal()).status).toBe(403);
    await inAccounts((scope) => setRole(scope, person.account.id, 'compliance'));
    expect((await reveal()).status).not.toBe(403);
  });

  it('is not believed with a cookie that was touched', async () => {
    const touched = desk.cookie.replace(
      /(session-token=[^;]{40})(.)/,
      (_, head, char) => head + (char === 'A' ? 'B' : 'A'),
    );
    expect(await works(deskWith(touched))).toBe(401);
    expect(await works(deskWith('next-auth.session-token=nonsense'))).toBe(401);
  });
});

it('signs every role in with the accounts it was given', async () => {
  for (const role of ['compliance', 'support', 'admin'] as const) expect(await works(await signInAs(role))).toBe(200);
});
