import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountList } from '@/lib/contracts/accounts';
import { deskWith, tryToSignIn } from '../support/desk/desk';
import type { TestStack } from '../support/desk/stack';
import { answerAt, beginSso, createBrowser } from '../support/sso/identity-provider/browser';
import type { IdentityProvider } from '../support/sso/identity-provider/start';
import { type SsoDesk, startSsoDesk } from '../support/sso/sso-desk';

/** Several visits to the identity provider at once, and answers that tell no roles. */

let sso: SsoDesk;
let desk: TestStack;
let provider: IdentityProvider;
beforeAll(async () => {
  sso = await startSsoDesk();
  ({ desk, provider } = sso);
});
afterAll(() => sso?.stop());

const query: SsoDesk['query'] = (text, values) => sso.query(text, values);
const land: SsoDesk['land'] = (browser, callback) => sso.land(browser, callback);
const signIn: SsoDesk['signIn'] = (...args) => sso.signIn(...args);
const lastEvents: SsoDesk['lastEvents'] = (count) => sso.lastEvents(count);
const accountOf: SsoDesk['accountOf'] = (sub) => sso.accountOf(sub);

describe('an identity', () => {
  it.each([
    ['elsewhere', 'roles-overage'],
    ['nowhere', 'roles-missing'],
  ] as const)('whose roles are told %s keeps what runs, and gets in by no role', async (groupsIn, reason) => {
    await provider.change('both', { groups: ['desk-support'], groupsIn: 'id_token' });
    const running = createBrowser();
    await signIn('both', running);
    await query("UPDATE sessions SET proved_at = now() - interval '1 hour' WHERE account_id = $1", [
      (await accountOf('both'))?.id,
    ]);
    await provider.change('both', { groupsIn });
    const mark = desk.appLog().length;
    expect(await signIn('both')).toMatchObject({ error: 'SsoRolesUntold', status: 401 });
    expect(desk.appLog().slice(mark)).toContain(`"reason":"${reason}","claim":"groups"`);
    expect(await lastEvents(1)).toMatchObject([
      { action: 'session.refused', email: 'both@company.example', detail: { method: 'sso', reason } },
    ]);
    expect(await accountOf('both')).toMatchObject({ role: 'support' });
    // The session goes on, and its owner can be asked for a proof.
    running.forget(provider.issuer, /./);
    expect(await signIn('both', running, 'sso-step-up')).toMatchObject({ stepUp: null, status: 200 });
    expect(await lastEvents(1)).toMatchObject([{ action: 'session.proved' }]);

    const { email, password } = desk.accounts.admin;
    const admin = deskWith((await tryToSignIn(email, password, { appUrl: desk.appUrl })).cookie, desk.appUrl);
    const told = async () => ((await (await admin.get('/api/accounts')).json()) as AccountList).rolesUntold;
    expect(await told()).toMatchObject({ people: 1, reason });
    await provider.change('both', { groupsIn: 'id_token' });
    expect((await signIn('both')).status).toBe(200);
    expect(await told()).toBeNull();
  });

  it('whose roles were never told gets no account', async () => {
    await provider.change('guest', { groupsIn: 'elsewhere' });
    expect(await signIn('guest')).toMatchObject({ error: 'SsoRolesUntold', status: 401 });
    expect(await accountOf('guest')).toBeUndefined();
    await provider.change('guest', { groupsIn: 'id_token' });
  });
});

describe('two sign-ins at once in one browser', () => {
  it('end each where it was begun, whichever is answered first, and a stray answer ends neither', async () => {
    const browser = createBrowser();
    const first = await beginSso(browser, desk.appUrl, 'sso', '/customers?page=2');
    const second = await beginSso(browser, desk.appUrl, 'sso', '/expiring');
    const answers = { first: await answerAt(browser, first, 'noor'), second: await answerAt(browser, second, 'noor') };
    for (const query of ['code=x&state=y', 'code=x', 'error=access_denied&state=y', 'error=login_required']) {
      const stray = new URL(`${desk.appUrl}/api/auth/callback/sso?${query}`);
      expect(await land(browser, stray)).toMatchObject({ error: 'SsoRefused', status: 401 });
    }
    expect(await land(browser, answers.second)).toMatchObject({ path: '/expiring', error: null, status: 200 });
    const callback = await browser.request(answers.first.href);
    expect(callback.headers.get('location')).toBe(`${desk.appUrl}/customers?page=2`);
    expect(browser.cookies(desk.appUrl)).not.toMatch(/state|nonce|pkce|callback-url\./);
  });

  it('fail each for itself', async () => {
    const browser = createBrowser();
    const [no, yes] = [await beginSso(browser, desk.appUrl), await beginSso(browser, desk.appUrl, 'sso', '/expiring')];
    const answer = await answerAt(browser, yes, 'noor');
    const refusal = new URL(`${desk.appUrl}/api/auth/callback/sso?error=access_denied`);
    refusal.searchParams.set('state', no.searchParams.get('state') ?? '');
    expect(await land(browser, refusal)).toMatchObject({ error: 'SsoCancelled', status: 401 });
    expect(await land(browser, answer)).toMatchObject({ path: '/expiring', error: null, status: 200 });
  });

  it('may be a sign-in and a step-up', async () => {
    const browser = createBrowser();
    await signIn('noor', browser);
    const proof = await beginSso(browser, desk.appUrl, 'sso-step-up', '/customers?page=3');
    const again = await beginSso(browser, desk.appUrl, 'sso', '/expiring');
    const answer = await answerAt(browser, again, 'noor');
    expect(await land(browser, await answerAt(browser, proof, 'noor'))).toMatchObject({
      path: '/customers',
      stepUp: null,
    });
    expect(await land(browser, answer)).toMatchObject({ path: '/expiring', error: null, status: 200 });
  });

  it('leave no more cookies than a proxy lets through, and the newest visits count', async () => {
    const browser = createBrowser();
    const begun: URL[] = [];
    for (let count = 0; count < 7; count += 1) begun.push(await beginSso(browser, desk.appUrl, 'sso', '/expiring'));
    expect(browser.cookies(desk.appUrl).length).toBeLessThan(7_000);
    const [oldest, newest] = [begun[0] ?? new URL(desk.appUrl), begun[6] ?? new URL(desk.appUrl)];
    expect(await land(browser, await answerAt(browser, oldest, 'noor'))).toMatchObject({ error: 'SsoRefused' });
    expect(await land(browser, await answerAt(browser, newest, 'noor'))).toMatchObject({
      path: '/expiring',
      status: 200,
    });
  });
});
