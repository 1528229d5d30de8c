import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { readBody } from './body.ts';
import { forge, type Secrets, TOKEN_FORGERIES, type TokenForgery } from './forge.ts';
import type { Person } from './people.ts';

/** What goes wrong on the way besides: with the provider itself, or with what the person's browser carries back. */
export type Fault =
  | TokenForgery
  | 'other-issuer-in-answer'
  | 'no-issuer-in-answer'
  | 'other-state-in-answer'
  | 'other-issuer-in-discovery'
  | 'plain-endpoint-in-discovery'
  | 'discovery-redirects'
  | 'token-redirects'
  | 'token-hangs'
  | 'down'
  | 'error-page';

export interface FrontState {
  issuer: string;
  inner: string;
  people: Map<string, Person>;
  secrets: Secrets;
  fault: Fault | null;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Stands before the provider, which refuses to misbehave, and changes its answers as a test asks it to. */
export function createFront(state: FrontState): http.RequestListener {
  return (request, response) => {
    const work = request.url?.startsWith('/__control/')
      ? control(state, request, response)
      : pass(state, request, response);
    work.catch((error) => response.writeHead(500).end(String(error)));
  };
}

async function control(state: FrontState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body: unknown = JSON.parse(await readBody(request));
  const [, , what, sub = ''] = (request.url ?? '').split('/');
  if (what === 'fault') state.fault = body as Fault | null;
  const one = state.people.get(sub);
  if (what === 'people' && one) state.people.set(sub, { ...one, ...(body as Partial<Person>) });
  response.writeHead(204).end();
}

async function pass(state: FrontState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { fault, issuer } = state;
  const { pathname } = new URL(request.url ?? '/', issuer);
  if (fault === 'down') return void request.socket.destroy();
  if (fault === 'error-page') return void response.writeHead(503).end('<h1>Down for maintenance</h1>');
  if (fault === 'token-hangs' && pathname === '/token') return;
  const moved =
    (fault === 'token-redirects' && pathname === '/token') ||
    (fault === 'discovery-redirects' && isDiscovery(pathname));
  if (moved) return void response.writeHead(307, { location: `${state.inner}${request.url}` }).end();

  const answer = await ask(state, request, await readBody(request));
  if (isDiscovery(pathname)) changeJson(answer, (body) => changeDiscovery(fault, body));
  if (pathname === '/token') changeJson(answer, (body) => changeToken(state, body));
  const { location } = answer.headers;
  if (location !== undefined) answer.headers.location = changeLocation(fault, new URL(location, issuer));
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

function ask({ inner, issuer }: FrontState, { method, url, headers }: IncomingMessage, body: string): Promise<Answer> {
  const { host, protocol } = new URL(issuer);
  const forwarded = { ...headers, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) };
  return new Promise((resolve, reject) => {
    const sent = http.request(inner + url, { method, headers: forwarded }, (got) => {
      readBody(got).then(
        (text) => resolve({ status: got.statusCode ?? 500, headers: got.headers, body: Buffer.from(text) }),
        reject,
      );
    });
    sent.on('error', reject).end(body);
  });
}

function changeJson(answer: Answer, change: (body: Record<string, unknown>) => Record<string, unknown>): void {
  if (answer.status !== 200) return;
  answer.body = Buffer.from(JSON.stringify(change(JSON.parse(answer.body.toString()))));
  answer.headers['content-length'] = String(answer.body.length);
  delete answer.headers['transfer-encoding'];
}

function changeDiscovery(fault: Fault | null, body: Record<string, unknown>): Record<string, unknown> {
  if (fault === 'other-issuer-in-discovery') return { ...body, issuer: 'https://login.elsewhere.example' };
  if (fault === 'plain-endpoint-in-discovery')
    return { ...body, token_endpoint: 'http://login.elsewhere.example/token' };
  return body;
}

function changeToken({ fault, secrets }: FrontState, body: Record<string, unknown>): Record<string, unknown> {
  const kind = TOKEN_FORGERIES.find((forgery) => forgery === fault);
  return kind === undefined ? body : { ...body, id_token: forge(kind, String(body.id_token), secrets) };
}

/** The answer travels in the address that the provider sends the browser to. */
function changeLocation(fault: Fault | null, url: URL): string {
  if (url.searchParams.has('code')) {
    if (fault === 'other-issuer-in-answer') url.searchParams.set('iss', 'https://login.elsewhere.example');
    if (fault === 'no-issuer-in-answer') url.searchParams.delete('iss');
    if (fault === 'other-state-in-answer') url.searchParams.set('state', 'of-another-sign-in');
  }
  return url.href;
}

function isDiscovery(pathname: string): boolean {
  return pathname === '/.well-known/openid-configuration';
}
