import { createHmac } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { type LoopbackServer, reply, startLoopback } from '@/e2e/support/vendor/loopback-server';
import { waitAfter } from './outbox-sql';
import { post, problemOf } from './webhook';

const KEY = 'k'.repeat(32);
let server: LoopbackServer | undefined;
afterEach(async () => {
  await server?.close();
});

it('signs the time and the exact bytes of the body', async () => {
  const headers: Record<string, unknown>[] = [];
  server = await startLoopback((_, response, request) => {
    headers.push(request.headers);
    reply(response, 204, {});
  });
  const body = '{"id": 1,  "text":"Zoë"}';
  expect(await post({ url: new URL(`${server.url}/hook?room=7`), key: KEY }, body, 1_700_000_000.9)).toBeNull();
  const signature = createHmac('sha256', KEY).update(`1700000000.${body}`).digest('hex');
  expect(headers).toMatchObject([
    { 'x-desk-timestamp': '1700000000', 'x-desk-signature': `v1=${signature}`, 'content-type': 'application/json' },
  ]);
  expect(server.seen).toMatchObject([{ path: '/hook?room=7', body: { id: 1, text: 'Zoë' } }]);
});

it('follows no redirect', async () => {
  server = await startLoopback((_, response) => reply(response, 307, {}, { location: '/elsewhere' }));
  expect(await post({ url: new URL(server.url), key: KEY }, '{}', 1)).toBe('redirect');
  expect(server.seen).toHaveLength(1);
});

it('says that a webhook cannot be reached', async () => {
  server = await startLoopback((_, response) => response.destroy());
  expect(await post({ url: new URL(server.url), key: KEY }, '{}', 1)).toBe('unreachable');
});

it.each([
  [200, null],
  [299, null],
  [300, 'redirect'],
  [399, 'redirect'],
  [400, 'refused'],
  [408, 'faulty'],
  [429, 'faulty'],
  [499, 'refused'],
  [500, 'faulty'],
  [503, 'faulty'],
])('judges status %i', (status, problem) => expect(problemOf(status)).toBe(problem));

it('waits longer after each failure, ten minutes at the most', () => {
  expect([1, 2, 3, 4, 8, 9, 1_000].map(waitAfter)).toEqual([5, 10, 20, 40, 600, 600, 600]);
});
