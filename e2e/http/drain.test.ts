import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alsoIt } from '../support/desk/also-it';
import { type Desk, sandbox, signInAs, stack } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { startWire } from '../support/desk/wire';

/** What a load balancer, Prometheus and a deployment see of one replica, from its start to its end. */

const TOKEN = 'a-token-of-prometheus';
let replica: Replica;
let desk: Desk;
beforeAll(async () => {
  replica = await startReplica(stack, { env: { METRICS_TOKEN: TOKEN, DRAIN_SECONDS: '6' } });
  desk = replica.seen(await signInAs('admin'));
  await sandbox.reset();
});
afterAll(async () => {
  await sandbox.clearFaults();
  await replica.stop();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${replica.appUrl}${path}`, { headers });

describe('metrics', () => {
  it('are for those alone who know the token', async () => {
    expect((await get('/api/metrics')).status).toBe(401);
    expect((await get('/api/metrics', { authorization: 'Bearer a-token-of-prometheuz' })).status).toBe(401);
    expect((await fetch(`${stack.appUrl}/api/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(
      404,
    );
  });

  it('tell what was done, and nothing of anybody', async () => {
    const { uuid, email } = await sandbox.named('all-documents');
    await desk.get('/api/customers');
    await desk.get(`/api/customers/${uuid}`);
    await sandbox.fault({ mode: 'status', status: 503, path: 'listWithDoc' });
    await desk.get('/api/customers');
    await sandbox.clearFaults();
    const text = await (await get('/api/metrics', { authorization: `Bearer ${TOKEN}` })).text();
    const value = (line: string) =>
      Number(new RegExp(`^${line.replace(/[{}/]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1]);
    expect(value('desk_request_seconds_count{route="GET /api/customers",status="2xx"}')).toBe(1);
    expect(value('desk_request_seconds_count{route="GET /api/customers",status="5xx"}')).toBe(1);
    expect(value('desk_request_seconds_count{route="GET /api/customers/{uuid}",status="2xx"}')).toBe(1);
    // An unknown customer takes a walk as well.
    expect(value('desk_sentinel_calls_total{kind="list",result="answered"}')).toBeGreaterThan(0);
    expect(value('desk_sentinel_calls_total{kind="list",result="unavailable"}')).toBe(1);
    expect(value('desk_sentinel_call_seconds_count{kind="detail"}')).toBe(1);
    expect(value('desk_sentinel_breaker_open{kind="list"}')).toBe(0);
    expect(value('desk_trail_failures')).toBe(0);
    expect(value('desk_ready')).toBe(1);
    expect(value('desk_sessions')).toBeGreaterThan(0);
    expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    expect(text).not.toContain(uuid);
    expect(text).not.toContain(email ?? '@');
    expect(text).not.toContain(stack.accounts.admin.email);
    expect(text).not.toContain(stack.clientSecret);
  });

  alsoIt('say that the desk is not ready while its database hangs, before Prometheus gives up', async () => {
    const { DATABASE_URL = '' } = stack.applicationEnv;
    const wire = await startWire(Number(new URL(DATABASE_URL).port));
    const url = Object.assign(new URL(DATABASE_URL), { port: String(wire.port) }).href;
    const hanging = await startReplica(stack, { env: { METRICS_TOKEN: TOKEN, DATABASE_URL: url } });
    const read = async () => {
      const headers = { authorization: `Bearer ${TOKEN}` };
      // Prometheus waits for so long.
      const answer = await fetch(`${hanging.appUrl}/api/metrics`, { headers, signal: AbortSignal.timeout(10_000) });
      return (await answer.text()).split('\n').filter((line) => /^desk_(ready|sessions|replicas) /.test(line));
    };
    try {
      const ready = await read();
      expect([ready.length, ready.includes('desk_ready 1')]).toEqual([3, true]);
      wire.slow(60_000);
      expect(await read()).toEqual(['desk_ready 0']);
    } finally {
      await hanging.kill();
      await wire.close();
    }
  });
});

describe('health', () => {
  it.each(['/api/health', '/api/health/live', '/api/health/ready'])('%s says that all is well', async (path) => {
    const answer = await get(path);
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('after SIGTERM is not ready, lets what runs end, and writes its outcome', async () => {
    const { uuid } = await sandbox.named('all-documents');
    await sandbox.fault({ mode: 'hold', path: 'statusWithoutImages' });
    const running = desk.get(`/api/customers/${uuid}`);
    await expect.poll(async () => (await sandbox.log()).at(-1)?.status).toBe(null);
    const stopped = replica.stop();
    await expect.poll(async () => (await get('/api/health/ready')).status).toBe(503);
    expect(await (await get('/api/health/ready')).json()).toEqual({ status: 'stopping' });
    expect((await get('/api/health/live')).status).toBe(200);
    await sandbox.clearFaults();
    const answer = await running;
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(uuid);
    await stopped;
    await expect(get('/api/health/live')).rejects.toThrow();
    expect(replica.appLog()).toMatch(/GET \/api\/customers\/\{uuid\}","requestId".*"status":200/);
  });
});
