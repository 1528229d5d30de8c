import type { IncomingMessage } from 'node:http';

/**
 * The control endpoint has no password, so it answers this machine only, and no web page on it: a page that a
 * developer visits sends an Origin, or reaches us under a name of its own (DNS rebinding).
 * Weak half: any local process may use it. It guards synthetic people.
 */
export function mayControl(request: IncomingMessage): boolean {
  const peer = request.socket.remoteAddress ?? '';
  const fromHere = /^(::ffff:)?127\./.test(peer) || peer === '::1';
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const named = host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
  return fromHere && named && request.headers.origin === undefined;
}
