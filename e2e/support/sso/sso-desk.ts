import { expect } from 'vitest';
import { freePort } from '../../../scripts/process/ports';
import { type OwnersQuery, ownerQuery } from '../desk/as-owner';
import { deskWith } from '../desk/desk';
import { startTestStack, type TestStack } from '../desk/stack';
import { answerAt, type Browser, beginSso, createBrowser } from './identity-provider/browser';
import { type IdentityProvider, startIdentityProvider } from './identity-provider/start';

/** How a visit to the provider ended: where the desk led, what it said, and whether the browser is signed in now. */
export interface Ending {
  path: string;
  error: string | null;
  stepUp: string | null;
  status: number;
}

export interface Told {
  action: string;
  email: string | null;
  detail: unknown;
}

/** A desk with single sign-on of its own, and what tests do with it. */
export interface SsoDesk {
  desk: TestStack;
  provider: IdentityProvider;
  /** Somebody else's provider, which knows the same application. */
  other: IdentityProvider;
  /** One statement as the owner of the tables. */
  query: OwnersQuery;
  /** The last leg: back at the desk, into it or not. */
  land(browser: Browser, callback: URL): Promise<Ending>;
  signIn(sub: string, browser?: Browser, step?: string, next?: string): Promise<Ending>;
  /** The last rows of the trail, oldest first. */
  lastEvents(count: number): Promise<Told[]>;
  headSeq(): Promise<number>;
  accountOf(sub: string): Promise<Record<string, unknown> | undefined>;
  stop(): Promise<void>;
}

export async function startSsoDesk(): Promise<SsoDesk> {
  const appPort = await freePort();
  const appUrl = `http://127.0.0.1:${appPort}`;
  const [provider, other] = await Promise.all([startIdentityProvider(appUrl), startIdentityProvider(appUrl)]);
  const desk = await startTestStack({ appPort, customers: 50, env: provider.env });

  const query = ownerQuery(desk);
  const land: SsoDesk['land'] = async (browser, callback) => {
    const response = await browser.request(callback.href);
    const target = new URL(response.headers.get('location') ?? '/none', appUrl);
    expect(target.origin).toBe(appUrl);
    // A route that leaves nothing in the trail: the tests read its last rows.
    const works = await deskWith(browser.cookies(appUrl), appUrl).get('/api/sessions');
    const { searchParams: said } = target;
    return { path: target.pathname, error: said.get('error'), stepUp: said.get('stepUp'), status: works.status };
  };
  return {
    desk,
    provider,
    other,
    query,
    land,
    async signIn(sub, browser = createBrowser(), step = 'sso', next = '/customers') {
      return await land(browser, await answerAt(browser, await beginSso(browser, appUrl, step, next), sub));
    },
    async lastEvents(count) {
      const rows = await query('SELECT action, actor_email, detail FROM audit_events ORDER BY seq DESC LIMIT $1', [
        count,
      ]);
      return rows
        .map(({ action, actor_email, detail }) => ({
          action: String(action),
          email: actor_email as string | null,
          detail: JSON.parse(String(detail)) as unknown,
        }))
        .reverse();
    },
    async headSeq() {
      return Number((await query('SELECT COALESCE(max(seq), 0) AS seq FROM audit_events'))[0]?.seq);
    },
    async accountOf(sub) {
      const [account] = await query(
        `SELECT a.* FROM accounts a JOIN account_identities i ON i.account_id = a.id
         WHERE i.issuer = $1 AND i.subject = $2`,
        [provider.issuer, sub],
      );
      return account;
    },
    async stop() {
      await Promise.all([desk.stop(), provider.stop(), other.stop()]);
    },
  };
}
