import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deskWith, signOut, tryToSignIn } from '../support/desk/desk';
import type { TestStack } from '../support/desk/stack';
import { until } from '../support/desk/until';
import { answerAt, beginSso, createBrowser } from '../support/sso/identity-provider/browser';
import type { Fault } from '../support/sso/identity-provider/front';
import type { IdentityProvider } from '../support/sso/identity-provider/start';
import { type Ending, type SsoDesk, startSsoDesk } from '../support/sso/sso-desk';

/** Single sign-on against a real provider, which a front before it can make lie. */

let sso: SsoDesk;
let desk: TestStack;
let provider: IdentityProvider;
let other: IdentityProvider;
beforeAll(async () => {
  sso = await startSsoDesk();
  ({ desk, provider, other } = sso);
});
afterAll(() => sso?.stop());
beforeEach(() => provider.fault(null));

const query: SsoDesk['query'] = (text, values) => sso.query(text, values);
const land: SsoDesk['land'] = (browser, callback) => sso.land(browser, callback);
const signIn: SsoDesk['signIn'] = (...args) => sso.signIn(...args);
const lastEvents: SsoDesk['lastEvents'] = (count) => sso.lastEvents(count);
const headSeq: SsoDesk['headSeq'] = () => sso.headSeq();
const accountOf: SsoDesk['accountOf'] = (sub) => sso.accountOf(sub);

describe('a sign-in', () => {
  it('creates the account at the first time, and only then; both are told in the trail', async () => {
    const browser = createBrowser();
    expect(await signIn('noor', browser, 'sso', '/customers?page=2')).toEqual({
      path: '/customers',
      error: null,
      stepUp: null,
      status: 200,
    });
    const account = await accountOf('noor');
    expect(account).toMatchObject({
      kind: 'sso',
      email: 'noor@company.example',
      name: 'Noor Haddad',
      role: 'compliance',
    });
    expect(account?.password_hash).toBeNull();
    expect(await lastEvents(2)).toMatchObject([
      { action: 'account.created', email: null, detail: { account: account?.id, role: 'compliance', kind: 'sso' } },
      {
        action: 'session.signed-in',
        email: 'noor@company.example',
        detail: { method: 'sso', secondFactor: 'provider' },
      },
    ]);
    expect((await signIn('noor')).status).toBe(200);
    expect(await lastEvents(2)).toMatchObject([{ action: 'session.signed-in' }, { action: 'session.signed-in' }]);
    // Nothing is left of the visit in the browser, and the session's cookie names a session and no more.
    expect(browser.cookies(desk.appUrl)).not.toMatch(/state|nonce|pkce/);
  });

  it('gives the first role of OIDC_ROLES that the person has, from a text, a list or the userinfo', async () => {
    for (const [sub, role] of [
      ['sven', 'support'],
      ['ada', 'admin'],
      ['both', 'compliance'],
    ] as const) {
      expect((await signIn(sub)).status).toBe(200);
      expect(await accountOf(sub)).toMatchObject({ role });
    }
  });

  it('at the same time from two windows makes one account', async () => {
    await provider.change('both', {});
    await query('DELETE FROM account_identities WHERE subject = $1', ['both']);
    const before = (await query('SELECT count(*)::int AS n FROM accounts'))[0]?.n;
    const browsers = [createBrowser(), createBrowser(), createBrowser()];
    const callbacks = await Promise.all(
      browsers.map(async (one) => answerAt(one, await beginSso(one, desk.appUrl), 'both')),
    );
    const endings = await Promise.all(
      browsers.map((one, index) => land(one, callbacks[index] ?? new URL(desk.appUrl))),
    );
    expect(endings.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await query('SELECT count(*)::int AS n FROM accounts'))[0]?.n).toBe(Number(before) + 1);
  });

  it('asks with a code challenge, state and nonce, kept in cookies that no script reads', async () => {
    const csrf = await fetch(`${desk.appUrl}/api/auth/csrf`);
    const cookie = csrf.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const hostile = 'scope=openid+offline_access&redirect_uri=https://evil.example/&prompt=none&response_type=token';
    const answer = await fetch(`${desk.appUrl}/api/auth/signin/sso?${hostile}`, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ csrfToken, json: 'true', callbackUrl: 'https://evil.example/' }),
    });
    const { searchParams: asked } = new URL(((await answer.json()) as { url: string }).url);
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      scope: 'openid email profile',
      redirect_uri: `${desk.appUrl}/api/auth/callback/sso`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(asked.has('prompt')).toBe(false);
    const kept = answer.headers.getSetCookie();
    for (const name of ['state', 'nonce', 'pkce.code_verifier']) {
      const line = kept.find((one) => one.startsWith(`next-auth.${name}.`));
      expect(line).toMatch(/; HttpOnly/i);
      expect(line).toMatch(/; SameSite=Lax/i);
    }
    expect(kept.join()).not.toContain('evil.example');
  });

  it('needs the token of our page', async () => {
    const form = { csrfToken: 'guessed', json: 'true' };
    const answer = await createBrowser().request(`${desk.appUrl}/api/auth/signin/sso`, { method: 'POST', form });
    expect(await answer.json()).toEqual({ url: `${desk.appUrl}/api/auth/signin?csrf=true` });
  });
});

