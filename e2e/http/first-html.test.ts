import { beforeEach, describe, expect, it } from 'vitest';
import { deskWith, signInAs, signOut } from '../support/desk/desk';
import { directoryDesk, eventually } from '../support/directory/directory-stack';

/** What the server puts into the first HTML, and what of Sentinel and the trail that costs. */

const { stack, desk } = await directoryDesk({
  customers: 400,
  rowShape: 'full',
  env: { FIRST_ANSWER_MS: '400', SLOW_ANSWER_MS: '500', DIRECTORY_CATCH_UP_SECONDS: '3600' },
});

const DOCUMENT = { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' };
const ROW = /<tr data-index=/g;
const NOTE = /as of \d\d:\d\d/;

let seenEvents = 0;
beforeEach(async () => {
  await stack.sandbox.clearFaults();
  await stack.sandbox.clearLog();
  const [last] = await stack.query('SELECT max(seq) AS seq FROM audit_events');
  seenEvents = Number(last?.seq ?? 0);
});

/** The events of this test: action, outcome and what was shown in the place of Sentinel's answer. */
async function events(): Promise<string[]> {
  const rows = await stack.query(`SELECT action, outcome, detail FROM audit_events
    WHERE seq > ${seenEvents} ORDER BY seq`);
  return rows.map(({ action, outcome, detail }) => {
    const { shown } = JSON.parse(String(detail)) as { shown?: string };
    return [action, outcome ?? 'intended', ...(shown === undefined ? [] : [shown])].join(' ');
  });
}

const load = async (path: string, headers: Record<string, string> = DOCUMENT) => {
  const answer = await desk.get(path, headers);
  return { answer, html: await answer.text() };
};
/** The page itself, before the data for the scripts. */
const pageOf = (html: string) => html.slice(0, html.indexOf('</main>'));

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; known?: { known: string; rows: unknown[] } });

