import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SystemPart, SystemReport, SystemTrouble } from '@/lib/contracts/system';
import { TROUBLE_HEADER } from '@/lib/note-headers';
import { findPerson } from '../support/desk/canary-search';
import { type Desk, query, sandbox, signInAs, stack, tryToSignIn } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { casesOf } from '../support/desk/thorough';
import { startTraceReceiver, type TraceReceiver } from '../support/desk/trace-receiver';
import { until } from '../support/desk/until';

/** What administrators see of the desk: the page System, the lines of the log, the traces. With a second replica. */

const TOKEN = 'a-token-of-prometheus';
let receiver: TraceReceiver;
let replica: Replica;
let admin: Desk;
let there: Desk;
beforeAll(async () => {
  await sandbox.reset();
  receiver = await startTraceReceiver();
  replica = await startReplica(stack, {
    env: { METRICS_TOKEN: TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_SCHEDULE_DELAY: '100' },
  });
  admin = await signInAs('admin');
  there = replica.seen(admin);
});
afterEach(() => sandbox.clearFaults());
afterAll(async () => {
  await replica.stop();
  await receiver.close();
});

const system = async (desk: Desk) => (await (await desk.get('/api/system')).json()) as SystemReport;
const partOf = ({ parts }: SystemReport, name: SystemPart) => parts.find(({ part }) => part === name);
const trouble = async (desk: Desk) =>
  ((await (await desk.get('/api/system/trouble')).json()) as SystemTrouble).credentialsRefusedSince;

describe('the state of the desk', () => {
  it('tells of each part in a word, of both replicas, and of no secret', async () => {
    await there.get('/api/customers?perPage=10');
    const answer = await there.get('/api/system');
    const text = await answer.text();
    const report = JSON.parse(text) as SystemReport;
    expect(report.parts.map(({ part }) => part)).toEqual([
      ...['vendor', 'directory', 'database', 'trail', 'replicas', 'people'],
    ]);
    expect(partOf(report, 'database')).toMatchObject({
      findings: expect.not.arrayContaining([{ code: 'tables_missing' }]),
    });
    expect(partOf(report, 'database')?.facts).toContainEqual({
      key: 'schema',
      text: expect.stringMatching(/^\d{4}_[a-z_]+$/),
    });
    expect(partOf(report, 'vendor')?.facts).toContainEqual({ key: 'credentials', credentials: 'accepted' });
    const alive = report.replicas.filter(({ state }) => state === 'alive');
    expect(alive.length).toBeGreaterThanOrEqual(2);
    expect(alive.filter(({ isThis }) => isThis)).toHaveLength(1);
    expect(new Set(alive.map(({ version }) => version)).size).toBe(1);
    expect(alive[0]?.version).toMatch(/^\d+\.\d+\.\d+\+\S{4,8}$/);
    const { applicationEnv: env } = stack;
    for (const name of [
      'SENTINEL_CLIENT_UUID',
      'SENTINEL_CLIENT_SECRET',
      'NEXTAUTH_SECRET',
      'AUDIT_KEY',
      'DIRECTORY_KEY',
    ]) {
      const value = env[name] ?? '';
      expect([name, value.length > 10, text.includes(value)]).toEqual([name, true, false]);
    }
    expect(text).not.toContain(new URL(stack.databaseUrl).password);
    expect(text).not.toContain(TOKEN);
    expect(report.settings).toContainEqual({ name: 'METRICS_TOKEN', value: '', isSecret: true });
  });

  it('misses a replica that has ended without a word', async () => {
    await query(
      `INSERT INTO replicas (id, host, version, node, seen_at, state)
       VALUES (gen_random_uuid(), 'lost-host', '0', 'v20', now() - interval '31 seconds', '{"stopping": false}')`,
    );
    const replicas = partOf(await system(admin), 'replicas');
    await query("DELETE FROM replicas WHERE host = 'lost-host'");
    expect(replicas?.state).toBe('needs-you');
    expect(replicas?.findings).toContainEqual(expect.objectContaining({ code: 'replica_silent', host: 'lost-host' }));
  });
});

