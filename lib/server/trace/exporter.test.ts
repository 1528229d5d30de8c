import { afterEach, expect, it, vi } from 'vitest';
import { type Answer, type LoopbackServer, reply, startLoopback } from '@/e2e/support/vendor/loopback-server';
import { createExporter, type Exporter, type ExporterOptions } from './exporter';
import type { EndedSpan } from './spans';

let server: LoopbackServer | undefined;
let exporter: Exporter | undefined;
afterEach(async () => {
  exporter?.close();
  await server?.close();
});

const dropped = { spans: 0 };
async function exporting(answer: Answer, change: Partial<ExporterOptions> = {}): Promise<Exporter> {
  server = await startLoopback(answer);
  dropped.spans = 0;
  exporter = createExporter({
    ...{ endpoint: new URL(`${server.url}/otlp/`), headers: { 'api-key': 'abc' }, every: 60_000 },
    ...{ service: 'desk', version: '1', ratio: 1, onDropped: (spans: number) => (dropped.spans += spans) },
    ...change,
  });
  return exporter;
}

const span = (change: Partial<EndedSpan> = {}): EndedSpan => ({
  ...{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), parentId: null, name: 'GET /api/customers' },
  ...{ kind: 'server' as const, start: 1_795_000_000_000.25, end: 1_795_000_000_012, failed: false },
  attributes: { 'http.route': '/api/customers', 'http.response.status_code': 200 },
  ...change,
});

it('sends spans as OTLP says, to /v1/traces below the address', async () => {
  const sender = await exporting((_, response) => reply(response, 200, {}));
  sender.take(span());
  sender.take(span({ spanId: 'c'.repeat(16), parentId: 'b'.repeat(16), kind: 'client', failed: true }));
  await sender.flush();
  const [{ path, body } = { path: '', body: {} }] = server?.seen ?? [];
  expect(path).toBe('/otlp/v1/traces');
  expect(body).toMatchObject({
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'desk' } }, { key: 'service.version' }] },
        scopeSpans: [
          {
            spans: [
              {
                ...{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), kind: 2, name: 'GET /api/customers' },
                startTimeUnixNano: '1795000000000250000',
                endTimeUnixNano: '1795000000012000000',
                attributes: [
                  { key: 'http.route', value: { stringValue: '/api/customers' } },
                  { key: 'http.response.status_code', value: { intValue: '200' } },
                ],
              },
              { parentSpanId: 'b'.repeat(16), kind: 3, status: { code: 2 } },
            ],
          },
        ],
      },
    ],
  });
  expect(dropped.spans).toBe(0);
});

it('drops what a receiver refuses, and does not send it again', async () => {
  const sender = await exporting((_, response) => reply(response, 503, {}));
  sender.take(span());
  await sender.flush();
  await sender.flush();
  expect([dropped.spans, server?.seen.length]).toEqual([1, 1]);
});

it('goes on when nobody listens', async () => {
  const sender = await exporting((_, response) => reply(response, 200, {}));
  await server?.close();
  sender.take(span());
  await expect(sender.flush()).resolves.toBeUndefined();
  expect(dropped.spans).toBe(1);
});

it('keeps no more than 2,048 spans for a receiver that hangs, and asks it once at a time', async () => {
  const held: (() => void)[] = [];
  const sender = await exporting((_, response) => held.push(() => reply(response, 200, {})));
  for (let count = 0; count < 600; count += 1) sender.take(span());
  const sending = sender.flush();
  await vi.waitFor(() => expect(held).toHaveLength(1));
  for (let count = 0; count < 3_000; count += 1) sender.take(span());
  void sender.flush();
  // 512 of the first are under way, so 88 of them wait with the next ones.
  expect(dropped.spans).toBe(600 - 512 + 3_000 - 2_048);
  expect(server?.seen.length).toBe(1);
  const answers = setInterval(() => held.splice(0).map((answer) => answer()), 5);
  await sending;
  clearInterval(answers);
  expect(server?.seen.length).toBe(5);
});

it('follows no redirect', async () => {
  const sender = await exporting((_, response) => reply(response, 302, {}, { location: '/elsewhere' }));
  sender.take(span());
  await sender.flush();
  expect([dropped.spans, server?.seen.map(({ path }) => path)]).toEqual([1, ['/otlp/v1/traces']]);
});

it('traces the share of requests that is asked for', async () => {
  const draws = [0.2, 0.3, 0.7];
  const sender = await exporting(() => {}, { ratio: 0.3, random: () => draws.shift() ?? 1 });
  expect([sender.samples(), sender.samples(), sender.samples()]).toEqual([true, false, false]);
});
