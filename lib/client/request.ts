import { routes } from '../routes';
import { errorFrom, networkError } from './api-error';

/**
 * `fetch` for our own routes. When the session has ended, it sends the person to the sign-in page and back afterwards,
 * so that no other code in the browser handles this. Every answer is `no-store`. This call must not say so, too: the
 * browser would then not use the answer that the page has preloaded.
 */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(path, { ...init, credentials: 'same-origin' }).catch((reason) => {
    // The caller aborted the call. TanStack Query knows this error by its name.
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

/** JSON of our own handlers. Both sides compile against the same contract, so the browser doesn't parse it again. */
export async function requestJson<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await request(path, init);
  return (await response.json()) as T;
}

/** A request with a JSON body and its header. */
export function json(method: 'POST' | 'PATCH', body: unknown): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