describe('credentials that Sentinel refuses', () => {
  const list = (desk: Desk) => desk.get('/api/customers?perPage=10');
  const metric = async (name: string) => {
    const answer = await fetch(`${replica.appUrl}/api/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
    return Number(new RegExp(`^${name.replace(/[{}]/g, '\\$&')} (\\S+)$`, 'm').exec(await answer.text())?.[1] ?? 0);
  };

  // 400 is the contract's word for them, which `find/self` confirms.
  it.each(casesOf([401, 400], [403]))(
    'with %i are told on every replica, to everybody, until Sentinel takes them again',
    async (status) => {
      const support = await signInAs('support');
      await list(there);
      expect([await trouble(there), await trouble(admin)]).toEqual([null, null]);
      const before = await metric('desk_sentinel_refused_total{kind="list",by="sentinel"}');
      for (const path of status === 400 ? ['listWithDoc', 'find/self'] : ['listWithDoc']) {
        await sandbox.fault({ mode: 'status', status, path });
      }
      const refused = await list(there);
      expect([refused.status, ((await refused.json()) as { error: { code: string } }).error.code]).toEqual([
        ...[502, 'sentinel_credentials'],
      ]);
      const since = refused.headers.get(TROUBLE_HEADER);
      expect(Date.parse(since ?? '')).toBeGreaterThan(Date.now() - 60_000);
      expect(await metric('desk_sentinel_credentials_refused')).toBe(1);
      if (status !== 400) {
        expect(await metric('desk_sentinel_refused_total{kind="list",by="sentinel"}')).toBeGreaterThan(before);
      }
      // The other replica hears of it with that one's next beat.
      await until(async () => expect(await trouble(admin)).toBe(since));
      expect((await support.get('/api/sessions')).headers.get(TROUBLE_HEADER)).toBe(since);
      const vendor = partOf(await system(admin), 'vendor');
      expect(vendor).toMatchObject({ state: 'needs-you', findings: [{ code: 'credentials_refused', since }] });

      await sandbox.clearFaults();
      const fine = await list(there);
      expect([fine.status, fine.headers.get(TROUBLE_HEADER)]).toEqual([200, null]);
      await until(async () => expect(await trouble(admin)).toBeNull());
      expect(partOf(await system(admin), 'vendor')?.state).not.toBe('needs-you');
    },
  );
});

describe('a request', () => {
  /** The log reaches its file a moment after the answer. */
  const linesOf = (id: string | null) =>
    until(() => {
      const lines = replica.appLog().split('\n');
      const own = lines.filter((line) => id !== null && line.includes(id));
      expect(own).not.toEqual([]);
      return own.map((line) => JSON.parse(line) as Record<string, unknown>);
    });
  const rowsOf = async (id: string | null) =>
    (await query('SELECT action, phase FROM audit_events WHERE request_id = $1 ORDER BY seq', [id])).map(
      ({ action, phase }) => `${action} ${phase}`,
    );

  it('leaves one line, and its id is in the answer and in the trail', async () => {
    const { uuid } = await sandbox.named('all-documents');
    const answer = await there.get(`/api/customers/${uuid}`);
    const id = answer.headers.get('x-request-id');
    expect(await linesOf(id)).toEqual([
      {
        ...{ level: 'info', time: expect.any(Number), name: 'GET /api/customers/{uuid}', requestId: id },
        ...{ accountId: expect.any(String), customer: uuid, status: 200, ms: expect.any(Number) },
      },
    ]);
    expect(await rowsOf(id)).toEqual(['customer.opened intent', 'customer.opened outcome']);
  });

  it('that fails leaves one line with the code, under the id that the person reads', async () => {
    await sandbox.fault({ mode: 'status', status: 500, path: 'listWithDoc' });
    const answer = await there.get('/api/customers?perPage=10');
    const { error } = (await answer.json()) as { error: { requestId: string } };
    expect(error.requestId).toBe(answer.headers.get('x-request-id'));
    const [line, ...more] = await linesOf(error.requestId);
    expect(more).toEqual([]);
    expect(line).toMatchObject({ level: 'error', status: 503, code: 'sentinel_unavailable' });
    expect(await rowsOf(error.requestId)).toEqual(['customers.listed outcome']);
  });

  it('that signs in, or is refused at the door, has a line and an id in the trail as well', async () => {
    const { email } = stack.accounts.support;
    const csrf = await fetch(`${replica.appUrl}/api/auth/csrf`);
    expect(await linesOf(csrf.headers.get('x-request-id'))).toMatchObject([
      { name: 'GET /api/auth/csrf', status: 200 },
    ]);
    const [last] = await query('SELECT max(seq) AS seq FROM audit_events');
    await tryToSignIn(email, 'not the pass phrase', { appUrl: replica.appUrl });
    // A refusal is recorded after its answer.
    const refusals = "SELECT request_id AS id FROM audit_events WHERE action = 'session.refused' AND seq > $1";
    const id = await until(async () => {
      const [row] = await query(refusals, [last?.seq]);
      expect(row?.id).toMatch(/^[\da-f-]{36}$/);
      return String(row?.id);
    });
    expect(await linesOf(id)).toMatchObject([{ name: 'POST /api/auth/callback/credentials' }]);
    const strange = await fetch(`${replica.appUrl}/api/auth/jane@example.com`);
    expect(await linesOf(strange.headers.get('x-request-id'))).toMatchObject([
      { name: 'GET /api/auth/*', status: 404 },
    ]);
    expect(replica.appLog()).not.toContain('jane');
  });
});

describe('traces', () => {
  /** Times and ids have digits in a row, too. */
  const withoutNumbers = (text: string) =>
    text.replaceAll(/"(\w+UnixNano|\w*[sS]panId|traceId)":"\w+"|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '');

  it('show a request with its calls of Sentinel, its statements and its events, and nothing of a person', async () => {
    const canary = await sandbox.named('canary');
    await sandbox.patch(canary.uuid, { name: canary.name });
    const opened = await there.get(`/api/customers/${canary.uuid}`);
    expect(opened.status).toBe(200);
    await (await there.send('POST', '/api/customers/lookup', { email: canary.email })).text();
    await (await there.send('POST', '/api/customers/search', { text: canary.surname })).text();
    await (await there.get(`/api/customers/${encodeURIComponent(canary.email ?? '')}`)).text();
    await (await there.get('/customers', { 'sec-fetch-dest': 'document' })).text();
    const id = opened.headers.get('x-request-id') ?? '';
    const rootOf = () => receiver.spans().find(({ attributes }) => attributes['desk.request_id'] === id);
    await until(() => expect(rootOf()).toBeDefined());
    const root = rootOf();
    expect(root).toMatchObject({
      ...{ name: 'GET /api/customers/{uuid}', kind: 2 },
      attributes: {
        'http.request.method': 'GET',
        'http.route': '/api/customers/{uuid}',
        'http.response.status_code': '200',
      },
    });
    const own = receiver.spans().filter(({ traceId }) => traceId === root?.traceId);
    const parts = own.map(({ name }) => name);
    expect(parts).toContain('sentinel statusWithoutImages');
    expect(parts.filter((name) => name === 'audit append')).toHaveLength(2);
    expect(parts).toContain('SELECT sessions');
    // Each part hangs below another one of its trace.
    const ids = new Set(own.map(({ spanId }) => spanId));
    expect(own.filter((span) => span.spanId !== root?.spanId && !ids.has(span.parentSpanId ?? ''))).toEqual([]);
    await until(() => expect(receiver.spans().map(({ name }) => name)).toContain('page /customers'));

    const record = JSON.stringify(await sandbox.record(canary.uuid));
    const numbers = [...record.matchAll(/"\w*(?:number|documentNo|idNumber)\w*":"([^"]{6,})"/gi)].map(
      ([, text = '']) => text,
    );
    const person = [canary.name, canary.surname, canary.email, canary.phoneNumber, ...numbers];
    const staff = [stack.accounts.admin.email, stack.accounts.admin.name];
    expect(
      findPerson(
        withoutNumbers(receiver.text()),
        [...person, ...staff].filter((text) => text !== null),
      ),
    ).toEqual([]);
    for (const secret of [canary.uuid, stack.clientSecret, stack.clientUuid]) {
      expect(receiver.text().includes(secret)).toBe(false);
    }
  });

  it.each(['hang', 'down'] as const)('harm nothing when their receiver is %s', async (how) => {
    await receiver.fail(how);
    const began = performance.now();
    for (let call = 0; call < 5; call += 1) expect((await there.get('/api/customers?perPage=10')).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

it('a replica that is stopped takes its leave', async () => {
  const isThere = async () => (await system(admin)).replicas.length;
  const before = await isThere();
  await replica.stop();
  expect(await isThere()).toBe(before - 1);
});
