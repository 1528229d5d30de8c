import 'server-only';
import { isIP } from 'node:net';

/**
 * The client's address: the entry that the nearest proxy appended to `X-Forwarded-For`. Without a proxy Next fills the
 * header from the socket. The weak half: whoever reaches the desk's port past the proxy may claim any address, so it is
 * a hint in the trail, and never the only thing a lock counts by.
 */
export function clientAddress(header: string | null | undefined): string | null {
  const last = header?.split(',').at(-1)?.trim() ?? '';
  // With a port, as some proxies write it: 192.0.2.1:4711 or [2001:db8::1]:4711.
  const [, bracketed] = /^\[(.+)\](?::\d+)?$/.exec(last) ?? [];
  const [, beforePort] = /^([\d.]+):\d+$/.exec(last) ?? [];
  const address = bracketed ?? beforePort ?? last;
  return isIP(address) === 0 ? null : address;
}