describe('an identity', () => {
  it('is no e-mail: a local account with the same one stays what it was', async () => {
    const local = () => query("SELECT * FROM accounts WHERE kind = 'local' AND email = 'admin@desk.example'");
    const before = await local();
    expect((await signIn('namesake')).status).toBe(200);
    expect(await accountOf('namesake')).toMatchObject({ email: 'admin@desk.example', role: 'support', kind: 'sso' });
    expect(await local()).toEqual(before);
    const { email, password } = desk.accounts.admin;
    expect((await tryToSignIn(email, password, { appUrl: desk.appUrl })).status).toBe(200);
  });

  it('keeps its account when the e-mail changes', async () => {
    await signIn('sven');
    const before = await accountOf('sven');
    await provider.change('sven', { email: 'Sven.New@company.example' });
    expect((await signIn('sven')).status).toBe(200);
    expect(await accountOf('sven')).toMatchObject({ id: before?.id, email: 'sven.new@company.example' });
    expect(await lastEvents(2)).toMatchObject([
      { action: 'account.email-changed', detail: { from: 'sven@company.example', email: 'sven.new@company.example' } },
      { action: 'session.signed-in' },
    ]);
  });

  it('has the role of its last sign-in, in running sessions too', async () => {
    const browser = createBrowser();
    await signIn('sven', browser);
    const reveal = () =>
      deskWith(browser.cookies(desk.appUrl), desk.appUrl).send(
        'POST',
        '/api/customers/00000000-0000-4000-8000-000000000000/images',
        {},
      );
    expect((await reveal()).status).toBe(403);
    await provider.change('sven', { groups: ['desk-compliance'] });
    await signIn('sven');
    expect((await lastEvents(2))[0]).toMatchObject({
      action: 'account.role-changed',
      detail: { from: 'support', to: 'compliance' },
    });
    expect((await reveal()).status).not.toBe(403);
  });

  it('without a role is refused in plain words, and is nobody here', async () => {
    expect(await signIn('guest')).toMatchObject({ path: '/sign-in', error: 'SsoNoRole', status: 401 });
    expect(await accountOf('guest')).toBeUndefined();
    expect(await lastEvents(1)).toMatchObject([
      { action: 'session.refused', email: 'guest@company.example', detail: { method: 'sso', reason: 'no-role' } },
    ]);
  });

  it('whose role was taken away is refused, and its running sessions end', async () => {
    const running = createBrowser();
    await signIn('both', running);
    await provider.change('both', { groups: ['staff'] });
    expect(await signIn('both')).toMatchObject({ error: 'SsoNoRole', status: 401 });
    const still = await deskWith(running.cookies(desk.appUrl), desk.appUrl).get('/api/sessions');
    expect(still.status).toBe(401);
    expect(await lastEvents(2)).toMatchObject([
      { action: 'session.ended', detail: { reason: 'role' } },
      { action: 'session.refused', detail: { reason: 'no-role' } },
    ]);
  });

  it('that was disabled here is refused', async () => {
    await provider.change('both', { groups: ['desk-support'] });
    await query('UPDATE accounts SET disabled_at = now() WHERE id = $1', [(await accountOf('both'))?.id]);
    expect(await signIn('both')).toMatchObject({ error: 'SsoDisabled', status: 401 });
    expect(await lastEvents(1)).toMatchObject([{ action: 'session.refused', detail: { reason: 'disabled' } }]);
  });
});

const LIES: [Fault, string, string][] = [
  ['wrong-issuer', 'issuer', 'SsoRefused'],
  ['wrong-audience', 'audience', 'SsoRefused'],
  ['wrong-party', 'audience', 'SsoRefused'],
  ['wrong-nonce', 'nonce', 'SsoRefused'],
  ['no-nonce', 'nonce', 'SsoRefused'],
  ['other-key', 'signature', 'SsoRefused'],
  ['expired', 'time', 'SsoRefused'],
  ['issued-long-ago', 'time', 'SsoRefused'],
  ['issued-in-the-future', 'time', 'SsoRefused'],
  ['alg-none', 'algorithm', 'SsoRefused'],
  ['hs256-client-secret', 'algorithm', 'SsoRefused'],
  ['hs256-public-key', 'algorithm', 'SsoRefused'],
  ['no-subject', 'claims', 'SsoRefused'],
  ['numeric-subject', 'claims', 'SsoRefused'],
  ['no-token', 'claims', 'SsoRefused'],
  ['other-issuer-in-answer', 'issuer-parameter', 'SsoRefused'],
  ['no-issuer-in-answer', 'issuer-parameter', 'SsoRefused'],
  ['other-state-in-answer', 'state', 'SsoRefused'],
  ['token-redirects', 'answer', 'SsoRefused'],
  ['token-hangs', 'unreachable', 'SsoUnavailable'],
];

