import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskWith, errorOf, query, signInAs, stack, tryToSignIn } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { eventsOf, newPerson, PASSWORD, type Someone } from '../support/desk/staff';

/** `LOCAL_ACCOUNTS=off`: a replica that knows no passwords, on the database of one that does. */

let off: Replica;
let person: Someone;
beforeAll(async () => {
  // Nobody goes there: what is refused is refused before.
  const provider = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'desk', OIDC_CLIENT_SECRET: 'none' };
  const roles = { OIDC_ROLES: '{"desk-admins":"admin"}' };
  off = await startReplica(stack, { env: { LOCAL_ACCOUNTS: 'off', ...provider, ...roles } });
  person = await newPerson('admin');
});
afterAll(() => off.stop());

describe('a desk without passwords', () => {
  it('shows no password form', async () => {
    const page = await (await fetch(`${off.appUrl}/sign-in`)).text();
    expect(page).toContain('Continue with single sign-on');
    expect(page).not.toContain('type="password"');
    expect(page).not.toContain('Use a passkey');
    const choose = await fetch(`${off.appUrl}/set-password`, { redirect: 'manual' });
    expect(choose.headers.get('location')).toMatch(/\/sign-in$/);
  });

  it('takes no password, right or wrong, and looks at none', async () => {
    const { email, password } = stack.accounts.admin;
    for (const attempt of [password, 'not the pass phrase']) {
      const answer = await fetch(`${off.appUrl}/api/auth/callback/credentials`, {
        method: 'POST',
        body: new URLSearchParams({ email, password: attempt, json: 'true' }),
      });
      expect(await errorOf(answer)).toMatchObject({ status: 403, code: 'forbidden' });
    }
    // Nothing was counted as a failure.
    expect((await tryToSignIn(email, password)).status).toBe(200);
  });

  it.each<[string, string, unknown]>([
    ['POST', '/api/session/prove', { password: PASSWORD }],
    ['POST', '/api/second-factor', undefined],
    ['POST', '/api/second-factor/confirm', { enrolment: 'none', code: '000000' }],
    ['POST', '/api/second-factor/recovery-codes', undefined],
    ['POST', '/api/accounts', { email: 'invited@desk.example', name: 'Nobody', role: 'support' }],
    ['POST', '/api/accounts/{id}/link', undefined],
    ['POST', '/api/accounts/{id}/recovery', undefined],
    ['POST', '/api/passkeys/enrolment', undefined],
    ['POST', '/api/passkeys/proof', undefined],
    ['POST', '/api/passkeys/sign-in', undefined],
    ['POST', '/api/auth/callback/passkey', undefined],
    ['POST', '/api/set-password', { token: 'none', password: PASSWORD }],
  ])('refuses %s %s', async (method, path, body) => {
    const desk = off.seen(await person.signIn());
    const before = (await eventsOf(person.account.id)).length;
    const answer = await desk.send(method, path.replace('{id}', person.account.id), body);
    const refused = await errorOf(answer);
    expect(refused).toMatchObject({ status: 403, code: 'forbidden' });
    expect(refused.message).toContain('single sign-on');
    expect(await eventsOf(person.account.id)).toHaveLength(before);
    expect(await query("SELECT 1 FROM accounts WHERE email = 'invited@desk.example'")).toEqual([]);
  });

  it('offers nobody a second factor, nor an account to create', async () => {
    const desk = off.seen(await person.signIn());
    expect(await (await desk.get('/api/sessions')).json()).toMatchObject({ secondFactor: { offered: false } });
    const admin = await signInAs('admin');
    expect(await (await admin.get('/accounts')).text()).toContain('Create account');
    expect(await (await deskWith(admin.cookie, off.appUrl).get('/accounts')).text()).not.toContain('Create account');
  });
});
