import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { KnownRecord } from '@/lib/contracts/customer';
import { keyRing } from '@/lib/server/audit/keys';
import { verifyTrail } from '@/lib/server/audit/verify';
import { alsoIt } from '../support/desk/also-it';
import { deskWith } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { directoryDesk } from '../support/directory/directory-stack';

/** A Sentinel that is away for a while, and replicas that are restarted while people work. */

const { stack, desk } = await directoryDesk({
  customers: 200,
  env: { SENTINEL_BREAKER_FAILURES: '3', SENTINEL_BREAKER_SECONDS: '1' },
});
const { sandbox, query } = stack;
const replicas: Replica[] = [];
const start = async (env: Record<string, string>) => {
  const replica = await startReplica(stack, { env });
  replicas.push(replica);
  return replica;
};
afterEach(() => sandbox.clearFaults());
afterAll(() => Promise.all(replicas.map((replica) => replica.stop())));

describe('an open breaker', () => {
  type Failed = { error: { code: string; retryAfter: number; known: KnownRecord } };
  const opened = async (outcome: string) => {
    const where = `action = 'customer.opened' AND phase = 'outcome' AND outcome = '${outcome}'`;
    return Number((await query(`SELECT count(*) AS n FROM audit_events WHERE ${where}`))[0]?.n);
  };

  it('shows what the directory knows at once, records it, asks nothing, and heals by itself', async () => {
    const { uuid } = await sandbox.named('all-documents');
    const open = () => desk.get(`/api/customers/${uuid}`);
    expect((await open()).status).toBe(200);
    await sandbox.fault({ mode: 'status', status: 503, path: 'statusWithoutImages' });
    for (let call = 0; call < 3; call += 1) expect((await open()).status).toBe(503);
    await sandbox.clearLog();
    const before = await opened('sentinel_unavailable');
    const times: number[] = [];
    for (let call = 0; call < 5; call += 1) {
      const began = performance.now();
      const answer = await open();
      const { error } = (await answer.json()) as Failed;
      times.push(performance.now() - began);
      expect([answer.status, error.code]).toEqual([503, 'sentinel_unavailable']);
      expect(error.known.row.uuid).toBe(uuid);
      expect(error.retryAfter).toBeGreaterThanOrEqual(1);
    }
    // 50 ms is the aim, on a machine that does nothing else; the quickest of five shows that nothing is waited for.
    expect(Math.min(...times)).toBeLessThan(250);
    expect(await opened('sentinel_unavailable')).toBe(before + 5);
    // At the most a few probes, on a machine that takes seconds for this.
    expect((await sandbox.log()).filter(({ path }) => path.includes('statusWithoutImages')).length).toBeLessThan(5);
    await sandbox.clearFaults();
    await expect.poll(async () => (await open()).status, { timeout: 15_000, interval: 200 }).toBe(200);
  });
});

/** A load balancer: in turn to those that say that they are ready, asked ten times a second. It repeats nothing. */
async function startBalancer(targets: { url: string }[]) {
  let turn = 0;
  let ready: string[] = targets.map(({ url }) => url);
  const agent = new http.Agent({ keepAlive: true });
  const timer = setInterval(async () => {
    const looks = targets.map(async ({ url }) => {
      const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
      return answer?.status === 200 ? [url] : [];
    });
    ready = (await Promise.all(looks)).flat();
  }, 100);
  const server = http.createServer((request, response) => {
    const target = ready[turn++ % Math.max(1, ready.length)];
    if (target === undefined) return void response.writeHead(599).end();
    const { hostname, port } = new URL(target);
    const { method, url, headers } = request;
    const onward = http.request({ agent, hostname, port, path: url, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      // An answer that breaks off ends the other side, too. A client would wait for its rest without an end.
      pipeline(answer, response, () => {});
    });
    onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(598).end()));
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      clearInterval(timer);
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

alsoIt('a rolling restart of two replicas behind a balancer fails no request', async () => {
  // Long enough for a balancer on a busy machine to notice.
  const env = { DRAIN_SECONDS: '5' };
  const first = await Promise.all([start(env), start(env)]);
  const targets = first.map(({ appUrl }) => ({ url: appUrl }));
  const balancer = await startBalancer(targets);
  const { uuid } = await sandbox.named('all-documents');
  const there = deskWith(desk.cookie, balancer.url);
  const statuses = new Map<number, number>();
  const load = { ends: false };
  const lane = async (path: string) => {
    while (!load.ends) {
      const answer = await there.get(path);
      await answer.arrayBuffer();
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      await sleep(10);
    }
  };
  const lanes = [lane('/api/customers?perPage=10'), lane(`/api/customers/${uuid}`), lane('/api/sessions')];
  for (const [index, old] of first.entries()) {
    await old.stop();
    const fresh = await start(env);
    const target = targets[index];
    if (target !== undefined) target.url = fresh.appUrl;
    await sleep(300);
  }
  load.ends = true;
  await Promise.all(lanes);
  balancer.close();
  expect([...statuses.keys()]).toEqual([200]);
  expect(statuses.get(200)).toBeGreaterThan(20);
});

describe('kill -9 of one of two replicas under load', () => {
  it('loses no event of an answer that came, and people go on', async () => {
    const [victim, other] = await Promise.all([start({}), start({})]);
    const balancer = await startBalancer([{ url: victim.appUrl }, { url: other.appUrl }]);
    const { uuid } = await sandbox.named('all-documents');
    const there = deskWith(desk.cookie, balancer.url);
    const answered: string[] = [];
    const load = { ends: false };
    const lane = async () => {
      while (!load.ends) {
        // What the dead process had begun breaks off, and so does what comes before the balancer has noticed.
        const answer = await there.get(`/api/customers/${uuid}`).catch(() => null);
        const whole = await answer?.arrayBuffer().catch(() => null);
        if (answer?.status === 200 && whole) answered.push(answer.headers.get('x-request-id') ?? '');
        await sleep(5);
      }
    };
    const lanes = [lane(), lane(), lane(), lane()];
    const answeredMore = async (count: number) => {
      const before = answered.length;
      await expect.poll(() => answered.length - before, { timeout: 20_000, interval: 50 }).toBeGreaterThan(count);
    };
    await answeredMore(40);
    await victim.kill();
    await answeredMore(40);
    load.ends = true;
    await Promise.all(lanes);
    balancer.close();
    const where = `action = 'customer.opened' AND phase = 'outcome' AND outcome = 'success'`;
    const rows = await query(`SELECT request_id FROM audit_events WHERE ${where}`);
    const recorded = new Set(rows.map((row) => row.request_id));
    expect(answered.filter((id) => !recorded.has(id))).toEqual([]);
    const { auditKey, checkpointFile, databaseUrl: url } = stack;
    expect(await verifyTrail({ url, keys: keyRing(auditKey), checkpointFile })).toMatchObject({ verdict: 'intact' });
  });
});
