import fs from 'node:fs';
import { inject } from 'vitest';
import { ownerQuery } from './as-owner';
import { sandboxControl } from './sandbox-control';
import type { StackInfo } from './stack';
import { type SignInOptions, tryToSignInAt } from './try-to-sign-in';

export { someAddress } from './try-to-sign-in';

/** The stack of this worker: the built application, its database, the sandbox. */
const info = await stackOfWorker(process.env.VITEST_POOL_ID ?? '1');
export const stack = { ...info, appLog: () => fs.readFileSync(info.appLogFile, 'utf8') };
export const sandbox = sandboxControl(stack.sandboxUrl);

export type RoleName = 'compliance' | 'support' | 'admin';

export interface Desk {
  /** The cookies of today: those it began with, and the session's new one after a proof. */
  readonly cookie: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

/**
 * A client with these cookies: what a browser of ours would send, and what a test adds to it. Like a browser it keeps a
 * session's new cookie; unlike one it keeps the cookie of a session that has ended.
 */
export function deskWith(began: string, appUrl: string = stack.appUrl): Desk {
  let cookie = began;
  const send: Desk['send'] = async (method, path, body, headers = {}) => {
    const response = await fetch(appUrl + path, {
      method,
      redirect: 'manual',
      headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]*session-token)=([^;]+)/.exec(line) ?? [];
      if (name !== undefined) cookie = cookie.replace(new RegExp(`${name}=[^;]*`), `${name}=${value}`);
    }
    return response;
  };
  return {
    get cookie() {
      return cookie;
    },
    get: (path, headers) => send('GET', path, undefined, headers),
    send,
  };
}

/** As `try-to-sign-in.ts`, at the stack of this worker unless `appUrl` names another one. */
export function tryToSignIn(email: string, password: string, options: Partial<SignInOptions> = {}) {
  return tryToSignInAt(email, password, { appUrl: stack.appUrl, ...options });
}

/** @param at another stack than that of all */
export async function signInAs(role: RoleName, at: Pick<StackInfo, 'appUrl' | 'accounts'> = stack): Promise<Desk> {
  const { email, password } = at.accounts[role];
  const { status, cookie } = await tryToSignIn(email, password, { appUrl: at.appUrl });
  if (status !== 200) throw new Error(`could not sign in as ${role}: ${status}`);
  return deskWith(cookie, at.appUrl);
}

export async function signOut(desk: Desk): Promise<void> {
  const csrf = await desk.get('/api/auth/csrf');
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const response = await desk.send(
    'POST',
    '/api/auth/signout',
    new URLSearchParams({ csrfToken, json: 'true' }).toString(),
    { 'content-type': 'application/x-www-form-urlencoded' },
  );
  if (!response.ok) throw new Error(`could not sign out: ${response.status}`);
}

/** One statement in the desk's own database, as its owner. */
export const query = ownerQuery(stack);

export async function errorOf(response: Response): Promise<{
  status: number;
  code: string;
  message: string;
  fields?: Record<string, { code: string }>;
  versions?: unknown;
  proof?: unknown;
}> {
  const body = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, ...body.error };
}

async function stackOfWorker(worker: string): Promise<StackInfo> {
  const answer = await fetch(`${inject('stacksUrl')}/${worker}`);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as StackInfo;
}
