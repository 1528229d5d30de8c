import { BUDGET_HEADER, MENTIONS_HEADER, TROUBLE_HEADER } from '../note-headers';
import { ACCOUNT_HEADER } from '../other-person';
import { routes } from '../routes';
import { ApiError, errorFrom, networkError } from './api-error';

/** Whose page this is. The browser's cookie may be another person's by now: somebody may have signed in elsewhere. */
let pageOf: string | null = null;
let renewed = false;

/** When the newest call left whose answer has told of mentions: a slow answer to an earlier one tells an older number. */
let mentionsAsOf = 0;

function tell(header: string, detail: string): void {
  window.dispatchEvent(new CustomEvent(header, { detail }));
}

/** Tells how many mentions the person has not seen, where an action has just changed that. */
export function tellMentions(unseen: number): void {
  mentionsAsOf = performance.now();
  tell(MENTIONS_HEADER, `${unseen}`);
}

/** Loaded when a session has ended: most pages never need this code. */
const sessionEnd = () => import('./session-end');

/** For effects only: on the server, all people would share this memory. */
export function setPageOwner(accountId: string | null): void {
  pageOf = accountId;
}

/**
 * `fetch` for our own routes, and the one place in the browser that handles a session that has ended. Where the page
 * would lose something, the person signs in again over the page and the call is made once more; else this sends the
 * person to the sign-in page and back afterwards. Every answer is `no-store`. This call must not say so, too: the browser
 * would then not use the answer that the page has preloaded.
 */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const left = performance.now();
  let response = await sent(path, init);
  // A proof in another tab gives the browser a new cookie. A call that left with the one before is made once more.
  if (response.status === 401) response = await sent(path, init, true);
  for (const name of [BUDGET_HEADER, TROUBLE_HEADER, MENTIONS_HEADER]) {
    const detail = response.headers.get(name);
    if (detail === null || (name === MENTIONS_HEADER && left < mentionsAsOf)) continue;
    if (name === MENTIONS_HEADER) mentionsAsOf = left;
    tell(name, detail);
  }
  // 202: nothing is done yet. A request waits for a second person, which the envelope tells like a refusal.
  if (response.ok && response.status !== 202) return response;
  const error = await errorFrom(response);
  if (error.code === 'unauthenticated') {
    if (await (await sessionEnd()).sessionEnded()) {
      renewed = true;
      return await request(path, init);
    }
  }
  if (error.code === 'other_person') (await sessionEnd()).dropPage();
  if (error.code === 'second_factor_required') window.location.assign(routes.secondFactor());
  throw error;
}

function sent(path: string, init: RequestInit, again = renewed): Promise<Response> {
  return fetch(path, { ...init, ...signed(init, again), credentials: 'same-origin' }).catch((reason) => {
    // The caller aborted the call. TanStack Query knows this error by its name.
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
    throw networkError();
  });
}

/**
 * Names the page's owner, so that the server refuses a call of somebody else's session. A plain GET goes without,
 * because only a call without headers of its own can use a preloaded answer; it changes nothing.
 */
function signed({ method = 'GET', headers }: RequestInit, again: boolean): RequestInit {
  if (pageOf === null || (method === 'GET' && !again)) return {};
  const all = new Headers(headers);
  all.set(ACCOUNT_HEADER, pageOf);
  return { headers: all };
}

/** JSON of our own handlers. Both sides compile against the same contract, so the browser doesn't parse it again. */
export async function requestJson<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await request(path, init);
  return (await response.json()) as T;
}

/** Whether a failure inside an answer means that the session has ended. */
export function isSessionOver(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'unauthenticated';
}

/** A request with a JSON body and its header. */
export function json(method: 'POST' | 'PATCH', body: unknown): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/**
 * An answer of Sentinel by a route that may be slow. Where the answer is late or fails, `onKnown` first gets what the
 * directory knows.
 */
export async function requestAnswer<T, Known>(
  path: string,
  init: RequestInit & { signal: AbortSignal },
  onKnown: (known: Known) => void,
): Promise<T> {
  const response = await request(path, init).catch((error) => {
    if (error instanceof ApiError && error.details.known) onKnown(error.details.known as Known);
    throw error;
  });
  // One line of JSON is an answer in time.
  if (!response.headers.get('content-type')?.includes('ndjson')) return (await response.json()) as T;
  const { readLateAnswer } = await import('./late-answer');
  return readLateAnswer<T, Known>(response, init.signal, onKnown).catch((error) => {
    if (!isSessionOver(error)) throw error;
    // The session has ended meanwhile. Another call is refused at once, and leads to the sign-in.
    return requestAnswer(path, init, onKnown);
  });
}