describe('the list', () => {
  it('has its rows in the first HTML, for one call and one event, and no cache may keep it', async () => {
    const order = await stack.sandbox.order('updatedAt', 'desc');
    const { answer, html } = await load('/customers');
    const page = pageOf(html);
    expect(page.match(ROW)).toHaveLength(50);
    for (const uuid of order.slice(0, 50)) expect(page).toContain(`/customers/${uuid}"`);
    expect(page).not.toMatch(NOTE);
    expect(page).not.toContain('animate-pulse');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(await stack.sandbox.calls()).toEqual(['listWithDoc']);
    expect(await events()).toEqual(['customers.listed success']);
  });

  it('follows the address, and falls back to the default for nonsense', async () => {
    await load('/customers?page=3&perPage=10&sortBy=name&order=asc');
    await load('/customers?page=-3&perPage=7&sortBy=__proto__');
    const asked = (await stack.sandbox.log()).map(({ body }) => [body.page, body.entriesPerPage, body.sortBy]);
    expect(asked).toEqual([
      [3, 10, 'name'],
      [1, 50, 'updatedAt'],
    ]);
  });

  it.each([
    ['a step within the desk', { rsc: '1', 'sec-fetch-dest': 'empty' }],
    ['a client that says nothing', {}],
    ['a prefetch', { ...DOCUMENT, 'sec-purpose': 'prefetch' }],
    ['a prerendering', { ...DOCUMENT, 'sec-purpose': 'prefetch;prerender' }],
    ['a frame', { ...DOCUMENT, 'sec-fetch-dest': 'iframe' }],
  ])('asks nothing for %s', async (_, headers) => {
    const { html } = await load('/customers', headers);
    expect(html).not.toMatch(ROW);
    expect(await stack.sandbox.calls()).toEqual([]);
    expect(await events()).toEqual([]);
  });

  it('shows the directory’s rows when Sentinel is late, and hands on the answer of the same call', async () => {
    const newest = (await stack.sandbox.order('updatedAt', 'desc')).slice(0, 50);
    await stack.sandbox.fault({ mode: 'delay', ms: 1_500, path: 'listWithDoc' });
    const { html } = await load('/customers');
    const page = pageOf(html);
    for (const uuid of newest) expect(page).toContain(`/customers/${uuid}"`);
    expect(page).toMatch(NOTE);
    // Sentinel's own answer follows in the same document: its rows carry no mark of the directory.
    expect(html.slice(page.length)).toContain('\\"type\\":\\"answer\\"');
    expect(await stack.sandbox.calls()).toEqual(['listWithDoc']);
    expect(await events()).toEqual(['customers.listed success directory']);
  });

  it('shows the directory’s rows when Sentinel fails, with the reason in its own words', async () => {
    await stack.sandbox.fault({ mode: 'status', status: 429, retryAfter: 7, path: 'listWithDoc' });
    const { html } = await load('/customers');
    expect(pageOf(html).match(ROW)).toHaveLength(50);
    expect(html).toContain('sentinel_rate_limited');
    expect(html).toContain('Sentinel is receiving too many requests');
    expect(await events()).toEqual(['customers.listed sentinel_rate_limited directory']);
    expect(await stack.sandbox.calls()).toEqual(['listWithDoc']);
  });

  it('gives nothing to a person without a session', async () => {
    const answer = await deskWith('', stack.appUrl).get('/customers', DOCUMENT);
    expect(await answer.text()).not.toMatch(ROW);
    expect(await stack.sandbox.calls()).toEqual([]);
    expect(await events()).toEqual([]);
  });

  it('writes times on the reader’s clock, whatever a cookie says', async () => {
    await desk.get('/customers', DOCUMENT);
    const withZone = async (zone: string) =>
      pageOf((await load('/customers', { ...DOCUMENT, cookie: `${desk.cookie}; desk-zone=${zone}` })).html);
    const times = (page: string) => page.match(/\d\d \w{3,4} \d{4}, \d\d:\d\d/g) ?? [];
    const [utc, dubai, odd] = [await withZone('UTC'), await withZone('Asia%2FDubai'), await withZone('%3Cb%3E')];
    expect(times(utc)).toHaveLength(50);
    expect(times(dubai)).not.toEqual(times(utc));
    expect(times(odd)).toEqual(times(utc));
  });
});

describe('the list’s own route', () => {
  it('answers in lines when Sentinel is slow: what the directory knows, then the answer of the one call', async () => {
    await stack.sandbox.fault({ mode: 'delay', ms: 1_200, path: 'listWithDoc' });
    const answer = await desk.get('/api/customers');
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const said = lines(await answer.text());
    expect(said.map(({ type }) => type)).toEqual(['known', 'answer']);
    expect(said[0]?.known).toMatchObject({ known: 'asked' });
    expect(said[0]?.known?.rows).toHaveLength(50);
    expect(await stack.sandbox.calls()).toEqual(['listWithDoc']);
    expect(await events()).toEqual(['customers.listed success directory']);
  });

  it('names an order that only Sentinel knows, and gives the newest first', async () => {
    await stack.sandbox.fault({ mode: 'status', status: 503, path: 'listWithDoc' });
    const answer = await desk.get('/api/customers?sortBy=name&order=asc&page=3');
    expect(answer.status).toBe(503);
    const { error } = (await answer.json()) as { error: { code: string; known: { known: string; page: number } } };
    expect(error).toMatchObject({ code: 'sentinel_unavailable', known: { known: 'newest', page: 1 } });
  });

  it('records rows of the directory before it shows them, or shows nothing', async () => {
    await stack.sandbox.fault({ mode: 'delay', ms: 1_200, path: 'listWithDoc' });
    await stack.query('REVOKE INSERT ON audit_events FROM desk_app');
    try {
      const answer = await desk.get('/api/customers');
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain('audit_unavailable');
    } finally {
      await stack.query('GRANT INSERT ON audit_events TO desk_app');
    }
  });
});

