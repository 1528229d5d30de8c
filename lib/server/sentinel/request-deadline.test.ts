import 'server-only';
import { afterEach, expect, it } from 'vitest';
import { type LoopbackServer, startLoopback } from '@/e2e/support/vendor/loopback-server';
import { inRequest } from '../request-scope';
import { createSentinel, type Sentinel } from './calls';

const LIST = { page: 1, perPage: 10, sortBy: 'updatedAt', order: 'desc' } as const;
const CHANGE = { uuid: 'c-1', email: 'new@example.com' };

let server: LoopbackServer | undefined;
let sentinel: Sentinel | undefined;
afterEach(async () => {
  await Promise.all([server?.close(), sentinel?.close()]);
});

/** A vendor that never answers, and a client whose calls may take 200 ms each, and 300 ms a request. */
async function hanging(): Promise<Sentinel> {
  server = await startLoopback(() => {});
  sentinel = createSentinel({
    ...{
      baseUrl: server.url,
      clientUuid: '7a0d1f3e-1111-4222-8333-444455556666',
      clientSecret: 'a-secret-of-15-chars',
    },
    ...{ deadlines: { total: 200 }, requestTime: 300 },
  });
  return sentinel;
}

const timeOf = async (work: () => Promise<unknown>) => {
  const began = performance.now();
  await expect(work()).rejects.toMatchObject({ kind: 'timeout' });
  return performance.now() - began;
};

it('all calls of a request share its time, and a call that comes too late is not sent', async () => {
  const client = await hanging();
  await inRequest('id', async () => {
    expect(await timeOf(() => client.listCustomers(LIST))).toBeGreaterThan(190);
    const rest = await timeOf(() => client.listCustomers(LIST));
    expect(rest).toBeLessThan(190);
    expect(await timeOf(() => client.listCustomers(LIST))).toBeLessThan(50);
    await expect(client.correctContact(CHANGE)).rejects.toMatchObject({ kind: 'timeout', mayHaveHappened: false });
  });
  expect(server?.seen).toHaveLength(2);
});

it('work outside of a request has each call’s own time', async () => {
  const client = await hanging();
  for (let call = 0; call < 2; call += 1) expect(await timeOf(() => client.listCustomers(LIST))).toBeGreaterThan(190);
  expect(server?.seen).toHaveLength(2);
});