describe('an answer that can not be trusted', () => {
  /** What the log has said of single sign-on since the mark, as the words of its lines. */
  const reasonsSince = (mark: number) =>
    [
      ...desk
        .appLog()
        .slice(mark)
        .matchAll(/"reason":"([^"]+)"/g),
    ].map(([, word]) => word);
  const expectRefused = async (work: () => Promise<Ending>, reason: string, error: string) => {
    const mark = desk.appLog().length;
    const seq = await headSeq();
    const sessions = async () => (await query('SELECT count(*)::int AS n FROM sessions'))[0]?.n;
    const before = await sessions();
    expect(await work()).toMatchObject({ path: '/sign-in', error, status: 401 });
    expect(await sessions()).toBe(before);
    // The line comes through a pipe, and may be behind the answer.
    await until(() => expect(reasonsSince(mark)).toEqual([reason]));
    expect(await headSeq()).toBe(seq + 1);
    expect(await lastEvents(1)).toMatchObject([
      { action: 'session.refused', email: null, detail: { method: 'sso', reason: 'provider' } },
    ]);
  };

  it.each(LIES)('%s is seen for what it is', async (fault, reason, error) => {
    await provider.fault(fault);
    await expectRefused(() => signIn('noor'), reason, error);
  });

  it("is another provider's code, whatever it says of its origin", async () => {
    for (const [iss, reason] of [
      ['theirs', 'issuer-parameter'],
      ['none', 'issuer-parameter'],
      ['ours', 'code'],
    ] as const) {
      const browser = createBrowser();
      const asked = await beginSso(browser, desk.appUrl);
      const callback = await answerAt(browser, new URL(asked.pathname + asked.search, other.issuer), 'noor');
      if (iss === 'ours') callback.searchParams.set('iss', provider.issuer);
      if (iss === 'none') callback.searchParams.delete('iss');
      await expectRefused(() => land(browser, callback), reason, 'SsoRefused');
    }
  });

  it('is a code that was used, in this browser or another', async () => {
    const browser = createBrowser();
    const callback = await answerAt(browser, await beginSso(browser, desk.appUrl), 'noor');
    const kept = browser.cookies(desk.appUrl);
    expect((await land(browser, callback)).status).toBe(200);
    // The cookies of the visit are gone; and with them kept, the provider knows its own code.
    browser.forget(desk.appUrl, /session-token/);
    expect(await land(browser, callback)).toMatchObject({ error: 'SsoExpired', status: 401 });
    const replayed = await fetch(callback, { redirect: 'manual', headers: { cookie: kept } });
    expect(replayed.headers.get('location')).toContain('error=SsoRefused');
    expect(replayed.headers.getSetCookie().join()).not.toMatch(/session-token=[^;]/);
    const stranger = createBrowser();
    await beginSso(stranger, desk.appUrl);
    await expectRefused(() => land(stranger, callback), 'state', 'SsoRefused');
  });

  it('is one that nobody here has asked for, and those fill no trail', async () => {
    const seq = await headSeq();
    const callback = new URL(`${desk.appUrl}/api/auth/callback/sso?code=x&state=y`);
    expect(await land(createBrowser(), callback)).toMatchObject({ path: '/sign-in', error: 'SsoExpired', status: 401 });
    expect(await headSeq()).toBe(seq);
  });

  it('is a no: of the person, or of the provider', async () => {
    await expectRefused(() => signIn('nobody'), 'cancelled', 'SsoCancelled');
  });

  it('is a no to somebody else’s question', async () => {
    const browser = createBrowser();
    await beginSso(browser, desk.appUrl);
    const callback = new URL(`${desk.appUrl}/api/auth/callback/sso?error=access_denied&state=of-another-sign-in`);
    await expectRefused(() => land(browser, callback), 'state', 'SsoRefused');
  });
});

