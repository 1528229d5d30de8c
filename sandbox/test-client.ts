import type { SandboxOptions } from './options.ts';
import { SANDBOX_CREDENTIALS } from './options.ts';
import { type Sandbox, startSandbox } from './server.ts';

export type Json = Record<string, unknown>;

export interface TestClient {
  sandbox: Sandbox;
  /** A vendor call with good credentials, which `body` may overrule. */
  call(path: string, body?: Json, init?: RequestInit): Promise<{ status: number; body: Json; text: string }>;
  control(method: string, path: string, body?: unknown): Promise<{ status: number; body: Json }>;
}

export const STATUS = '/customers/status/clientAuth';
export const WITHOUT_IMAGES = '/customers/statusWithoutImages/clientAuth';
export const LIST = '/customers/listWithDoc/clientAuth';
export const CONTACT = '/customers/contact/clientAuth';

/** A sandbox for one test file, and the two ways of talking to it. */
export async function startTestClient(options: SandboxOptions = {}): Promise<TestClient> {
  const sandbox = await startSandbox({ port: 0, customers: 400, images: 'on-demand', ...options });
  const send = async (url: string, init: RequestInit) => {
    const response = await fetch(url, { redirect: 'manual', ...init });
    const text = await response.text();
    const body = text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as Json) : {};
    return { status: response.status, body, text };
  };
  return {
    sandbox,
    call: (path, body = {}, init = {}) =>
      send(sandbox.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...SANDBOX_CREDENTIALS, ...body }),
        ...init,
      }),
    control: (method, path, body) =>
      send(`${sandbox.url}/__sandbox/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}

/** The `data` of an answer. */
export const data = (answer: { body: Json }) => answer.body.data as Json;

export const rows = (answer: { body: Json }) => data(answer).data as Json[];
