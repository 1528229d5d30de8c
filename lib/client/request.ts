import { routes } from '../routes';
import { errorFrom, networkError } from './api-error';

/**
 * `fetch` towards our own routes. A session that has ended sends the person to the sign-in page and back afterwards:
 * nothing else in the browser needs to know about it. Every answer is `no-store`; saying so here as well would keep it
 * from being the one that the page has asked for ahead.
 */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(path, { ...init, credentials: 'same-origin' }).catch((reason) => {
    // An aborted call is the caller's own doing, and TanStack Query knows it by its name.
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
    throw networkError();
  });
  if (response.ok) return response;
  const error = await errorFrom(response);
  if (error.code === 'unauthenticated') {
    window.location.assign(routes.signIn(window.location.pathname + window.location.search));
  }
  if (error.code === 'second_factor_required') window.location.assign(routes.secondFactor());
  throw error;
}

/** Our own handlers' JSON: typed by the contract that both sides compile against, not parsed a second time. */
export async function requestJson<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await request(path, init);
  return (await response.json()) as T;
}

/** A JSON body with its header. */
export function json(method: 'POST' | 'PATCH', body: unknown): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
