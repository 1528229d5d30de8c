import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExpiringSummary } from '@/lib/contracts/expiring';
import type { SearchCounts } from '@/lib/contracts/search';
import { MOST_VIEWS, type NewView, type SavedView, type ViewCounts, type ViewList } from '@/lib/contracts/views';
import { type Desk, errorOf, signInAs } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { until } from '../support/desk/until';
import { directoryDesk } from '../support/directory/directory-stack';
import { type LoopbackServer, reply, startLoopback } from '../support/vendor/loopback-server';

/** Saved views over HTTP: whose they are, what they hold, and the daily digest of chosen ones. */

/** A zone whose midnight is far away: the day of the digest is one day while these tests run. */
const ZONE = new Date().getUTCHours() < 12 ? 'UTC' : 'Etc/GMT+12';
/** An hour that does not come meanwhile: the stack's own application raises no digest. */
const LATER = `23 ${ZONE}`;
const { stack, desk: compliance } = await directoryDesk({ customers: 120, env: { VIEWS_DIGEST_HOUR: LATER } });
const support = await signInAs('support', stack);

type View = Omit<NewView, 'id'>;
const FAILED: View = {
  name: 'Failed faces',
  team: true,
  state: { page: 'customers', filters: { faceMatchFailed: true } },
};
const EXPIRED: View = { name: 'Expired', team: false, state: { page: 'expiring', params: { within: 'expired' } } };

const post = (desk: Desk, view: object) => desk.send('POST', '/api/views', { id: crypto.randomUUID(), ...view });