describe('a provider that is not there', () => {
  it.each<[Fault, string]>([
    ['down', 'SsoUnavailable'],
    ['error-page', 'SsoUnavailable'],
    ['other-issuer-in-discovery', 'SsoUnavailable'],
    ['plain-endpoint-in-discovery', 'SsoUnavailable'],
    ['discovery-redirects', 'SsoUnavailable'],
  ])('(%s) is said on the sign-in page, and the rest goes on', async (fault, error) => {
    await provider.fault(fault);
    const led = await beginSso(createBrowser(), desk.appUrl);
    expect({ origin: led.origin, path: led.pathname, error: led.searchParams.get('error') }).toEqual({
      origin: desk.appUrl,
      path: '/sign-in',
      error,
    });
    const { email, password } = desk.accounts.support;
    expect((await tryToSignIn(email, password, { appUrl: desk.appUrl })).status).toBe(200);
  });
});

describe('a step-up', () => {
  const provedAgo = async (sub: string) => {
    const [row] = await query(
      `SELECT extract(epoch FROM now() - proved_at)::int AS seconds FROM sessions WHERE account_id = $1 AND ended_at IS NULL
       ORDER BY created_at DESC LIMIT 1`,
      [(await accountOf(sub))?.id],
    );
    return Number(row?.seconds);
  };
  const stale = async (sub: string) =>
    query("UPDATE sessions SET proved_at = now() - interval '1 hour' WHERE account_id = $1", [
      (await accountOf(sub))?.id,
    ]);

  it('renews the proof of the running session, gives it a new cookie, and opens no other', async () => {
    const browser = createBrowser();
    await signIn('noor', browser);
    await stale('noor');
    const statusOf = async (cookie: string) => (await deskWith(cookie, desk.appUrl).get('/api/sessions')).status;
    const copy = browser.cookies(desk.appUrl);
    const asked = await beginSso(browser, desk.appUrl, 'sso-step-up', '/customers?page=3');
    expect(asked.searchParams.get('prompt')).toBe('login');
    expect(asked.searchParams.get('max_age')).toBe('0');
    const landed = await land(browser, await answerAt(browser, asked, 'noor'));
    expect(landed).toMatchObject({ stepUp: null, path: '/customers', status: 200 });
    expect([await statusOf(copy), await statusOf(browser.cookies(desk.appUrl))]).toEqual([401, 200]);
    expect(await provedAgo('noor')).toBeLessThan(60);
    expect(await lastEvents(1)).toMatchObject([
      { action: 'session.proved', email: 'noor@company.example', detail: { method: 'sso' } },
    ]);
  });

  it.each<[string, Fault | null, string, string]>([
    ['somebody else', null, 'ada', 'SsoOtherPerson'],
    ['a sign-in of an hour ago', 'signed-in-long-ago', 'noor', 'SsoNotFresh'],
    ['no word of when it was', 'signed-in-never', 'noor', 'SsoNotFresh'],
  ])('takes no proof from %s', async (_, fault, sub, code) => {
    const browser = createBrowser();
    await signIn('noor', browser);
    await stale('noor');
    await provider.fault(fault);
    // The provider has nobody signed in, and doesn't ask whether to change who is.
    browser.forget(provider.issuer, /./);
    expect(await signIn(sub, browser, 'sso-step-up', '/customers?page=3')).toMatchObject({
      path: '/customers',
      stepUp: code,
      status: 200,
    });
    expect(await provedAgo('noor')).toBeGreaterThan(3_000);
    expect((await lastEvents(1))[0]).toMatchObject({ action: 'session.refused', email: 'noor@company.example' });
  });

  it('is not what a sign-in does: an old one at the provider proves nothing now', async () => {
    await provider.fault('signed-in-long-ago');
    await signIn('noor');
    expect(await provedAgo('noor')).toBeGreaterThan(3_000);
  });
});

describe('leaving', () => {
  it('is recorded with the end of the session', async () => {
    const browser = createBrowser();
    await signIn('noor', browser);
    const session = deskWith(browser.cookies(desk.appUrl), desk.appUrl);
    await signOut(session);
    expect((await session.get('/api/sessions')).status).toBe(401);
    expect(await lastEvents(1)).toMatchObject([{ action: 'session.signed-out', email: 'noor@company.example' }]);
  });

  it('leaves nothing of next-auth open that the desk does not use', async () => {
    for (const path of ['providers', 'error?error=x', 'verify-request', 'signin/sso', 'callback/credentials']) {
      expect((await fetch(`${desk.appUrl}/api/auth/${path}`, { redirect: 'manual' })).status).toBe(404);
    }
    const log = await createBrowser().request(`${desk.appUrl}/api/auth/_log`, {
      method: 'POST',
      form: { code: 'FORGED' },
    });
    expect(log.status).toBe(404);
    expect(desk.appLog()).not.toContain('FORGED');
  });
});
