import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { singleton } from './singleton';

interface Request {
  id: string;
  /** By `performance.now()`. */
  began: number;
}

/** The request that the running code belongs to, for code to which nobody hands it on: next-auth's callbacks, engines. */
function scope(): AsyncLocalStorage<Request> {
  return singleton('request-scope', () => new AsyncLocalStorage<Request>());
}

/** Does the work of one request. */
export function inRequest<T>(id: string, work: () => Promise<T>): Promise<T> {
  return scope().run({ id, began: performance.now() }, work);
}

/** `null` outside of {@link inRequest}. */
export function currentRequestId(): string | null {
  return scope().getStore()?.id ?? null;
}

/** How long the request has taken so far, ms; 0 for work that no request asked for, such as the directory's sync. */
export function requestAge(): number {
  const request = scope().getStore();
  return request === undefined ? 0 : performance.now() - request.began;
}
