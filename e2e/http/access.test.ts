import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { can, ROLES } from '@/lib/access';
import { type Needs, NOBODY, PAGES, ROUTES, SERVED_TO_ALL } from '../support/desk/access-table';
import { METHODS, pagesInFiles, routesInFiles, servedByBuild, withoutGroups } from '../support/desk/app-files';
import { DEAD_COOKIES, type DeadCookie, makeDeadCookies } from '../support/desk/dead-cookies';
import { deskWith, errorOf, type RoleName, sandbox, signInAs, stack } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { casesOf, thorough } from '../support/desk/thorough';
import { buildWithoutProxy } from '../support/desk/without-proxy';

/** Every route and page × every role and every kind of dead cookie; with `proxy.ts`, and without it. */

describe('the table of access', () => {
  it.each(routesInFiles())('has a line for %s', (route) => expect(Object.keys(ROUTES)).toContain(route));
  it.each(pagesInFiles())('has a line for the page %s', (page) => expect(Object.keys(PAGES)).toContain(page));

  it('has no line for what is gone', () => {
    expect(Object.keys(ROUTES).filter((route) => !routesInFiles().includes(route))).toEqual([]);
    expect(Object.keys(PAGES).filter((page) => !pagesInFiles().includes(page))).toEqual([]);
  });

  it('leaves nothing out that the build serves', () => {
    const lines = [
      ...Object.keys(ROUTES).map((route) => `${route.split(' ')[1]}/route`),
      ...Object.keys(PAGES).map((page) => `${page === '/' ? '' : page}/page`),
      ...SERVED_TO_ALL,
    ];
    expect(servedByBuild().filter((place) => !lines.includes(withoutGroups(place)))).toEqual([]);
  });
});

const routes = Object.entries(ROUTES).map(([route, row]) => {
  const [method = '', pattern = ''] = route.split(' ');
  return { route, method, pattern, path: row.path ?? pathOf(pattern), row };
});
const pages = Object.entries(PAGES).map(([page, needs]) => ({ page, path: pathOf(page), needs }));

const cookies = new Map<RoleName | DeadCookie, string>();
let bare: ReturnType<typeof buildWithoutProxy>;
let proxyless: Replica;
beforeAll(async () => {
  await sandbox.reset();
  for (const role of ROLES) cookies.set(role, (await signInAs(role)).cookie);
  for (const [kind, cookie] of Object.entries(await makeDeadCookies())) cookies.set(kind as DeadCookie, cookie);
  bare = buildWithoutProxy();
  proxyless = await startReplica(stack, { standalone: bare.standalone });
});
afterAll(async () => {
  await proxyless.stop();
  bare.remove();
});

function pathOf(pattern: string): string {
  return pattern.replaceAll(/\[[^\]]+\]/g, NOBODY);
}

/** One that the proxy turns away by itself, and one that it has to let pass. */
const SOME_DEAD: readonly DeadCookie[] = ['signed out', 'an ended session'];

const may = (role: RoleName, needs: Needs) => needs === 'open' || needs === 'signed-in' || can({ role }, needs);

