import 'server-only';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, type LoopbackServer, reply, startLoopback } from '../../../e2e/support/vendor/loopback-server';
import { createSentinel, type Sentinel } from './calls';
import type { SentinelError } from './errors';
import { MAX_BYTES as MAX } from './pools';
import { createTransport } from './transport';

const MAX_BYTES = MAX.images;

const CREDENTIALS = { clientUuid: '7a0d1f3e-1111-4222-8333-444455556666', clientSecret: 'canary-secret-0123456789' };
const KNOWN = { uuid: 'c-1', email: 'canary@example.com', phoneNumber: '+971500000000' };

let server: LoopbackServer | undefined;
let sentinel: Sentinel | undefined;

afterEach(async () => {
  await sentinel?.close();
  await server?.close();
});

async function against(answer: Answer): Promise<Sentinel> {
  server = await startLoopback(answer);
  sentinel = createSentinel({ baseUrl: server.url, ...CREDENTIALS });
  return sentinel;
}

async function failure(promise: Promise<unknown>): Promise<SentinelError> {
  return (await promise.then(
    () => expect.unreachable('should have failed'),
    (error: unknown) => error,
  )) as SentinelError;
}

const isSelf = (path: string) => path.endsWith('/clients/find/self/clientAuth');

describe('what is sent', () => {
  it('carries the credentials beside the fields of the call, and no field can replace them', async () => {
    await against((_seen, response) => reply(response, 200, {}));
    const transport = createTransport({ baseUrl: `${server?.url}/prefix/`, ...CREDENTIALS });
    await transport.post(
      { name: 'any', kind: 'detail', path: '/any' },
      { email: 'a@example.com', clientSecret: 'other', clientUuid: 1 },
    );
    await transport.close();
    const body = { email: 'a@example.com', ...CREDENTIALS };
    expect(server?.seen).toEqual([{ path: '/prefix/any', body, earlierOnConnection: 0 }]);
  });

  it('keeps the connection for the next call', async () => {
    const desk = await against((_seen, response) => reply(response, 200, { data: { uuid: 'c-1' } }));
    for (let call = 0; call < 3; call += 1) {
      await desk.openCustomer(KNOWN);
      // undici counts a connection as free in the turn after its answer ended.
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(server?.seen.map((seen) => seen.earlierOnConnection)).toEqual([0, 1, 2]);
  });

  it('refuses a base URL that would send the secret in the clear', () => {
    expect(() => createSentinel({ baseUrl: 'http://api.example.com', ...CREDENTIALS })).toThrow(TypeError);
    expect(() => createSentinel({ baseUrl: 'ftp://127.0.0.1', ...CREDENTIALS })).toThrow(TypeError);
  });
});

describe('status -> kind', () => {
  it.each([
    [401, 'credentials', false],
    [403, 'credentials', false],
    [404, 'not-found', false],
    [409, 'conflict', false],
    [422, 'invalid', false],
    [429, 'rate-limited', false],
    [405, 'unavailable', false],
    [418, 'unavailable', false],
    [500, 'unavailable', true],
    [502, 'unavailable', true],
    [503, 'unavailable', true],
    [201, 'malformed', true],
    [204, 'malformed', true],
    [302, 'malformed', true],
  ] as const)('%i is %s', async (status, kind, fateOpen) => {
    const desk = await against((_seen, response) => reply(response, status, { message: 'x' }));
    const read = await failure(desk.openCustomer(KNOWN));
    expect(read).toMatchObject({ kind, status, call: 'statusWithoutImages', mayHaveHappened: false });
    const write = await failure(desk.correctContact({ uuid: 'c-1', email: 'a@example.com' }));
    expect(write).toMatchObject({ kind, status, call: 'contact', mayHaveHappened: fateOpen });
    expect(server?.seen).toHaveLength(2);
  });

  it('reads Retry-After of 429 and 503', async () => {
    const desk = await against((seen, response) =>
      reply(response, isSelf(seen.path) ? 429 : 503, {}, { 'retry-after': '7' }),
    );
    expect(await failure(desk.openCustomer(KNOWN))).toMatchObject({ retryAfterSeconds: 7 });
    expect(await failure(desk.checkCredentials())).toMatchObject({ kind: 'rate-limited', retryAfterSeconds: 7 });
  });

  it('names the contact fields of a conflict', async () => {
    const desk = await against((_seen, response) =>
      reply(response, 409, { errors: [{ path: ['body', 'phoneNumber'] }] }),
    );
    const error = await failure(desk.correctContact({ uuid: 'c-1', email: 'a@example.com', phoneNumber: '+1' }));
    expect(error.fields).toEqual(['phoneNumber']);
  });
});

describe('400, which means two things', () => {
  it('is invalid when find/self accepts the credentials', async () => {
    const desk = await against((seen, response) =>
      isSelf(seen.path) ? reply(response, 200, { data: {} }) : reply(response, 400, { errors: ['bad e-mail'] }),
    );
    const error = await failure(desk.correctContact({ uuid: 'c-1', email: 'a@example.com' }));
    expect(error).toMatchObject({ kind: 'invalid', status: 400, fields: ['email'], mayHaveHappened: false });
    expect(server?.seen.map(({ path }) => path)).toEqual([
      '/customers/contact/clientAuth',
      '/clients/find/self/clientAuth',
    ]);
  });

  it.each([400, 401, 403, 404])('is credentials when find/self answers %i', async (status) => {
    const desk = await against((seen, response) => reply(response, isSelf(seen.path) ? status : 400, { errors: [] }));
    expect(await failure(desk.openCustomer(KNOWN))).toMatchObject({ kind: 'credentials', status: 400 });
    expect(server?.seen).toHaveLength(2);
  });

  it.each([429, 500, 503, 302])('blames no credentials while find/self answers %i', async (status) => {
    const desk = await against((seen, response) => reply(response, isSelf(seen.path) ? status : 400, { errors: [] }));
    expect(await failure(desk.openCustomer(KNOWN))).toMatchObject({ kind: 'invalid', status: 400 });
  });

  it('is credentials for find/self itself, which is asked once', async () => {
    const desk = await against((_seen, response) => reply(response, 400, { errors: ['no'] }));
    expect(await failure(desk.checkCredentials())).toMatchObject({ kind: 'credentials', call: 'find/self' });
    expect(server?.seen).toHaveLength(1);
  });
});

describe('a 200 that is none', () => {
  it.each([
    ['HTML', '<!doctype html><title>Welcome</title>'],
    ['nothing', ''],
    ['truncated JSON', '{"message":"Success","data":{"uuid":"c-1"'],
    ['no object', '[]'],
    ['no data', '{"message":"Success"}'],
    ['no uuid', '{"data":{"name":"x"}}'],
    ['a uuid that would break a path', '{"data":{"uuid":"../x"}}'],
  ])('%s is malformed', async (_what, body) => {
    const desk = await against((_seen, response) => response.end(body));
    expect(await failure(desk.openCustomer(KNOWN))).toMatchObject({ kind: 'malformed', mayHaveHappened: false });
    expect(await failure(desk.revealImages(KNOWN, { optimized: false }))).toMatchObject({ kind: 'malformed' });
  });

  it('does not follow a redirect, which would carry the secret along', async () => {
    const elsewhere = await startLoopback((_seen, response) => reply(response, 200, { data: { uuid: 'c-1' } }));
    const desk = await against((_seen, response) => reply(response, 307, {}, { location: elsewhere.url }));
    expect(await failure(desk.openCustomer(KNOWN))).toMatchObject({ kind: 'malformed', status: 307 });
    expect(elsewhere.seen).toHaveLength(0);
    await elsewhere.close();
  });
});

describe('the cap on answers', () => {
  it('refuses by content-length, before the body', async () => {
    const desk = await against((_seen, response) => {
      response.writeHead(200, { 'content-length': String(MAX_BYTES + 1) });
      response.write('{');
    });
    expect(await failure(desk.openCustomer(KNOWN))).toMatchObject({ kind: 'malformed' });
  });

  it('refuses what streams past it without saying so', async () => {
    let sent = 0;
    const piece = Buffer.alloc(1024 * 1024, 'x');
    const desk = await against((_seen, response) => {
      response.writeHead(200);
      response.on('error', () => undefined);
      const more = () => {
        while (!response.destroyed && sent < 4 * MAX_BYTES) {
          sent += piece.length;
          if (!response.write(piece)) return;
        }
      };
      response.on('drain', more);
      more();
    });
    const error = await failure(desk.openCustomer(KNOWN));
    expect(error).toMatchObject({ kind: 'malformed', code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' });
    expect(sent).toBeLessThan(2 * MAX_BYTES);
    sent = 0;
    expect(await failure(desk.revealImages(KNOWN, { optimized: false }))).toMatchObject({ kind: 'too-large' });
  });

  it('does not read a long error body', async () => {
    const desk = await against((_seen, response) => {
      response.writeHead(422);
      response.write(Buffer.alloc(1024 * 1024, ' '));
    });
    expect(await failure(desk.openCustomer(KNOWN))).toMatchObject({ kind: 'invalid', status: 422, fields: [] });
  });
});
