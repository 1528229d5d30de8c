import 'server-only';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, type LoopbackServer, reply, startLoopback } from '../../../e2e/support/vendor/loopback-server';
import { createSentinel, type Sentinel } from './calls';
import type { SentinelError } from './errors';
import { MAX_BYTES } from './pools';
import type { SentinelConfig, Tried } from './transport';

const CREDENTIALS = { clientUuid: '7a0d1f3e-1111-4222-8333-444455556666', clientSecret: 'canary-secret-0123456789' };
const KNOWN = { uuid: 'c-1', email: 'canary@example.com', phoneNumber: null };
const CHANGE = { uuid: 'c-1', email: 'new@example.com' };
const LIST = { page: 1, perPage: 10, sortBy: 'updatedAt', order: 'desc' } as const;
const FOUND = { data: { uuid: 'c-1' } };

let server: LoopbackServer | undefined;
let sentinel: Sentinel | undefined;
let tried: Tried[] = [];

afterEach(async () => {
  // What hangs would keep the connections open.
  await Promise.all([server?.close(), sentinel?.close()]);
  tried = [];
});

async function against(answer: Answer, config: Partial<SentinelConfig> = {}): Promise<Sentinel> {
  server = await startLoopback(answer);
  sentinel = createSentinel({ baseUrl: server.url, ...CREDENTIALS, ...config, onTry: (one) => tried.push(one) });
  return sentinel;
}

async function failure(promise: Promise<unknown>): Promise<SentinelError> {
  return (await promise.then(
    () => expect.unreachable('should have failed'),
    (error: unknown) => error,
  )) as SentinelError;
}

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !holds(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
}

const poolOf = (kind: string) => sentinel?.pools().find((pool) => pool.kind === kind);
const asked = (part: string) => server?.seen.filter(({ path }) => path.includes(part)).length ?? 0;

describe('a pool for each kind of call', () => {
  it('lets four reveals run at once, and nothing else wait for them', async () => {
    const desk = await against((seen, response) => {
      if (!seen.path.includes('/status/')) reply(response, 200, FOUND);
    });
    const reveals = Array.from({ length: 17 }, () => desk.revealImages(KNOWN, { optimized: true }));
    const last = reveals.pop();
    for (const reveal of reveals) reveal.catch(() => {});
    expect(await failure(last ?? Promise.resolve())).toMatchObject({ kind: 'busy', retryAfterSeconds: 5 });
    await until(() => asked('/status/') === 4);
    expect(await desk.openCustomer(KNOWN)).toMatchObject({ uuid: 'c-1' });
    expect(asked('/status/')).toBe(4);
    expect(poolOf('images')).toMatchObject({ running: 4, waiting: 12, refused: 1 });
  });

  it('promises a write that was refused for want of a place that nothing was sent', async () => {
    const desk = await against(() => undefined);
    const writes = Array.from({ length: 41 }, () => desk.correctContact(CHANGE));
    const last = writes.pop();
    for (const write of writes) write.catch(() => {});
    expect(await failure(last ?? Promise.resolve())).toMatchObject({ kind: 'busy', mayHaveHappened: false });
  });

  it('counts the memory of images until they are released, within the budget', async () => {
    const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d494844520000003c00000028', 'hex')]);
    const idFace = `data:image/png;base64,${Buffer.concat([picture, Buffer.alloc(1_000_000)]).toString('base64')}`;
    const answer = { data: { uuid: 'c-1', idFace } };
    const desk = await against((_seen, response) => reply(response, 200, answer), {
      imageMemory: MAX_BYTES.images * 2,
    });
    const first = await desk.revealImages(KNOWN, { optimized: false });
    expect(poolOf('images')).toMatchObject({ running: 0, held: JSON.stringify(answer).length });
    const second = desk.revealImages(KNOWN, { optimized: false });
    await until(() => poolOf('images')?.waiting === 1);
    first.release();
    first.release();
    (await second).release();
    expect(poolOf('images')).toMatchObject({ running: 0, held: 0 });
  });

  it('holds nothing for images that failed, or are of another customer', async () => {
    const desk = await against((_seen, response) => reply(response, 200, { data: { uuid: 'c-2' } }), {
      imageMemory: MAX_BYTES.images * 3,
    });
    expect(await failure(desk.revealImages(KNOWN, { optimized: false }))).toMatchObject({ kind: 'wrong-person' });
    expect(poolOf('images')).toMatchObject({ running: 0, held: 0 });
  });

  it('caps answers by kind', async () => {
    const padding = 'x'.repeat(MAX_BYTES.detail);
    const desk = await against((_seen, response) => reply(response, 200, { data: { uuid: 'c-1', padding } }));
    expect(await failure(desk.openCustomer(KNOWN))).toMatchObject({ kind: 'malformed' });
    expect(await failure(desk.listCustomers(LIST))).toMatchObject({ kind: 'malformed' });
    expect((await desk.revealImages(KNOWN, { optimized: false })).images).toEqual([]);
  });

  it('unpacks nothing', async () => {
    const headers: unknown[] = [];
    const desk = await against((_seen, response, request) => {
      headers.push(request.headers['accept-encoding']);
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(Buffer.from('1f8b0800000000000003', 'hex'));
    });
    expect(await failure(desk.openCustomer(KNOWN))).toMatchObject({ kind: 'malformed' });
    expect(headers).toEqual(['identity']);
  });
});

