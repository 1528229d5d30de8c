import 'server-only';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, type LoopbackServer, reply, startLoopback } from '../../../e2e/support/vendor/loopback-server';
import { createSentinel, type Sentinel } from './calls';
import { SentinelError } from './errors';

const CREDENTIALS = { clientUuid: '7a0d1f3e-1111-4222-8333-444455556666', clientSecret: 'canary-secret-0123456789' };
const KNOWN = { uuid: 'c-1', email: 'canary@example.com', phoneNumber: null };
/** undici counts a connection as free in the turn after its answer ended. */
const settle = () => new Promise((resolve) => setImmediate(resolve));
const CHANGE = { uuid: 'c-1', email: 'new@example.com' };
const SHORT = { connect: 300, headers: 150, body: 150, total: 2_000 };

let server: LoopbackServer | undefined;
let sentinel: Sentinel | undefined;

afterEach(async () => {
  await sentinel?.close();
  await server?.close();
  server = undefined;
});

async function against(answer: Answer, deadlines: Partial<typeof SHORT> = SHORT): Promise<Sentinel> {
  server = await startLoopback(answer);
  sentinel = createSentinel({ baseUrl: server.url, ...CREDENTIALS, deadlines });
  return sentinel;
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => expect.unreachable('should have failed'),
    (error: unknown) => error,
  );
}

const hang: Answer = () => undefined;
const resetBeforeHeaders: Answer = (_seen, _response, request) => request.socket.resetAndDestroy();
const resetMidBody: Answer = (_seen, response, request) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"data":', () => setTimeout(() => request.socket.resetAndDestroy(), 20));
};
const cutMidBody: Answer = (_seen, response, request) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"data":', () => setTimeout(() => request.socket.end(), 20));
};
const stallMidBody: Answer = (_seen, response) => {
  response.writeHead(200);
  response.write('{"data":');
};
/** Never quiet for long, so that only the total deadline can end it. */
const drip: Answer = (_seen, response) => {
  response.writeHead(200);
  const timer = setInterval(() => response.write(' '), 30);
  response.on('close', () => clearInterval(timer));
};

describe('deadlines and broken connections', () => {
  it.each([
    ['hangs before headers', hang, SHORT, 'timeout'],
    ['stalls in the body', stallMidBody, SHORT, 'timeout'],
    ['drips past the total', drip, { ...SHORT, body: 1_000, total: 300 }, 'timeout'],
    ['resets before headers', resetBeforeHeaders, SHORT, 'unavailable'],
    ['resets in the body', resetMidBody, SHORT, 'unavailable'],
    ['ends in the body', cutMidBody, SHORT, 'unavailable'],
  ] as const)('%s', async (_what, answer, deadlines, kind) => {
    const desk = await against(answer, deadlines);
    const started = Date.now();
    expect(await failure(desk.openCustomer(KNOWN))).toMatchObject({ kind, mayHaveHappened: false, status: undefined });
    expect(await failure(desk.correctContact(CHANGE))).toMatchObject({ kind, mayHaveHappened: true });
    expect(server?.seen).toHaveLength(2);
    // The default deadlines would take longer than this for one call.
    expect(Date.now() - started).toBeLessThan(8_000);
  });

  it('knows that a refused connection carried nothing', async () => {
    const desk = await against(hang);
    await server?.close();
    for (const call of [desk.openCustomer(KNOWN), desk.correctContact(CHANGE)]) {
      expect(await failure(call)).toMatchObject({ kind: 'unavailable', code: 'ECONNREFUSED', mayHaveHappened: false });
    }
  });

  it('takes what is not HTTP for malformed', async () => {
    const raw = createServer((socket) => {
      socket.on('error', () => undefined).once('data', () => socket.end('220 smtp.example.com ready\r\n'));
    });
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
    const address = raw.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    sentinel = createSentinel({ baseUrl: `http://127.0.0.1:${port}`, ...CREDENTIALS });
    expect(await failure(sentinel.openCustomer(KNOWN))).toMatchObject({ kind: 'malformed' });
    raw.close();
  });

  it('keeps the status when the body of an error never ends', async () => {
    const desk = await against((_seen, response) => {
      response.writeHead(409);
      response.write('{"errors":[');
    });
    expect(await failure(desk.correctContact(CHANGE))).toMatchObject({ kind: 'conflict', mayHaveHappened: false });
  });
});

describe('a connection that went stale between two calls', () => {
  const staleAfterOne: Answer = (seen, response, request) => {
    if (seen.earlierOnConnection > 0) request.socket.resetAndDestroy();
    else reply(response, 200, { data: { uuid: 'c-1' } });
  };
  const closedAfterOne: Answer = (seen, response, request) => {
    if (seen.earlierOnConnection > 0) request.socket.end();
    else reply(response, 200, { data: { uuid: 'c-1' } });
  };

  it.each([
    ['reset', staleAfterOne],
    ['closed', closedAfterOne],
  ])('%s: a read is asked once more', async (_how, answer) => {
    const desk = await against(answer);
    await desk.openCustomer(KNOWN);
    await settle();
    expect(await desk.openCustomer(KNOWN)).toMatchObject({ uuid: 'c-1' });
    expect(server?.seen).toHaveLength(3);
    expect(server?.connections()).toBe(2);
  });

  it.each([
    ['reset', staleAfterOne],
    ['closed', closedAfterOne],
  ])('%s: a write is not', async (_how, answer) => {
    const desk = await against(answer);
    await desk.openCustomer(KNOWN);
    await settle();
    expect(await failure(desk.correctContact(CHANGE))).toMatchObject({ kind: 'unavailable', mayHaveHappened: true });
    expect(server?.seen).toHaveLength(2);
  });

  it('asks once more, not for ever', async () => {
    let answered = 0;
    const desk = await against((_seen, response, request) => {
      answered += 1;
      if (answered === 1) reply(response, 200, { data: { uuid: 'c-1' } });
      else request.socket.resetAndDestroy();
    });
    await desk.openCustomer(KNOWN);
    await settle();
    expect(await failure(desk.openCustomer(KNOWN))).toMatchObject({ kind: 'unavailable' });
    expect(server?.seen).toHaveLength(3);
  });
});

describe('a caller who gives up', () => {
  it.each([
    ['before headers', hang],
    ['in the body', drip],
    ['in the body of an error', (_seen, response) => response.writeHead(500).write('{') as unknown] satisfies [
      string,
      Answer,
    ],
  ] as [string, Answer][])('%s gets the own reason back, not a fault of the vendor', async (_when, answer) => {
    const desk = await against(answer, { ...SHORT, headers: 5_000, body: 5_000 });
    const controller = new AbortController();
    const reason = new Error('the page was left');
    setTimeout(() => controller.abort(reason), 100);
    expect(await failure(desk.openCustomer(KNOWN, controller.signal))).toBe(reason);
  });

  it('is not asked for at all when it was already over', async () => {
    const desk = await against(hang);
    const error = await failure(desk.openCustomer(KNOWN, AbortSignal.abort()));
    expect(error).not.toBeInstanceOf(SentinelError);
    expect(error).toMatchObject({ name: 'AbortError' });
    expect(server?.seen).toHaveLength(0);
  });
});
