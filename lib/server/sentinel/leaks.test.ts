import 'server-only';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, type LoopbackServer, startLoopback } from '../../../e2e/support/vendor/loopback-server';
import { createSentinel, type Sentinel } from './calls';
import { SentinelError } from './errors';

const SECRET = 'canary-secret-0123456789';
const CLIENT = '7a0d1f3e-1111-4222-8333-444455556666';
const EMAIL = 'canary-person@example.com';
const VENDOR_WORDS = 'vendor-internal-words';

let server: LoopbackServer | undefined;
let sentinel: Sentinel | undefined;

afterEach(async () => {
  await sentinel?.close();
  await server?.close();
});

/** The vendor quotes our whole request in whatever it answers. */
function echo(status: number, wrap: (echoed: string) => string, cut = false): Answer {
  return (seen, response, request) => {
    const text = wrap(JSON.stringify({ ...seen.body, note: VENDOR_WORDS }));
    response.writeHead(status, { 'content-type': 'application/json', 'x-echo': encodeURI(text).slice(0, 2_000) });
    if (cut) response.write(text, () => setTimeout(() => request.socket.resetAndDestroy(), 20));
    else response.end(text);
  };
}

const asErrors = (echoed: string) => `{"errors":[${echoed}, {"message": ${JSON.stringify(echoed)}}]}`;

describe('an error never carries what came over the wire', () => {
  it.each([
    ['400', echo(400, asErrors)],
    ['409', echo(409, asErrors)],
    ['422', echo(422, asErrors)],
    ['404', echo(404, (echoed) => `{"message":${JSON.stringify(echoed)}}`)],
    ['500 with a stack', echo(500, (echoed) => `Error: ${echoed}\n  at vendor.js`)],
    ['302', echo(302, (echoed) => echoed)],
    ['200, JSON followed by junk', echo(200, (echoed) => `${echoed} trailing`)],
    [
      '200, not the contract',
      echo(200, (echoed) => `{"data":[{"uuid":"${SECRET}","name":${JSON.stringify(echoed)}}]}`),
    ],
    ['reset while echoing', echo(200, (echoed) => echoed, true)],
    ['somebody else', echo(200, () => `{"data":{"uuid":"c-2","name":"${VENDOR_WORDS}"}}`)],
  ])('%s', async (_what, answer) => {
    server = await startLoopback(answer);
    sentinel = createSentinel({ baseUrl: server.url, clientUuid: CLIENT, clientSecret: SECRET });
    const desk = sentinel;
    const known = { uuid: 'c-1', email: EMAIL, phoneNumber: null };
    for (const call of [
      () => desk.openCustomer(known),
      () => desk.revealImages(known, { optimized: false }),
      () => desk.correctContact({ uuid: 'c-1', email: EMAIL }),
      () => desk.createVerificationLink({ email: EMAIL }),
    ]) {
      const error: unknown = await call().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SentinelError);
      const everything = [
        inspect(error, { depth: 20, showHidden: true, getters: true }),
        JSON.stringify(error),
        String(error),
        error instanceof Error ? error.stack : '',
      ].join('\n');
      for (const word of [SECRET, CLIENT, EMAIL, VENDOR_WORDS, 'canary']) expect(everything).not.toContain(word);
      expect(error).not.toHaveProperty('cause');
    }
  });

  it('the client itself can be printed without the secret', () => {
    sentinel = createSentinel({ baseUrl: 'https://api.example.com', clientUuid: CLIENT, clientSecret: SECRET });
    expect(inspect(sentinel, { depth: 20, showHidden: true })).not.toContain(SECRET);
  });
});