describe('repetitions', () => {
  it('repeat a read whose connection or server failed, and never a write', async () => {
    let failures = 1;
    const desk = await against(
      (_seen, response) => {
        failures -= 1;
        if (failures >= 0) reply(response, 503, {});
        else reply(response, 200, FOUND);
      },
      { retryPercent: 50 },
    );
    expect(await desk.openCustomer(KNOWN)).toMatchObject({ uuid: 'c-1' });
    expect(asked('statusWithoutImages')).toBe(2);
    for (let call = 0; call < 5; call += 1) await desk.openCustomer(KNOWN);
    failures = 1;
    expect(await failure(desk.correctContact(CHANGE))).toMatchObject({ kind: 'unavailable', mayHaveHappened: true });
    expect(asked('contact')).toBe(1);
  });

  it('end with the call, whose failure stands', async () => {
    const desk = await against((_seen, response) => reply(response, 503, {}, { 'retry-after': '2' }), {
      retryPercent: 50,
      deadlines: { total: 200 },
    });
    expect(await failure(desk.openCustomer(KNOWN))).toMatchObject({ kind: 'unavailable', status: 503 });
    expect(asked('statusWithoutImages')).toBe(1);
  });
});

describe('the breaker', () => {
  const breaker = { failures: 3, pause: 1_000 };

  it('leaves a kind of call alone after failures, answers at once, and heals by itself', async () => {
    let time = 1_000_000;
    let isAway = true;
    const desk = await against(
      (seen, response, request) => {
        if (isAway && seen.path.includes('listWithDoc')) request.socket.resetAndDestroy();
        else reply(response, 200, seen.path.includes('listWithDoc') ? { data: { meta: {}, data: [] } } : FOUND);
      },
      { breaker: { ...breaker, now: () => time } },
    );
    for (let call = 0; call < 3; call += 1) await failure(desk.listCustomers(LIST));
    expect(await failure(desk.listCustomers(LIST))).toMatchObject({
      kind: 'unavailable',
      code: 'BREAKER_OPEN',
      retryAfterSeconds: 1,
    });
    expect(asked('listWithDoc')).toBe(3);
    expect(tried.at(-1)).toEqual({ kind: 'list', result: 'open', seconds: null });
    // Another kind works on.
    expect(await desk.openCustomer(KNOWN)).toMatchObject({ uuid: 'c-1' });
    isAway = false;
    time += 1_000;
    expect(await desk.listCustomers(LIST)).toMatchObject({ rows: [] });
    expect(poolOf('list')?.breaker.phase).toBe('closed');
  });

  it('refuses a read at once, although reads may be repeated and the next probe is near', async () => {
    const desk = await against((_seen, response) => reply(response, 500, {}), { breaker, retryPercent: 100 });
    await failure(desk.listCustomers(LIST));
    expect(tried).toHaveLength(3);
    expect(await failure(desk.listCustomers(LIST))).toMatchObject({ code: 'BREAKER_OPEN', retryAfterSeconds: 1 });
    expect(tried.map(({ result }) => result)).toEqual([...Array(3).fill('unavailable'), 'open']);
  });

  it.each([400, 401, 404, 409, 422, 429])(
    'is not opened by a %i, which comes from a vendor that works',
    async (status) => {
      const desk = await against((_seen, response) => reply(response, status, {}), { breaker });
      for (let call = 0; call < 6; call += 1) await failure(desk.listCustomers(LIST));
      expect(poolOf('list')?.breaker.phase).toBe('closed');
    },
  );

  it('is not opened by an answer that cannot be read, which may be one customer alone', async () => {
    const desk = await against((_seen, response) => response.end('<html>'), { breaker });
    for (let call = 0; call < 6; call += 1) await failure(desk.openCustomer(KNOWN));
    expect(poolOf('detail')?.breaker.phase).toBe('closed');
  });

  it('is not opened by callers who leave', async () => {
    const desk = await against(() => undefined, { breaker });
    for (let call = 0; call < 6; call += 1) {
      const caller = new AbortController();
      const left = failure(desk.openCustomer(KNOWN, caller.signal));
      await until(() => asked('statusWithoutImages') === call + 1);
      caller.abort();
      await left;
    }
    expect(poolOf('detail')).toMatchObject({ running: 0, breaker: { phase: 'closed' } });
    expect(tried.map(({ result }) => result)).toEqual(Array(6).fill('left'));
  });

  it('refuses a write without sending it, and says so', async () => {
    const desk = await against((_seen, response) => reply(response, 500, {}), { breaker });
    for (let call = 0; call < 3; call += 1) await failure(desk.correctContact(CHANGE));
    expect(await failure(desk.correctContact(CHANGE))).toMatchObject({ code: 'BREAKER_OPEN', mayHaveHappened: false });
    expect(asked('contact')).toBe(3);
  });
});