describe.each(['with proxy.ts', 'without proxy.ts'] as const)('%s', (server) => {
  const as = (who: RoleName | DeadCookie) =>
    deskWith(cookies.get(who) ?? '', server === 'with proxy.ts' ? stack.appUrl : proxyless.appUrl);
  const call = (who: RoleName | DeadCookie, one: (typeof routes)[number], headers: Record<string, string> = {}) =>
    as(who).send(one.method, one.path, one.row.body, { ...(one.row.form && FORM), ...headers });

  // The proxy doesn't run on routes: what each of them refuses shows that, whatever else is asked.
  const tryAll = server === 'with proxy.ts' || thorough;

  it('is what its name says', async () => {
    const answer = await as('signed out').get('/customers?page=2');
    const location = answer.headers.get('location') ?? '';
    const policy = (await as('signed out').get('/sign-in')).headers.get('content-security-policy');
    // The proxy makes the policy and tells the page its path; the page alone still sends people to sign in.
    if (server === 'with proxy.ts') {
      expect(policy).toContain('nonce-');
      expect(location).toContain('/sign-in?next=');
    } else {
      // Without a nonce no script of the page runs: it stays safe and does not work.
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/nonce-|unsafe-/);
      expect(location).toMatch(/\/sign-in$/);
    }
  });

  describe.each(routes)('$route', (one) => {
    const { row } = one;

    it.each(tryAll ? ROLES.filter((role) => may(role, row.needs)) : [])('as %s', async (role) => {
      const answer = await call(role, one);
      expect(row.answers ?? [200, 404]).toContain(answer.status);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    });

    describe('asks Sentinel for nothing, and refuses', () => {
      beforeAll(async () => {
        await sandbox.clearLog();
      });
      afterAll(async () => expect(await sandbox.calls(), one.route).toEqual([]));

      it.each(ROLES.filter((role) => !may(role, row.needs)))('as %s', async (role) => {
        expect(await errorOf(await call(role, one))).toMatchObject({ status: 403, code: 'forbidden' });
      });

      it.each(tryAll ? DEAD_COOKIES : SOME_DEAD)('with %s', async (kind) => {
        const answer = await call(kind, one);
        expect(answer.headers.get('cache-control')).toBe('no-store');
        if (row.needs === 'open') expect(row.answers ?? [200]).toContain(answer.status);
        else expect(await errorOf(answer)).toMatchObject({ status: 401, code: 'unauthenticated' });
      });

      // It tells strangers no more than that the desk works.
      if (one.route.startsWith('GET /api/health') || !tryAll) return;

      it.each(
        casesOf<Record<string, string>>(
          [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }],
          [{ 'sec-fetch-site': 'same-site' }, { origin: 'null' }],
        ),
      )('what the page of another site sends: %j', async (headers) => {
        const answer = await call('admin', one, headers);
        expect(await errorOf(answer)).toMatchObject({ status: 403, code: 'cross_site_request' });
      });

      if (!row.form && one.pattern !== AUTH) {
        it('a query that it has no word for', async () => {
          const answer = await as('admin').send(one.method, `${one.path}?stray=1`, one.row.body);
          expect(await errorOf(answer)).toMatchObject({ status: 422, code: 'invalid_request' });
        });
      }

      if (row.body === undefined || row.form) return;

      it.each(casesOf(['text/plain'], ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']))(
        'its own body as %s',
        async (type) => {
          const answer = await call('admin', one, { 'content-type': type });
          expect(await errorOf(answer)).toMatchObject({ status: 422, code: 'invalid_request' });
        },
      );
    });

    if (!tryAll) return;

    it('answers no method that it has no line for', async () => {
      for (const method of METHODS.filter((other) => !(`${other} ${one.pattern}` in ROUTES))) {
        const answer = await as('admin').send(method, one.path);
        expect(answer.status, method).toBe(405);
      }
    });
  });

  describe.each(pages)('the page $page', ({ path, needs }) => {
    /** As a browser loads a page: then the page itself asks for its data. */
    const leads = async (who: RoleName | DeadCookie) => whereTo(await as(who).get(path, DOCUMENT));
    /** As the desk itself goes from page to page: only the page runs, no layout before it. */
    const leadsFromWithin = async (who: RoleName | DeadCookie) => {
      // Next names the answer after these headers, and leads there first.
      const named = await as(who).get(path, WITHIN_THE_DESK);
      const location = named.headers.get('location') ?? '';
      if (!location.includes('_rsc=')) return whereTo(named);
      return whereTo(await as(who).get(location.replace(/^https?:..[^/]+/, ''), WITHIN_THE_DESK));
    };

    // The proxy knows no role. Without it, whoever may not see the page is the one to try.
    const roles = tryAll ? ROLES : ROLES.filter((role) => needs !== 'home' && !may(role, needs));
    it.each(roles)('as %s', async (role) => {
      if (needs === 'home') expect(await leads(role)).toBe('/customers');
      else if (path === '/sign-in') expect(await leads(role)).toBe('/customers');
      else {
        expect(await leads(role)).toBe(may(role, needs) ? null : NOT_FOUND);
        // Within the desk the answer is data for the router, whatever its status: the page's own part says "not found".
        expect(may(role, needs) ? [null] : [NOT_FOUND, NOT_FOUND_WITHIN]).toContain(await leadsFromWithin(role));
      }
    });

    // A page must turn each of them away by itself: the server without the proxy shows that.
    const dead = server === 'without proxy.ts' || thorough ? DEAD_COOKIES : SOME_DEAD;
    it.each(dead)('with %s', async (kind) => {
      // The home page shows nothing, and may leave it to the next one to ask.
      const allowed = needs === 'home' ? ['/sign-in', '/customers'] : [needs === 'open' ? null : '/sign-in'];
      await sandbox.clearLog();
      expect(allowed).toContain(await leads(kind));
      expect(await sandbox.calls()).toEqual([]);
      if (needs !== 'home' && needs !== 'open') expect(await leadsFromWithin(kind)).toBe('/sign-in');
    });
  });
});

/** next-auth's routes, whose queries are its own. */
const AUTH = '/api/auth/[...nextauth]';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const DOCUMENT = { 'sec-fetch-dest': 'document' };

/** What the router sends when it is at another page of the desk and has the layouts already. */
const WITHIN_THE_DESK = {
  rsc: '1',
  'next-router-state-tree': encodeURIComponent(
    JSON.stringify(['', { children: ['(console)', { children: ['elsewhere', { children: ['__PAGE__', {}] }] }] }]),
  ),
};

/** A page that the person may not see does not exist for them. The status says so, before any part of the page. */
const NOT_FOUND = 'not found';
const NOT_FOUND_WITHIN = 'not found, in data';

/** The path that an answer leads to, by its status or by the words of a page that had begun already; `null`: it stays. */
async function whereTo(answer: Response): Promise<string | null> {
  const location = answer.headers.get('location');
  if (location !== null) return new URL(location, stack.appUrl).pathname;
  if (answer.status === 404) return NOT_FOUND;
  expect(answer.status).toBe(200);
  const text = await answer.text();
  if (text.includes('NEXT_HTTP_ERROR_FALLBACK;404')) return NOT_FOUND_WITHIN;
  const [, inPage] = /NEXT_REDIRECT;\w+;([^;?]+)/.exec(text) ?? [];
  return inPage ?? null;
}
