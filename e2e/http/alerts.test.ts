import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AlertPage } from '@/lib/contracts/alerts';
import { type Desk, errorOf, query, signInAs, stack } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { newPerson } from '../support/desk/staff';
import { until } from '../support/desk/until';
import { type LoopbackServer, reply, startLoopback } from '../support/vendor/loopback-server';

/** Alerts reach the operator's webhook, once, and also after a failure and a restart; the page says how that goes. */

const KEY = 'the key that the receiver of the alerts has';

interface Got {
  id: number;
  kind: string;
  facts: { account?: string };
}

let webhook: LoopbackServer;
let status = 204;
const signed: boolean[] = [];
const replicas: Replica[] = [];
beforeAll(async () => {
  webhook = await startLoopback(({ body }, response, { headers }) => {
    const text = `${headers['x-desk-timestamp']}.${JSON.stringify(body)}`;
    signed.push(headers['x-desk-signature'] === `v1=${createHmac('sha256', KEY).update(text).digest('hex')}`);
    reply(response, status, {});
  });
  // Both replicas at once: the table is their common outbox.
  const env = { ALERT_WEBHOOK_URL: webhook.url, ALERT_WEBHOOK_KEY: KEY };
  replicas.push(...(await Promise.all([startReplica(stack, { env }), startReplica(stack, { env })])));
});
afterAll(async () => {
  await Promise.all(replicas.map((one) => one.stop()));
  await webhook.close();
});

async function administrator(): Promise<{ id: string; desks: Desk[] }> {
  const { account, signIn } = await newPerson('admin');
  const desk = await signIn();
  return { id: account.id, desks: replicas.map((one) => one.seen(desk)) };
}

const got = (account: string) =>
  webhook.seen.map(({ body }) => body as unknown as Got).filter(({ facts }) => facts.account === account);
const test = async (desk: Desk | undefined) => expect((await desk?.send('POST', '/api/alerts/test'))?.status).toBe(200);
const read = async (desk: Desk | undefined) => (await (await desk?.get('/api/alerts'))?.json()) as AlertPage;

it('sends each alert once, signed, and shows it as sent', async () => {
  const { id, desks } = await administrator();
  await Promise.all(desks.map(test));
  await until(() => expect(got(id)).toHaveLength(2));
  expect(got(id)[0]).toMatchObject({ kind: 'test', text: `Account ${id} sent a test alert.`, facts: { account: id } });
  expect(new Set(got(id).map((one) => one.id)).size).toBe(2);
  expect(signed).not.toContain(false);
  await until(async () => {
    const { alerts, webhook: state } = await read(desks[0]);
    const own = alerts.filter(({ account }) => account?.id === id);
    expect(own.map(({ delivery }) => delivery)).toEqual(['delivered', 'delivered']);
    expect(state).toEqual({ isSet: true, failing: null });
  });
});

it('keeps what a failing webhook does not take, says so, and sends it later', async () => {
  const { id, desks } = await administrator();
  status = 503;
  await test(desks[0]);
  await until(async () => {
    const { alerts, webhook: state } = await read(desks[1]);
    expect(alerts.find(({ account }) => account?.id === id)?.delivery).toBe('waiting');
    expect(state.failing).toMatchObject({ waiting: 1, problem: 'faulty' });
  });
  status = 204;
  // As if the pause after the failure were over.
  await query('UPDATE alerts SET next_try_at = now() WHERE delivered_at IS NULL');
  await until(async () => {
    const { alerts } = await read(desks[1]);
    expect(alerts.find(({ account }) => account?.id === id)?.delivery).toBe('delivered');
  });
  expect(new Set(got(id).map((one) => one.id)).size).toBe(1);
});

it('tells administrators alone', async () => {
  const desk = await signInAs('compliance');
  expect(await errorOf(await desk.get('/api/alerts'))).toMatchObject({ status: 403, code: 'forbidden' });
});