describe('two thousand faulty calls', () => {
  const FAULTS: Answer[] = [
    (_seen, response) => reply(response, 503, {}),
    (_seen, response) => reply(response, 429, {}, { 'retry-after': '60' }),
    (_seen, _response, request) => request.socket.resetAndDestroy(),
    (_seen, response) => response.end('<html>'),
    (_seen, response, request) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"data":', () => request.socket.end());
    },
    // Nothing at all, until the caller leaves.
    () => undefined,
  ];
  const active = (kind: string) => process.getActiveResourcesInfo().filter((one) => one === kind).length;

  it('leave no place, socket or timer behind', async () => {
    let call = 0;
    const kinds = ['Timeout', 'TCPSocketWrap'];
    const before = kinds.map(active);
    const desk = await against((...answer) => {
      call += 1;
      return FAULTS[call % FAULTS.length]?.(...answer);
    });
    const lane = async () => {
      for (let one = 0; one < 100; one += 1) await failure(desk.openCustomer(KNOWN, AbortSignal.timeout(20)));
    };
    await Promise.all(Array.from({ length: 20 }, lane));
    expect(poolOf('detail')).toMatchObject({ running: 0, waiting: 0, held: 0 });
    await Promise.all([server?.close(), sentinel?.close()]);
    await until(() => kinds.every((kind, index) => active(kind) <= (before[index] ?? 0)));
  });
});