async function save(desk: Desk, view: View | NewView): Promise<string> {
  const answer = await post(desk, view);
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

const listed = async (desk: Desk): Promise<SavedView[]> =>
  ((await (await desk.get('/api/views')).json()) as ViewList).views;
const seen = async (desk: Desk, id: string) => (await listed(desk)).find((view) => view.id === id);
/** Starts from the view as it is now, unless the patch names a version. */
const change = async (desk: Desk, id: string, patch: object) =>
  await desk.send('PATCH', `/api/views/${id}`, { version: (await seen(desk, id))?.version ?? '', ...patch });
const forbidden = { status: 403, code: 'forbidden' };

describe('views', () => {
  it('are a person’s own or the team’s; makers and managers change those of the team', async () => {
    const own = await save(support, EXPIRED);
    const team = await save(support, FAILED);
    expect(await seen(support, own)).toMatchObject({ ...EXPIRED, mine: true, mayChange: true, digest: false });
    // Another's own view is nobody's business, and nobody can tell it from none.
    expect(await seen(compliance, own)).toBeUndefined();
    expect(await errorOf(await change(compliance, own, { name: 'Mine now' }))).toMatchObject({ status: 404 });
    expect(await errorOf(await compliance.send('DELETE', `/api/views/${own}`))).toMatchObject({ status: 404 });
    expect(await seen(compliance, team)).toMatchObject({ ...FAILED, mine: false, mayChange: true });
    expect((await change(compliance, team, { name: 'Faces that failed' })).status).toBe(200);
    // Only its maker takes a view back from the team, and only managers choose for the digest.
    expect(await errorOf(await change(compliance, team, { team: false }))).toMatchObject(forbidden);
    expect(await errorOf(await change(support, team, { digest: true }))).toMatchObject(forbidden);
    expect((await change(compliance, team, { digest: true })).status).toBe(200);
    expect(await seen(support, team)).toMatchObject({ name: 'Faces that failed', digest: true });
    expect((await change(support, team, { team: false })).status).toBe(200);
    expect(await seen(support, team)).toMatchObject({ team: false, digest: false });
    expect(await seen(compliance, team)).toBeUndefined();
    const of = await save(compliance, FAILED);
    expect(await errorOf(await change(support, of, { name: 'Ours' }))).toMatchObject(forbidden);
    expect(await errorOf(await support.send('DELETE', `/api/views/${of}`))).toMatchObject(forbidden);
    expect(await errorOf(await change(compliance, of, { state: EXPIRED.state }))).toMatchObject({
      problem: { code: 'view_of_other_page' },
    });
    for (const [desk, id] of [
      [support, own],
      [support, team],
      [compliance, of],
    ] as const) {
      expect((await desk.send('DELETE', `/api/views/${id}`)).status).toBe(200);
    }
    expect(await listed(support)).toEqual([]);
    const events = await stack.query("SELECT action, detail FROM audit_events WHERE action LIKE 'view.%' ORDER BY seq");
    expect(events.map(({ action }) => action)).toEqual([
      ...['view.saved', 'view.saved', 'view.changed', 'view.changed', 'view.changed', 'view.saved'],
      ...['view.removed', 'view.removed', 'view.removed'],
    ]);
    const denied = "SELECT 1 FROM audit_events WHERE action = 'access.denied' AND detail LIKE '%\"views:manage\"%'";
    expect(await stack.query(denied)).toHaveLength(3);
    const details = JSON.stringify(events.map(({ detail }) => JSON.parse(String(detail))));
    expect(details).toContain('"faceMatchFailed"');
    for (const name of ['Failed faces', 'Faces that failed', 'Expired"']) expect(details).not.toContain(name);
  });

  it('hold no text, and are few', async () => {
    const text = { ...FAILED, state: { page: 'customers', filters: {}, text: 'layla' } };
    expect(await errorOf(await post(support, text))).toMatchObject({ status: 422 });
    const named = { ...FAILED, name: 'layla@haddad.example' };
    expect(await errorOf(await post(support, named))).toMatchObject({
      fields: { name: { code: 'rule' } },
    });
    const more = await signInAs('admin', stack);
    const answers = await Promise.all(Array.from({ length: MOST_VIEWS.own + 2 }, () => post(more, EXPIRED)));
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(MOST_VIEWS.own);
    const refused = answers.find(({ status }) => status === 422);
    expect(refused && (await errorOf(refused))).toMatchObject({
      problem: { code: 'too_many_own_views', most: MOST_VIEWS.own },
    });
    await stack.query('DELETE FROM saved_views');
  });

  it('are saved once, and changed from the version that a person has seen', async () => {
    const view: NewView = { ...FAILED, id: crypto.randomUUID() };
    await save(support, view);
    await save(support, view);
    // The answer was lost, and the person has amended the view before saving again.
    const { id: _, ...first } = view;
    await save(support, { ...view, name: 'Amended', earlier: [first] });
    const [saved, ...others] = await listed(support);
    expect([saved, others]).toMatchObject([{ id: view.id, name: 'Amended' }, []]);
    expect(await errorOf(await post(compliance, view))).toMatchObject({ status: 404 });
    expect((await change(compliance, view.id, { name: 'Of compliance' })).status).toBe(200);
    const late = await change(support, view.id, { name: 'Of support', version: saved?.version });
    expect(await errorOf(late)).toMatchObject({ status: 409, problem: { code: 'view_changed' } });
    const now = await change(support, view.id, { name: 'Of support' });
    expect(await now.json()).toEqual(await seen(support, view.id));
    const events = await stack.query(`SELECT action FROM audit_events WHERE action LIKE 'view.%'
      AND detail::text LIKE '%${view.id}%' ORDER BY seq`);
    expect(events.map(({ action }) => action)).toEqual(['view.saved', ...Array(3).fill('view.changed')]);
    await stack.query('DELETE FROM saved_views');
  });

  it('are neither overwritten nor brought back by a save that is sent again', async () => {
    const view: NewView = { ...FAILED, id: crypto.randomUUID() };
    await save(support, view);
    const { id: _, ...first } = view;
    await save(support, { ...view, name: 'Amended', earlier: [first] });
    const state = { page: 'customers', filters: { faceMatchFailed: true, expired: true } } as const;
    expect((await change(compliance, view.id, { state })).status).toBe(200);
    const again = { status: 409, code: 'changed_meanwhile', problem: { code: 'view_changed' } };
    const resend = (name: string) => post(support, { ...view, name, earlier: [first, { ...first, name: 'Amended' }] });
    expect(await errorOf(await resend('Amended'))).toMatchObject(again);
    expect(await seen(support, view.id)).toMatchObject({ name: 'Amended', state });
    expect((await post(support, { ...view, name: 'Amended', state })).status).toBe(201);
    // Nor is the person's own change in another tab.
    expect((await change(support, view.id, { name: 'Elsewhere' })).status).toBe(200);
    expect(await errorOf(await resend('Amended again'))).toMatchObject(again);
    expect(await seen(support, view.id)).toMatchObject({ name: 'Elsewhere', state });
    // A change whose answer was lost finds its own work.
    const version = (await seen(support, view.id))?.version;
    const twice = { name: 'Twice', team: true, version };
    expect((await change(support, view.id, twice)).status).toBe(200);
    const second = await change(support, view.id, twice);
    expect([second.status, await second.json()]).toEqual([200, await seen(support, view.id)]);
    expect((await compliance.send('DELETE', `/api/views/${view.id}`)).status).toBe(200);
    for (const id of [view.id, view.id.toUpperCase()]) {
      const gone = { status: 404, problem: { code: 'no_such_view' } };
      expect(await errorOf(await post(support, { ...view, id }))).toMatchObject(gone);
    }
    expect(await listed(support)).toEqual([]);
    const events = await stack.query(`SELECT action, detail::json -> 'changed' AS changed FROM audit_events
      WHERE action LIKE 'view.%' AND detail::text LIKE '%${view.id}%' ORDER BY seq`);
    expect(events.map(({ action, changed }) => [action, changed])).toEqual([
      ['view.saved', null],
      ['view.changed', ['name']],
      ['view.changed', ['state']],
      ['view.changed', ['name']],
      ['view.changed', ['name']],
      ['view.removed', null],
    ]);
  });

  it('are counted as their pages count', async () => {
    const faces = await save(compliance, FAILED);
    const expired = await save(compliance, EXPIRED);
    const counted = async (page: string) =>
      ((await (await compliance.get(`/api/views/counts?page=${page}`)).json()) as ViewCounts).counts;
    const body = { filters: { faceMatchFailed: true } };
    const { total } = (await (await compliance.send('POST', '/api/customers/counts', body)).json()) as SearchCounts;
    expect(total).toBeGreaterThan(0);
    expect(await counted('customers')).toEqual({ [faces]: { count: total, exact: true } });
    const summary = (await (await compliance.get('/api/expiring?within=expired')).json()) as ExpiringSummary;
    expect(await counted('expiring')).toEqual({ [expired]: { count: summary.totals.expired, exact: true } });
    await stack.query('DELETE FROM saved_views');
  });
});

describe('the daily digest', () => {
  const KEY = 'the key that the receiver of the digest has';
  const replicas: Replica[] = [];
  let webhook: LoopbackServer;
  beforeAll(async () => {
    webhook = await startLoopback((_, response) => reply(response, 204, {}));
  });
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.stop()));
    await webhook.close();
  });
  const start = async (hour: string) => {
    const env = { ALERT_WEBHOOK_URL: webhook.url, ALERT_WEBHOOK_KEY: KEY, VIEWS_DIGEST_HOUR: hour };
    replicas.push(await startReplica(stack, { env }));
  };

  it('tells the webhook numbers and links once a day, over all replicas and restarts, and no name', async () => {
    const id = await save(compliance, { ...FAILED, name: 'For Layla Haddad' });
    await save(compliance, { ...EXPIRED, name: 'Not chosen', team: true });
    expect((await change(compliance, id, { digest: true })).status).toBe(200);
    const chosen = async () =>
      (await stack.query('SELECT digest_since FROM saved_views WHERE digest'))[0]?.digest_since;
    const since = await chosen();
    expect(since).toBeInstanceOf(Date);
    expect((await change(compliance, id, { name: 'For Layla Haddad and others' })).status).toBe(200);
    expect(await chosen()).toEqual(since);
    // Views that are chosen today wait for tomorrow.
    await stack.query("UPDATE saved_views SET digest_since = digest_since - interval '1 day' WHERE digest");
    // Both look at the digest as soon as they have started.
    await Promise.all([start(`0 ${ZONE}`), start(`0 ${ZONE}`)]);
    await until(() => expect(webhook.seen).toHaveLength(1));
    const body = { filters: { faceMatchFailed: true } };
    const { total } = (await (await compliance.send('POST', '/api/customers/counts', body)).json()) as SearchCounts;
    const link = new URL(`/views/${id}`, stack.applicationEnv.NEXTAUTH_URL).href;
    expect(webhook.seen[0]?.body).toMatchObject({
      kind: 'views-digest',
      text: expect.stringContaining(`Customers (Face match failed): ${total} customers.`),
      facts: { views: [{ view: id, page: 'customers', shows: 'Face match failed', count: total, exact: true, link }] },
    });
    expect(JSON.stringify(webhook.seen)).not.toMatch(/Layla|Not chosen/);
    // A test alert shows that everything before it is sent.
    const admin = await signInAs('admin', stack);
    expect((await replicas[1]?.seen(admin).send('POST', '/api/alerts/test'))?.status).toBe(200);
    await until(() => expect(JSON.stringify(webhook.seen)).toContain('"kind":"test"'));
    expect(await stack.query("SELECT count(*)::int AS count FROM alerts WHERE kind = 'views-digest'")).toEqual([
      { count: 1 },
    ]);
    const page = await (await admin.get('/api/alerts')).json();
    expect(JSON.stringify(page)).toContain('Face match failed');
  }, 120_000);
});