describe('a session that ends while Sentinel is awaited', () => {
  it('gets no late answer, neither by the route nor in the page', async () => {
    const leaving = await signInAs('compliance', stack);
    await stack.sandbox.fault({ mode: 'hold', path: 'listWithDoc' });
    const [call, page] = await Promise.all([leaving.get('/api/customers'), leaving.get('/customers', DOCUMENT)]);
    await signOut(leaving);
    await stack.sandbox.clearFaults();
    const said = lines(await call.text());
    expect(said.map(({ type }) => type)).toEqual(['known', 'failed']);
    expect(said[1]).toMatchObject({ error: { code: 'unauthenticated' } });
    const html = await page.text();
    expect(pageOf(html).match(ROW)).toHaveLength(50);
    expect(html).toContain('unauthenticated');
    expect(html).not.toContain('\\"type\\":\\"answer\\"');
  });
});

describe('expiring documents', () => {
  it('are in the first HTML when the address names the window, for one event', async () => {
    const { html } = await load('/expiring?within=90');
    expect(pageOf(html).match(ROW)?.length).toBeGreaterThan(3);
    expect(await stack.sandbox.calls()).toEqual([]);
    expect(await events()).toEqual(['customers.searched success']);
  });

  it.each([
    ['the next 30 days, where the browser chose none', '', 30],
    ['the window that the browser chose last', '; desk-expiring-within=expired', 'expired'],
    ['the next 30 days, after nonsense', '; desk-expiring-within=%3Cb%3E', 30],
  ])('are in it without a window in the address, too: %s', async (_, cookie, within) => {
    const { html } = await load('/expiring', { ...DOCUMENT, cookie: desk.cookie + cookie });
    const answer = await desk.get(`/api/expiring/customers?within=${within}`);
    const { rows } = (await answer.json()) as { rows: { uuid: string }[] };
    expect(rows.length).toBeGreaterThan(0);
    for (const { uuid } of rows) expect(pageOf(html)).toContain(`/customers/${uuid}"`);
    expect(await events()).toEqual(['customers.searched success', 'customers.searched success']);
  });
});

describe('customers whom filters match', () => {
  it('are in the first HTML, for one event and no call, and nothing is asked for by a step within the desk', async () => {
    const path = '/customers?gender=male&perPage=10&sortBy=updatedAt&order=desc';
    const { html } = await load(path);
    const body = { filters: { gender: ['male'] }, sort: { by: 'updatedAt', order: 'desc' }, limit: 10 };
    const answer = await desk.send('POST', '/api/customers/search', body);
    const { rows } = (await answer.json()) as { rows: { uuid: string }[] };
    expect(pageOf(html).match(ROW)).toHaveLength(10);
    for (const { uuid } of rows) expect(pageOf(html)).toContain(`/customers/${uuid}"`);
    await load(path, { rsc: '1', 'sec-fetch-dest': 'empty' });
    expect(await stack.sandbox.calls()).toEqual([]);
    expect(await events()).toEqual(['customers.searched success', 'customers.searched success']);
  });
});

describe('a search for a contact that the directory does not know', () => {
  it('hands on the directory’s rows while Sentinel is slow, recorded once and before', async () => {
    const { email } = await stack.sandbox.named('complete');
    // A part of the directory's e-mail that is a whole one, too.
    const text = String(email).slice(0, -1);
    await stack.sandbox.fault({ mode: 'delay', ms: 1_500, path: 'statusWithoutImages' });
    const answer = await desk.send('POST', '/api/customers/search', { text });
    const said = lines(await answer.text()) as unknown as Record<string, { live: string; rows: unknown[] }>[];
    expect(said.map(({ known, answer: whole }) => (known ?? whole)?.live)).toEqual(['waiting', 'nobody']);
    expect(said[0]?.known?.rows.length).toBeGreaterThan(0);
    expect(await stack.sandbox.calls()).toEqual(['statusWithoutImages']);
    expect((await events()).toSorted()).toEqual(['customer.looked-up not_found', 'customers.searched success']);
  });
});

describe('a customer by a link', () => {
  it('is in the first HTML, for one call and one opening', async () => {
    const { uuid, email, phoneNumber } = await stack.sandbox.named('complete');
    const { answer, html } = await load(`/customers/${uuid}`);
    for (const value of [email, phoneNumber, 'Liveness']) expect(pageOf(html)).toContain(value);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(await stack.sandbox.calls()).toEqual(['statusWithoutImages']);
    expect(await events()).toEqual(['customer.opened intended', 'customer.opened success']);
  });

  it('is told by the directory while Sentinel is late, and opened once', async () => {
    const { uuid, email } = await stack.sandbox.named('complete');
    await stack.sandbox.fault({ mode: 'delay', ms: 1_200, path: 'statusWithoutImages' });
    const { html } = await load(`/customers/${uuid}`);
    expect(pageOf(html)).toContain(email);
    expect(pageOf(html)).toMatch(NOTE);
    expect(pageOf(html)).not.toContain('Liveness');
    expect(await stack.sandbox.calls()).toEqual(['statusWithoutImages']);
    expect(await events()).toEqual(['customer.opened intended', 'customer.opened success']);
  });

  it('is not in the HTML when the contact leads to another person', async () => {
    const { uuid, email } = await stack.sandbox.named('wrong-person');
    const { html } = await load(`/customers/${uuid}`);
    expect(html).not.toContain(String(email));
    expect(html).toContain('wrong_person');
  });

  it('is asked for by no prefetch and no step within the desk', async () => {
    const { uuid } = await stack.sandbox.named('complete');
    await load(`/customers/${uuid}`, { rsc: '1', 'sec-fetch-dest': 'empty' });
    await load(`/customers/${uuid}`, { ...DOCUMENT, 'sec-purpose': 'prefetch' });
    expect(await stack.sandbox.calls()).toEqual([]);
    expect(await events()).toEqual([]);
  });
});

describe('a customer', () => {
  it('is told by the directory while Sentinel is slow, and is opened once', async () => {
    const { uuid, email } = await stack.sandbox.named('complete');
    await stack.sandbox.fault({ mode: 'delay', ms: 1_200, path: 'statusWithoutImages' });
    const said = (await (await desk.get(`/api/customers/${uuid}`)).text()).trim().split('\n');
    expect(JSON.parse(said[0] ?? '')).toMatchObject({ type: 'known', known: { row: { uuid, email } } });
    expect(JSON.parse(said[1] ?? '')).toMatchObject({ type: 'answer', answer: { uuid, email } });
    expect(await stack.sandbox.calls()).toEqual(['statusWithoutImages']);
    expect(await events()).toEqual(['customer.opened intended', 'customer.opened success']);
  });

  it('is told by the directory when Sentinel fails, and the trail says so', async () => {
    const { uuid } = await stack.sandbox.named('complete');
    await stack.sandbox.fault({ mode: 'status', status: 429, path: 'statusWithoutImages' });
    const { error } = (await (await desk.get(`/api/customers/${uuid}`)).json()) as { error: { known: object } };
    expect(error).toMatchObject({ code: 'sentinel_rate_limited', known: { row: { uuid } } });
    expect(await events()).toEqual(['customer.opened intended', 'customer.opened sentinel_rate_limited directory']);
  });

  it('is not told by the directory once their contact has led to another person', async () => {
    const { uuid } = await stack.sandbox.named('wrong-person');
    expect((await desk.get(`/api/customers/${uuid}`)).status).toBe(409);
    await stack.sandbox.fault({ mode: 'status', status: 429 });
    const answer = await eventually(
      () => desk.get(`/api/customers/${uuid}`),
      ({ status }) => status === 503,
    );
    expect(await answer.text()).not.toContain('"known"');
  });
});
